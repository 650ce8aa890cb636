import { clusters } from './clusters.ts'
import { dialog } from './dialog.ts'
import { problems } from './problems.ts'
import { session } from './session.ts'
import { shell } from './shell.ts'
import { signIn } from './sign-in.ts'

/** What the first page may say, in German. */
export const first = { clusters, dialog, problems, session, shell, signIn }
