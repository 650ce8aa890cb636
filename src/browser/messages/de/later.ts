import { kubernetes } from './kubernetes.ts'
import { resources } from './resources.ts'
import { sessionNotice } from './session-notice.ts'
import { signOut } from './sign-out.ts'
import { tokenForm } from './token-form.ts'

/** What only later chunks say, in German. */
export const later = { kubernetes, resources, sessionNotice, signOut, tokenForm }
