import type { AppError } from '../../contract/app-error.ts'
import { findingOf } from './session-end.ts'
import { isPasted, signedOutFor, type SessionRecords } from './session-records.ts'
import type { SignInAttempts } from './sign-in-attempts.ts'
import { nextStep, withFailure, type SignInWalk, type SignInWalkMemory } from './sign-in-walk.ts'

/** Signs in with one OIDC client after the other. Each step leaves the page; those that fail are skipped. */
export interface SignInToAll {
  start(returnTo: string): Promise<void>
  /** Goes on after a step, and settles where the walk is over: at its end, or because the person came back by themselves. */
  goOn(walk: SignInWalk, failure?: AppError): Promise<void>
  /** Ends the walk before its end. */
  stop(walk: SignInWalk): void
}

export function createSignInToAll(deps: {
  records: SessionRecords
  attempts: SignInAttempts
  memory: SignInWalkMemory
}): SignInToAll {
  const { records, attempts, memory } = deps

  function lacksSession(clientKey: string): boolean {
    const sessions = records.clustersOf(clientKey).map(records.get)
    const own = sessions.filter((session) => !isPasted(session))
    return own.length > 0 && own.every((session) => session?.status === 'signed-out')
  }

  /** @returns why it failed, or nothing where the person came back by the back button */
  async function take(step: SignInWalk): Promise<AppError | undefined> {
    const cluster = records.clustersOf(step.current).find((name) => !isPasted(records.get(name)))
    if (cluster === undefined) return undefined
    memory.store(step)
    return attempts.leave({ cluster, clientKey: step.current, returnTo: step.returnTo })
  }

  async function walkOn(walk: SignInWalk): Promise<void> {
    const step = nextStep(walk)
    if (step === undefined) return stop(walk)
    const failure = await take(step)
    return failure ? walkOn(withFailure(step, findingOf(failure))) : stop(step)
  }

  /** What was skipped says why, so that nobody has to find out by another try. */
  function stop({ failures }: SignInWalk): void {
    memory.drop()
    for (const { clientKey, reason } of failures) {
      records.change(clientKey, (session) =>
        session.status === 'signed-out' ? signedOutFor(reason) : session,
      )
    }
  }

  return {
    start: (returnTo) =>
      walkOn({
        returnTo,
        current: '',
        remaining: records.clientKeys.filter(lacksSession),
        failures: [],
      }),
    goOn: (walk, failure) => walkOn(failure ? withFailure(walk, findingOf(failure)) : walk),
    stop,
  }
}
