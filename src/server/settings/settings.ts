import type { ClusterName } from '../../contract/cluster-name.ts'

export const TOKEN_ENDPOINT_AUTH_METHODS = ['client_secret_basic', 'client_secret_post', 'none'] as const
export type TokenEndpointAuthMethod = (typeof TOKEN_ENDPOINT_AUTH_METHODS)[number]

/** An OIDC client as the operator writes it: by the four `oidc-*` settings, or for one cluster in the settings file. */
export interface OidcSettings {
  readonly clientId: string
  readonly clientSecret?: string
  readonly issuerUrl: string
  /** As sent: `openid` first, then the operator's, each once. */
  readonly scopes: readonly string[]
  readonly useAccessToken: boolean
  readonly callbackUrl?: string
  readonly validatorClientId?: string
  readonly validatorIssuerUrl?: string
  readonly tokenEndpointAuthMethod?: TokenEndpointAuthMethod
  /** Sent with every authorization request besides: `prompt`, `acr_values` and the like. */
  readonly authorizationParameters: Readonly<Record<string, string>>
  /** PEM, already read. */
  readonly ca?: string
  readonly skipTlsVerify: boolean
}

/** What every OIDC client takes over where it says nothing itself, such as one that a kubeconfig names. */
export type OidcDefaults = Pick<
  OidcSettings,
  'scopes' | 'useAccessToken' | 'callbackUrl' | 'authorizationParameters' | 'ca' | 'skipTlsVerify'
>

/** A cluster written out in the settings file. Paths in it are relative to that file and already resolved and read. */
export interface ClusterSettings {
  readonly name: ClusterName
  readonly server: string
  readonly ca?: string
  readonly tlsServerName?: string
  readonly insecureSkipTlsVerify: boolean
  readonly proxyUrl?: string
  readonly oidc?: OidcSettings
}

/** Everything an operator can set, checked. Built once, at start. */
export interface Settings {
  /** For every cluster that has no OIDC settings of its own. */
  readonly oidc?: OidcSettings
  readonly oidcDefaults: OidcDefaults
  readonly clusters: {
    /** Kubeconfig files in the order of `$KUBECONFIG`; the first to name a context wins. */
    readonly kubeconfigPaths: readonly string[]
    /** Set by the operator, so a missing file is a fault; a missing `~/.kube/config` is not. */
    readonly kubeconfigIsExplicit: boolean
    readonly inCluster: boolean
    readonly inClusterContextName: ClusterName
    readonly skippedContexts: readonly string[]
    readonly listed: readonly ClusterSettings[]
    /** Trust any certificate of any API server (`insecure-ssl`). */
    readonly insecureSkipTlsVerify: boolean
  }
  readonly listen: {
    /** `''`: every address. */
    readonly address: string
    readonly port: number
    /** `''` or `/fairlead`: a leading slash, none at the end. */
    readonly baseUrl: string
    /** The origin that browsers use, such as `https://fairlead.example`, where it is not the `Host` they send. */
    readonly publicOrigin?: string
    /** Addresses and CIDR ranges of proxies whose `X-Forwarded-*` headers are believed. From elsewhere they are ignored. */
    readonly trustedProxies: readonly string[]
    readonly tls?: { readonly certPath: string; readonly keyPath: string }
  }
  readonly session: {
    readonly ttlS: number
    /** At least 32 bytes each. The first seals; all of them open. Empty: one is made, and kept in the state folder. */
    readonly sealingKeys: readonly Uint8Array[]
    /** Where what has to outlive a restart is kept on one machine. Left out: nowhere. */
    readonly stateFolder?: string
  }
  readonly signIn: {
    /** The issuer's page opens in a window of its own. */
    readonly popup: boolean
    /** A cluster's page leaves for the issuer by itself, once. */
    readonly automatic: boolean
    /** A bearer token may be pasted; a cluster without an OIDC client then has that way in. */
    readonly pastedTokens: boolean
  }
  readonly log: {
    readonly level: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace'
    readonly format: 'json' | 'pretty'
  }
}
