import type { LaterMessages } from '../../messages/later-messages.ts'
import type { SignOutReport } from '../../session/session.ts'
import { hostOf } from '../host-of.ts'
import type { Tone } from '../status-mark.tsx'
import type { Outcome } from './describe-sign-out.ts'

type State = SignOutReport['atIssuer']

/** What has become of an issuer's own session. */
export interface AtIssuer {
  readonly issuer: string
  readonly atIssuer: State
}

const TONE: Readonly<Record<State, Tone>> = {
  ended: 'good',
  'not-asked': 'quiet',
  'no-endpoint': 'warning',
  'not-confirmed': 'warning',
}

export function describeAtIssuer({ issuer, atIssuer }: AtIssuer, say: LaterMessages['signOut']): Outcome {
  const host = hostOf(issuer)
  const { state, means } = say.atIssuer[atIssuer]
  return { what: say.what.atIssuer(host), tone: TONE[atIssuer], state, means: means(host) }
}

const FURTHEST_FIRST: readonly State[] = ['ended', 'not-confirmed', 'not-asked', 'no-endpoint']

/**
 * The issuers of more than one report, each once: one has a single session there, however many clients one signs in
 * through, and it stands as far as one got with any of them.
 */
export function sharedIssuers(reports: readonly SignOutReport[]): readonly AtIssuer[] {
  const issuers = new Set(reports.flatMap(({ issuer }) => issuer ?? []))
  return [...issuers].flatMap((issuer) => {
    const states = reports.filter((report) => report.issuer === issuer).map(({ atIssuer }) => atIssuer)
    const atIssuer = FURTHEST_FIRST.find((state) => states.includes(state))
    return states.length < 2 || atIssuer === undefined ? [] : [{ issuer, atIssuer }]
  })
}
