import type { LaterMessages } from '../messages/later-messages.ts'

/** What this stage says, in the language that is spoken at the moment. */
export type Words = () => LaterMessages['kubernetes']
