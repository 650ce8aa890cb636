import * as readParameters from './authorization-parameters.ts'
import * as read from './setting-readers.ts'
import * as readUrl from './setting-url-readers.ts'
import type { Setting, SettingTable, Values } from './setting.ts'
import { TOKEN_ENDPOINT_AUTH_METHODS } from './settings.ts'

/** An OIDC client's settings: under `oidc:` of a cluster in the settings file, elsewhere with `oidc-` in front. */
export const OIDC_SETTINGS = {
  'client-id': {
    reader: read.text,
    headlamp: true,
    help: 'The client ID under which the issuer knows us.',
  },
  'client-secret': {
    reader: read.secretText,
    headlamp: true,
    secret: true,
    help: "The client's secret. Leave it out for a public client. A file or a variable keeps it out of process lists.",
  },
  'client-secret-file': {
    reader: read.secretFile,
    secret: true,
    help: 'A file that holds the client secret and nothing else.',
  },
  'idp-issuer-url': {
    reader: readUrl.exactUrl,
    headlamp: true,
    help: "The issuer's URL, letter by letter as in the issuer's discovery document and at the API server.",
  },
  scopes: {
    reader: read.scopes,
    headlamp: true,
    default: 'profile,email',
    help: 'Scopes to ask for, with commas or spaces between. Replaces the default; openid is always sent.',
  },
  'callback-url': {
    reader: readUrl.exactUrl,
    headlamp: true,
    help: "Where the issuer sends people back to. Left out: the page's own origin, base URL and /oidc-callback.",
  },
  'use-access-token': {
    reader: read.flag,
    headlamp: true,
    default: 'false',
    help: 'Send Kubernetes the access token instead of the ID token.',
  },
  prompt: {
    reader: readParameters.prompt,
    help: 'What the issuer shall ask at each sign-in: login, consent, select_account. Left out: as it likes.',
  },
  'login-hint': {
    reader: read.text,
    help: 'An account or a domain to suggest to the issuer.',
  },
  'acr-values': {
    reader: readParameters.acrValues,
    help: 'How strongly the issuer shall make sure who one is, in its own words, the most wanted first.',
  },
  'extra-params': {
    reader: readParameters.extraParameters,
    secret: true,
    help: 'Whatever else the issuer wants in the authorization request, such as audience=kubernetes. In the file a map; there a value may hold a comma.',
  },
  'token-endpoint-auth-method': {
    reader: read.oneOf(...TOKEN_ENDPOINT_AUTH_METHODS),
    help: "How we authenticate at the token endpoint. Left out: as the issuer's discovery document says.",
  },
  'validator-client-id': {
    reader: read.text,
    headlamp: true,
    help: 'The audience that a token must have, where it is not the client ID.',
  },
  'validator-idp-issuer-url': {
    reader: readUrl.exactUrl,
    headlamp: true,
    help: 'The issuer that a token must name, where it is not the issuer URL.',
  },
  'ca-file': {
    reader: read.pemFile,
    headlamp: true,
    help: "PEM certificates to trust for the issuer, in place of the system's.",
  },
  'skip-tls-verify': {
    reader: read.flag,
    headlamp: true,
    default: 'false',
    help: "Trust any certificate of the issuer's. Never in production.",
  },
} satisfies SettingTable

/** Where the clusters come from. */
const CLUSTER_SOURCE_SETTINGS = {
  kubeconfig: {
    reader: read.paths,
    headlamp: true,
    help: 'Kubeconfig files. Left out: $KUBECONFIG, else ~/.kube/config; none of them with -in-cluster.',
  },
  'skipped-kube-contexts': {
    reader: read.commaList,
    headlamp: true,
    help: 'Contexts of the kubeconfig to leave out, with commas between.',
  },
  'in-cluster': {
    reader: read.flag,
    headlamp: true,
    default: 'false',
    help: 'Offer the cluster in whose pod we run. Its service account is used for its address and CA only.',
  },
  'in-cluster-context-name': {
    reader: readUrl.clusterName,
    headlamp: true,
    default: 'main',
    help: 'The name of that cluster.',
  },
  'insecure-ssl': {
    reader: read.flag,
    headlamp: true,
    default: 'false',
    help: 'Trust any certificate of any API server. Never in production.',
  },
} satisfies SettingTable

