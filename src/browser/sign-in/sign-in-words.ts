import type { Messages } from '../messages/messages.ts'

/** What this stage says, in the language of the moment. */
export type SignInWords = () => Messages['signIn']
