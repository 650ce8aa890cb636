import type { Language } from '../../messages/language.ts'
import type { Messages } from '../../messages/messages.ts'
import type { SignedIn } from '../../session/session.ts'
import { timeText } from '../time-text.ts'

/** Says how long one stays signed in, for the account menu. */
export function describeSessionEnd(
  session: SignedIn,
  { messages, ...now }: { messages: Messages; language: Language; nowMs: number },
): string {
  const say = messages.shell.sessionEnd
  if (session.expiresAtS === undefined) return say.unknown
  const end = timeText(session.expiresAtS * 1000, now)
  if (session.trouble) return say.trouble(end)
  return session.renewal === 'possible' ? say.possible : say[session.renewal](end)
}