const LISTEN_SETTINGS = {
  'listen-addr': {
    reader: readUrl.listenAddress,
    headlamp: true,
    help: 'The address to listen on. Left out: every address.',
  },
  port: {
    reader: read.wholeNumber(0, 65_535),
    headlamp: true,
    default: '4466',
    help: 'The port to listen on; 0 takes any free one.',
  },
  'base-url': {
    reader: readUrl.baseUrl,
    headlamp: true,
    help: 'The path below which everything is served, such as /fairlead.',
  },
  'public-url': {
    reader: readUrl.httpUrl,
    help: "The URL by which browsers reach us, such as https://fairlead.example. Left out: the request's Host.",
  },
  'trusted-proxies': {
    reader: read.addressRanges,
    help: "Proxies in front of us, by address or range: their X-Forwarded-Proto and X-Forwarded-Host are believed, nobody else's are. public-url goes before them.",
  },
  'tls-cert-path': {
    reader: read.readableFile,
    headlamp: true,
    help: 'PEM certificate chain to serve HTTPS with.',
  },
  'tls-key-path': {
    reader: read.readableFile,
    headlamp: true,
    help: 'PEM private key of that certificate.',
  },
} satisfies SettingTable

const SIGN_IN_SETTINGS = {
  'auto-sign-in': {
    reader: read.flag,
    default: 'false',
    help: 'Go to the issuer at once, instead of showing the dialog first. Tried once in each tab, never after a sign-out.',
  },
  'sign-in-popup': {
    reader: read.flag,
    default: 'false',
    help: "Show the issuer's page in a window of its own. Where the browser blocks it, the page itself goes there.",
  },
  'token-sign-in': {
    reader: read.flag,
    default: 'true',
    help: 'Let people paste a bearer token. For a cluster without an OIDC client it is the only way in.',
  },
} satisfies SettingTable

const SESSION_SETTINGS = {
  'session-ttl': {
    reader: read.wholeNumber(1, 31_536_000),
    headlamp: true,
    default: '86400',
    help: 'Seconds after which one has to sign in again, however often the session was renewed.',
  },
  'sealing-key-file': {
    reader: read.sealingKeyFile,
    secret: true,
    help: 'A file with keys for the sealed cookie, one a line, of 32 bytes or more in hex or base64. The first seals, all of them open. Left out: one is made and kept in state-dir. Replicas need the same file.',
  },
  'sealing-key': {
    reader: read.sealingKeys,
    secret: true,
    sources: ['variable', 'file'],
    help: 'The same keys themselves, with spaces or commas between. Not a flag, since process lists show flags.',
  },
  'state-dir': {
    reader: read.folder,
    help: 'Where a sealing key is kept that was made here. Left out: $STATE_DIRECTORY, else $XDG_STATE_HOME/fairlead, else ~/.local/state/fairlead. An empty flag: nowhere.',
  },
} satisfies SettingTable

const PROGRAM_SETTINGS = {
  config: {
    reader: read.path,
    sources: ['flag', 'variable'],
    help: 'A YAML file with any of these settings under their names, and with clusters.',
  },
  'log-level': {
    reader: read.oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace'),
    headlamp: true,
    default: 'info',
    help: 'What is worth a line in the log.',
  },
  'log-format': {
    reader: read.oneOf('json', 'pretty'),
    help: 'Left out: pretty on a terminal, json elsewhere.',
  },
  help: { reader: read.flag, sources: ['flag'], help: 'Show this and exit.' },
  version: { reader: read.flag, sources: ['flag'], help: 'Show the version and exit.' },
} satisfies SettingTable

const asked = {
  reader: read.text,
  headlamp: true,
  help: 'We ask the API server who one is.',
} satisfies Setting<string>

const noPlugins = 'Fairlead has no plugins.'

