import type { ClusterName } from '../../contract/cluster-name.ts'
import type { Finding } from '../../contract/finding.ts'
import type { TokenEndpointAuthMethod } from '../settings/settings.ts'

/** How to reach and trust a server over TLS: an API server or an issuer. */
export interface TlsTrust {
  /** PEM certificates that replace the system's; left out, the system's are trusted. */
  readonly ca?: string
  readonly serverName?: string
  readonly insecureSkipVerify: boolean
}

/** Our registration at an issuer. Two clusters with the same {@link OidcClient.key} share sessions. */
export interface OidcClient {
  readonly key: string
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret?: string
  /** Always with `openid`, first. */
  readonly scopes: readonly string[]
  readonly useAccessToken: boolean
  /** Absolute; left out, the page's own origin + base URL + `/oidc-callback`. */
  readonly callbackUrl?: string
  /** What the ID token must name where it differs from issuer and client ID (`oidc-validator-*`). */
  readonly expectedIssuer?: string
  readonly expectedAudience?: string
  /** Left out, the issuer's discovery decides. */
  readonly tokenEndpointAuthMethod?: TokenEndpointAuthMethod
  /** Sent with every authorization request besides. */
  readonly authorizationParameters: Readonly<Record<string, string>>
  readonly tls: TlsTrust
}

/** A Kubernetes API server that the backend knows by name. Holds no credentials: visitors bring their own. */
export interface Cluster {
  readonly status: 'ready'
  readonly name: ClusterName
  /** With a path where the API is served below one; no trailing slash on it. */
  readonly server: URL
  readonly tls: TlsTrust
  readonly proxyUrl?: URL
  /** Left out: one signs in with a pasted token. */
  readonly oidc?: OidcClient
  /** Where it was read: a file's path, `in-cluster`, or the settings file. */
  readonly source: string
}

/** A context that cannot be used, with the reason. The others work. */
export interface BrokenCluster {
  readonly status: 'broken'
  readonly name: ClusterName
  readonly reason: Finding
  readonly source: string
}

export type ListedCluster = Cluster | BrokenCluster

/** The clusters as of now. A changed kubeconfig changes the answer, without a restart. */
export interface ClusterRegistry {
  list(): readonly ListedCluster[]
  find(name: ClusterName): ListedCluster | undefined
  /** The OIDC clients of the ready clusters, each once. */
  oidcClients(): readonly OidcClient[]
  findOidcClient(key: string): OidcClient | undefined
}
