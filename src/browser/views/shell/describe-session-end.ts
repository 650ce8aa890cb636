import type { Session } from '../../session/session.ts'

/** Says how long one stays signed in, for the account menu. */
export function describeSessionEnd(session: Extract<Session, { status: 'signed-in' }>): string {
  if (session.renewal === 'possible')
    return 'You stay signed in until you sign out, or until the session ends at your identity provider or here.'
  const end = new Date(session.expiresAtS * 1000)
  return `Until ${end.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' })}. This identity provider lets nobody renew: sign in again then.`
}
