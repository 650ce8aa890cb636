import type { KubeconfigUser } from './parse-kubeconfig.ts'

/** What a kubelogin command line says about the OIDC client. All else on it, such as a password, is dropped. */
export interface KubeloginOptions {
  readonly issuerUrl: string
  readonly clientId: string | undefined
  readonly clientSecret: string | undefined
  readonly extraScopes: readonly string[]
  readonly caFiles: readonly string[]
  readonly caData: readonly string[]
  /** For the authorization request. */
  readonly extraParameters: Readonly<Record<string, string>>
  readonly skipTlsVerify: boolean | undefined
  readonly useAccessToken: boolean | undefined
}

const COMMANDS = new Set(['kubelogin', 'kubectl-oidc_login', 'oidc-login'])

/**
 * Reads an `exec` stanza that runs kubelogin's `get-token`.
 *
 * @returns `undefined` for any other program, Azure's of the same name included: that one takes no `--oidc-issuer-url`
 * @see https://github.com/int128/kubelogin/blob/master/docs/usage.md
 */
export function readKubelogin(exec: NonNullable<KubeconfigUser['exec']>): KubeloginOptions | undefined {
  const program =
    (exec.command ?? '')
      .split(/[/\\]/)
      .at(-1)
      ?.replace(/\.exe$/i, '') ?? ''
  const args = exec.args ?? []
  const runsKubelogin = COMMANDS.has(program) || (program === 'kubectl' && args.includes('oidc-login'))
  if (!runsKubelogin || !args.includes('get-token')) return undefined

  const all = (name: string) => valuesOf(args, name)
  const issuerUrl = all('--oidc-issuer-url').at(-1)
  if (issuerUrl === undefined) return undefined
  return {
    issuerUrl,
    clientId: all('--oidc-client-id').at(-1),
    clientSecret: all('--oidc-client-secret').at(-1),
    extraScopes: all('--oidc-extra-scope').flatMap((scopes) => scopes.split(',')),
    caFiles: all('--certificate-authority'),
    caData: all('--certificate-authority-data'),
    extraParameters: pairsOf(all('--oidc-auth-request-extra-params')),
    skipTlsVerify: switchOf(args, '--insecure-skip-tls-verify'),
    useAccessToken: switchOf(args, '--oidc-use-access-token'),
  }
}

/** Values of `--name=value` and `--name value`, in order. */
function valuesOf(args: readonly string[], name: string): readonly string[] {
  return args.flatMap((arg, at) => {
    if (arg.startsWith(`${name}=`)) return [arg.slice(name.length + 1)]
    const next = args[at + 1]
    return arg === name && next !== undefined ? [next] : []
  })
}

/** `a=1,b=2`, in any number of texts. */
function pairsOf(texts: readonly string[]): Readonly<Record<string, string>> {
  const pairs = texts
    .flatMap((text) => text.split(','))
    .flatMap((pair) => {
      const [, name, value] = /^([^=]+)=(.+)$/s.exec(pair) ?? []
      return name === undefined || value === undefined ? [] : [[name, value] as const]
    })
  return Object.fromEntries(pairs)
}

/** `--name`, `--name=true` or `--name=false`; the last one counts. */
function switchOf(args: readonly string[], name: string): boolean | undefined {
  const last = args.findLast((arg) => arg === name || arg.startsWith(`${name}=`))
  return last === undefined ? undefined : !/=(?:false|f|0)$/i.test(last)
}
