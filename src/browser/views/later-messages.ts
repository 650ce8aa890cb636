import { LATER_MESSAGES, type LaterMessages } from '../messages/later-messages.ts'
import { useLanguage } from './stages.ts'

/** What the chunks that load after the sign-in say. Only they import it. */
export const useLaterMessages = (): LaterMessages => LATER_MESSAGES[useLanguage()]
