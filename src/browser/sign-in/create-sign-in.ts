import type { Config } from '../../contract/config.ts'
import type { SignIn } from './sign-in.ts'

export interface SignInDeps {
  readonly config: Config
  /** Reads `/config` again: each attempt needs a nonce of its own. @throws AppError `CONFIG_UNREACHABLE` */
  reloadConfig(): Promise<Config>
  /** `''` or a path such as `/fairlead`. */
  readonly baseUrl: string
  readonly window: Window
}

export function createSignIn(deps: SignInDeps): SignIn {
  throw new Error(`not built yet ${deps.baseUrl}`)
}
