import { CALLBACK_PATH } from '../../contract/paths.ts'
import { NAMED_PARAMETERS } from './authorization-parameters.ts'
import { isLoopback } from './loopback.ts'
import { readValues, withDefaults } from './read-values.ts'
import { effective, type Given, type Values } from './setting.ts'
import { OIDC_SETTINGS } from './setting-table.ts'
import type { Report } from './settings-faults.ts'
import type { OidcDefaults, OidcSettings } from './settings.ts'

type OidcValues = Partial<Values<typeof OIDC_SETTINGS>>

export interface OidcContext {
  readonly homeDir: string
  readonly baseUrl: string
  readonly publicOrigin: string | undefined
  readonly report: Report
}

/** What was given for one OIDC client, and how faults name it: `-oidc-` or `fairlead.yaml:7: clusters[0].oidc.` */
export interface GivenOidc {
  readonly given: readonly Given[]
  readonly label: string
}

/** What a client takes over where it says nothing itself. */
export function readOidcDefaults(oidc: GivenOidc, { homeDir, report }: OidcContext): OidcDefaults {
  const given = readValues(OIDC_SETTINGS, oidc.given, homeDir, report)
  const standard = withDefaults(OIDC_SETTINGS, {}, { folder: '.', homeDir })
  return inherit(given, {
    scopes: standard.scopes,
    useAccessToken: standard['use-access-token'],
    skipTlsVerify: standard['skip-tls-verify'],
    authorizationParameters: {},
  })
}

/**
 * Reads one OIDC client and checks that its settings fit each other.
 *
 * @returns `undefined` when it names neither client nor issuer, or has a fault, which is then in the report
 */
export function readOidcSettings(
  oidc: GivenOidc,
  defaults: OidcDefaults,
  context: OidcContext,
): OidcSettings | undefined {
  const { report } = context
  const values = readValues(OIDC_SETTINGS, oidc.given, context.homeDir, report)
  checkPartners(oidc, values, report)
  checkCallback(oidc, values['callback-url'], context)
  warnOfWeakness(oidc, values, report)

  const clientId = values['client-id']
  const issuerUrl = values['idp-issuer-url']
  if (clientId === undefined || issuerUrl === undefined) return undefined
  const clientSecret = values['client-secret'] ?? values['client-secret-file']
  const tokenEndpointAuthMethod = values['token-endpoint-auth-method']
  const validatorClientId = values['validator-client-id']
  const validatorIssuerUrl = values['validator-idp-issuer-url']
  return {
    ...inherit(values, defaults),
    clientId,
    issuerUrl,
    ...(clientSecret !== undefined && { clientSecret }),
    ...(tokenEndpointAuthMethod !== undefined && { tokenEndpointAuthMethod }),
    ...(validatorClientId !== undefined && { validatorClientId }),
    ...(validatorIssuerUrl !== undefined && { validatorIssuerUrl }),
  }
}

function inherit(values: OidcValues, defaults: OidcDefaults): OidcDefaults {
  const callbackUrl = values['callback-url'] ?? defaults.callbackUrl
  const ca = values['ca-file'] ?? defaults.ca
  return {
    authorizationParameters: inheritParameters(values, defaults.authorizationParameters),
    scopes: values.scopes ?? defaults.scopes,
    useAccessToken: values['use-access-token'] ?? defaults.useAccessToken,
    skipTlsVerify: values['skip-tls-verify'] ?? defaults.skipTlsVerify,
    ...(callbackUrl !== undefined && { callbackUrl }),
    ...(ca !== undefined && { ca }),
  }
}

/** Each setting for itself: a client's own `extra-params` take the place of all that were inherited. */
function inheritParameters(values: OidcValues, inherited: Readonly<Record<string, string>>) {
  const parameters = new Map(Object.entries(values['extra-params'] ?? inherited))
  for (const [setting, parameter] of Object.entries(NAMED_PARAMETERS)) {
    const value = values[setting as keyof typeof NAMED_PARAMETERS] ?? inherited[parameter]
    if (value !== undefined) parameters.set(parameter, value)
  }
  return Object.fromEntries(parameters)
}

function checkPartners({ given, label }: GivenOidc, values: OidcValues, report: Report) {
  const counts = effective(given)
  const has = (name: keyof typeof OIDC_SETTINGS) => counts.has(name)
  const missing = (name: keyof typeof OIDC_SETTINGS, why: string) =>
    report.faults.push(`${label}${name}: missing; ${why}`)

  const hasSecret = has('client-secret') || has('client-secret-file')
  if (has('client-id') && !has('idp-issuer-url'))
    missing('idp-issuer-url', 'a client ID needs the issuer that knows it')
  if (!has('client-id') && has('idp-issuer-url')) missing('client-id', 'the issuer knows us by it')
  if (!has('client-id') && hasSecret) missing('client-id', 'a client secret belongs to a client ID')
  if (has('client-secret') && has('client-secret-file'))
    report.faults.push(`${label}client-secret: given beside ${label}client-secret-file; expected one of them`)

  const method = values['token-endpoint-auth-method']
  if (method === 'none' && hasSecret)
    report.faults.push(`${label}token-endpoint-auth-method: "none" leaves the client secret without use`)
  if (method !== undefined && method !== 'none' && !hasSecret)
    missing('client-secret', `the token endpoint method ${method} needs it`)
}

/** The issuer must send people back to the page that finishes the sign-in, on the origin where it began. */
function checkCallback(oidc: GivenOidc, callbackUrl: string | undefined, context: OidcContext) {
  if (callbackUrl === undefined) return
  const { baseUrl, publicOrigin, report } = context
  const url = new URL(callbackUrl)
  const where = whereOf(oidc, 'callback-url')
  const path = baseUrl + CALLBACK_PATH
  if (url.pathname !== path)
    report.faults.push(
      `${where}: its path is "${url.pathname}"; expected "${path}", the base URL and ${CALLBACK_PATH}`,
    )
  if (publicOrigin !== undefined && url.origin !== publicOrigin)
    report.faults.push(
      `${where}: its origin is "${url.origin}"; expected "${publicOrigin}", as -public-url says`,
    )
}

/** Names the place where a setting was given. */
function whereOf({ given, label }: GivenOidc, name: keyof typeof OIDC_SETTINGS): string {
  return effective(given).get(name)?.where ?? label + name
}

function warnOfWeakness(oidc: GivenOidc, values: OidcValues, report: Report) {
  for (const name of ['idp-issuer-url', 'callback-url'] as const) {
    const value = values[name]
    const url = value === undefined ? undefined : new URL(value)
    if (url?.protocol === 'http:' && !isLoopback(url))
      report.warnings.push(
        `${whereOf(oidc, name)}: http lets anyone on the way read tokens and codes; use https`,
      )
  }
  if (values['skip-tls-verify'] === true)
    report.warnings.push(
      `${whereOf(oidc, 'skip-tls-verify')}: anyone on the way can pose as the issuer; name its CA instead (ca-file)`,
    )
}
