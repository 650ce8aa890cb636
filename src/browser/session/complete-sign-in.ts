import { SIGNED_OUT_PATH } from '../../contract/paths.ts'
import type { Messages } from '../messages/messages.ts'
import { safeReturnPath } from '../sign-in/safe-return-path.ts'
import type { SignIn } from '../sign-in/sign-in.ts'
import { createSingleFlight } from '../sign-in/single-flight.ts'
import type { ClientSessions } from './client-sessions.ts'
import { asAppError } from './session-end.ts'
import type { Sessions } from './session.ts'
import type { SignInToAll } from './sign-in-to-all.ts'
import type { SignInWalk, SignInWalkMemory } from './sign-in-walk.ts'
import type { SignOut } from './sign-out.ts'

type Completed = Awaited<ReturnType<Sessions['completeSignIn']>>

/** Takes up whatever an issuer sent the person back with. */
export interface Completion {
  completeSignIn: Sessions['completeSignIn']
  /** Settles when the completion that is under way is over; it never rejects. */
  completed(): Promise<unknown>
}

export function createCompletion(deps: {
  signIn: SignIn
  clients: ClientSessions
  toAll: SignInToAll
  memory: SignInWalkMemory
  signOut: SignOut
  messages(): Messages
  window: Pick<Window, 'location'>
  baseUrl: string
}): Completion {
  const { signIn, clients, toAll, memory, signOut, messages, baseUrl } = deps
  const flights = createSingleFlight<Completed>()
  let pending: Promise<unknown> = Promise.resolve()

  async function complete(callbackUrl: string): Promise<Completed> {
    if (await signIn.handOver(callbackUrl)) return 'handed-over'
    const signedOut = signOut.takeUp(callbackUrl)
    if (signedOut !== undefined) {
      return signedOut === 'leaving' ? signedOut : { returnTo: `${baseUrl}${SIGNED_OUT_PATH}` }
    }
    const walk = memory.read()
    return walk ? completeStep(walk, callbackUrl) : completeOne(callbackUrl)
  }

  async function completeOne(callbackUrl: string): Promise<{ clientKey: string; returnTo: string }> {
    const { clientKey, returnTo, tokens } = await signIn.complete(callbackUrl)
    clients.begin(clientKey, tokens)
    return { clientKey, returnTo }
  }

  /** The page leaves for the next issuer in here, and where it does, nobody waits for an answer any more. */
  async function completeStep(walk: SignInWalk, callbackUrl: string): Promise<Completed> {
    const failure = await completeOne(callbackUrl).then(
      () => undefined,
      (error: unknown) => asAppError(error, messages()),
    )
    // The back button, or this address once more: whoever does that wants no further issuer.
    if (failure?.code === 'ATTEMPT_UNKNOWN') toAll.stop(walk)
    else await toAll.goOn(walk, failure)
    return { returnTo: safeReturnPath(walk.returnTo, { origin: deps.window.location.origin, baseUrl }) }
  }

  return {
    // React's strict mode and the like ask twice: both get the one completion.
    completeSignIn(callbackUrl) {
      const completion = flights(callbackUrl, () => complete(callbackUrl))
      pending = completion.catch(() => undefined)
      return completion
    },
    completed: () => pending,
  }
}
