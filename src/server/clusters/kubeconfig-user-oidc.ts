import { isReserved } from '../settings/authorization-parameters.ts'
import { withOpenid } from '../settings/setting-readers.ts'
import { parseHttpUrl } from '../settings/setting-url-readers.ts'
import { ValueRefused } from '../settings/setting.ts'
import type { OidcDefaults, OidcSettings } from '../settings/settings.ts'
import { ClusterBroken } from './cluster-broken.ts'
import { readKubelogin, type KubeloginOptions } from './kubelogin-arguments.ts'
import type { KubeconfigUser } from './parse-kubeconfig.ts'
import { readCaData, readCaFile, type ReadFile } from './read-tls-trust.ts'

export interface UserContext {
  readonly folder: string
  readonly defaults: OidcDefaults
  readonly readFile: ReadFile
}

type AuthProviderConfig = NonNullable<NonNullable<KubeconfigUser['auth-provider']>['config']>

/**
 * The OIDC client that a kubeconfig user names, by `auth-provider: oidc` or by an `exec` stanza that runs kubelogin.
 *
 * @returns `undefined` when it names none
 * @throws ClusterBroken when it names one that cannot be used
 */
export function readUserOidc(user: KubeconfigUser, context: UserContext): OidcSettings | undefined {
  const provider = user['auth-provider']
  if (provider?.name === 'oidc') return fromAuthProvider(provider.config ?? {}, context)
  const kubelogin = user.exec ? readKubelogin(user.exec) : undefined
  return kubelogin === undefined ? undefined : fromKubelogin(kubelogin, context)
}

function fromAuthProvider(config: AuthProviderConfig, context: UserContext): OidcSettings {
  const { defaults, folder, readFile } = context
  const caFile = config['idp-certificate-authority']
  const caData = config['idp-certificate-authority-data']
  const ca = caData
    ? readCaData(caData, 'idp-certificate-authority-data')
    : caFile
      ? readCaFile(caFile, folder, 'idp-certificate-authority', readFile)
      : defaults.ca
  const scopes = splitScopes([config.scope ?? '', config['extra-scopes'] ?? ''])
  return {
    ...identityOf(config['idp-issuer-url'], config['client-id'], config['client-secret'], AUTH_PROVIDER),
    ...inherited(defaults, ca),
    scopes: scopes.length === 0 ? defaults.scopes : withOpenid(scopes),
    useAccessToken: defaults.useAccessToken,
    authorizationParameters: defaults.authorizationParameters,
    skipTlsVerify: defaults.skipTlsVerify,
  }
}

/** What would change the sign-in itself, or is a secret, stays with kubelogin. */
function allowed(parameters: Readonly<Record<string, string>>) {
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => !isReserved(name)))
}

/** Kubelogin asks for `openid` and the extra scopes, nothing else; so do we in its place. */
function fromKubelogin(options: KubeloginOptions, { defaults, folder, readFile }: UserContext): OidcSettings {
  const cas = [
    ...options.caFiles.map((path) => readCaFile(path, folder, '--certificate-authority', readFile)),
    ...options.caData.map((data) => readCaData(data, '--certificate-authority-data')),
  ]
  const ca = cas.length > 0 ? cas.join('') : defaults.ca
  return {
    ...identityOf(options.issuerUrl, options.clientId, options.clientSecret, KUBELOGIN),
    ...inherited(defaults, ca),
    scopes: withOpenid(splitScopes(options.extraScopes)),
    useAccessToken: options.useAccessToken ?? defaults.useAccessToken,
    authorizationParameters: { ...defaults.authorizationParameters, ...allowed(options.extraParameters) },
    skipTlsVerify: options.skipTlsVerify ?? defaults.skipTlsVerify,
  }
}

const AUTH_PROVIDER = { where: 'auth-provider oidc', issuer: 'idp-issuer-url', clientId: 'client-id' }
const KUBELOGIN = { where: 'exec kubelogin', issuer: '--oidc-issuer-url', clientId: '--oidc-client-id' }

function identityOf(
  issuerUrl: string | null | undefined,
  clientId: string | null | undefined,
  clientSecret: string | null | undefined,
  names: typeof AUTH_PROVIDER,
) {
  const broken = (message: string) =>
    new ClusterBroken(
      'KUBECONFIG_INVALID',
      `${names.where}: ${message}`,
      `Give both ${names.issuer} and ${names.clientId}, as they stand at the issuer and the API server.`,
    )
  if (!clientId) throw broken(`${names.clientId} is missing.`)
  if (!issuerUrl) throw broken(`${names.issuer} is missing.`)
  try {
    parseHttpUrl(issuerUrl)
  } catch (error) {
    if (!(error instanceof ValueRefused)) throw error
    throw broken(`${names.issuer} is not an absolute https URL without credentials, query and fragment.`)
  }
  return { issuerUrl, clientId, ...(clientSecret && { clientSecret }) }
}

function inherited({ callbackUrl }: OidcDefaults, ca: string | undefined) {
  return { ...(callbackUrl !== undefined && { callbackUrl }), ...(ca !== undefined && { ca }) }
}

function splitScopes(texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => text.split(/[\s,]+/)).filter((scope) => scope !== '')
}