/** Headlamp's settings for what Fairlead does not have: they do not stop the start, and a warning says so. */
export const MEANINGLESS_SETTINGS = {
  'plugins-dir': { reader: read.text, headlamp: true, help: noPlugins },
  'user-plugins-dir': { reader: read.text, headlamp: true, help: noPlugins },
  'watch-plugins-changes': { reader: read.flag, headlamp: true, help: noPlugins },
  'html-static-dir': {
    reader: read.text,
    headlamp: true,
    help: 'Fairlead serves the site it was built with.',
  },
  dev: { reader: read.flag, headlamp: true, help: 'Fairlead lets no other origin in.' },
  'enable-dynamic-clusters': {
    reader: read.flag,
    headlamp: true,
    help: 'Fairlead takes clusters from the operator only.',
  },
  'enable-helm': { reader: read.flag, headlamp: true, help: 'Fairlead has no Helm.' },
  'proxy-urls': {
    reader: read.text,
    headlamp: true,
    help: 'Fairlead passes requests on to API servers only.',
  },
  'no-browser': { reader: read.flag, headlamp: true, help: 'Fairlead opens a browser in its demo only.' },
  'cache-enabled': { reader: read.flag, headlamp: true, help: 'Fairlead keeps no answers of API servers.' },
} satisfies SettingTable

/** Headlamp's settings that change nothing here. */
const ACCEPTED_SETTINGS = {
  'oidc-use-pkce': {
    reader: read.flag,
    headlamp: true,
    default: 'true',
    help: 'PKCE with S256 is always on.',
  },
  'oidc-use-cookie': {
    reader: read.flag,
    headlamp: true,
    default: 'false',
    help: 'Renewal always uses a sealed cookie; Kubernetes requests never use one.',
  },
  'me-username-path': asked,
  'me-email-path': asked,
  'me-groups-path': asked,
  'me-user-info-url': asked,
  ...MEANINGLESS_SETTINGS,
} satisfies SettingTable

/** Every setting but those of {@link OIDC_SETTINGS}. */
export const SERVER_SETTINGS = {
  ...CLUSTER_SOURCE_SETTINGS,
  ...LISTEN_SETTINGS,
  ...SIGN_IN_SETTINGS,
  ...SESSION_SETTINGS,
  ...PROGRAM_SETTINGS,
  ...ACCEPTED_SETTINGS,
} satisfies SettingTable

export type ServerValues = Values<typeof SERVER_SETTINGS>

/** In the settings file, an entry of `clusters:` (beside its `oidc:`). */
export const CLUSTER_SETTINGS = {
  name: { reader: readUrl.clusterName, help: 'Required. The name to show, 1 to 253 characters.' },
  server: { reader: readUrl.httpUrl, help: "Required. The API server's URL." },
  'certificate-authority': {
    reader: read.pemFile,
    help: "PEM certificates to trust for it, in place of the system's.",
  },
  'certificate-authority-data': { reader: read.pemBase64, help: 'The same, written out in base64.' },
  'tls-server-name': {
    reader: read.text,
    help: "The name to expect in its certificate, where not the URL's.",
  },
  'insecure-skip-tls-verify': { reader: read.flag, help: 'Trust any certificate. Never in production.' },
  'proxy-url': { reader: readUrl.proxyUrl, help: 'An HTTP proxy to reach it through.' },
} satisfies SettingTable

const OIDC_PREFIX = 'oidc-'

const prefixed: SettingTable = Object.fromEntries(
  Object.entries(OIDC_SETTINGS).map(([name, setting]) => [OIDC_PREFIX + name, setting]),
)

/** All settings of the program in the order of the help, under the names by which they are given. */
export const SETTING_GROUPS: readonly { readonly title: string; readonly settings: SettingTable }[] = [
  { title: 'OpenID Connect', settings: prefixed },
  { title: 'Clusters', settings: CLUSTER_SOURCE_SETTINGS },
  { title: 'Listening', settings: LISTEN_SETTINGS },
  { title: 'Signing in', settings: SIGN_IN_SETTINGS },
  { title: 'Sessions', settings: SESSION_SETTINGS },
  { title: 'Program', settings: PROGRAM_SETTINGS },
  { title: 'Accepted as in Headlamp, without effect', settings: ACCEPTED_SETTINGS },
]

export const ALL_SETTINGS: SettingTable = { ...prefixed, ...SERVER_SETTINGS }

/** The name within {@link OIDC_SETTINGS} of a setting of the program, or `undefined` when it is none of them. */
export function oidcSettingName(name: string): string | undefined {
  const bare = name.startsWith(OIDC_PREFIX) ? name.slice(OIDC_PREFIX.length) : ''
  return Object.hasOwn(OIDC_SETTINGS, bare) ? bare : undefined
}
