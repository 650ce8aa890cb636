import * as z from 'zod/mini'
import { clusterNameSchema } from './cluster-name.ts'
import { findingSchema } from './finding.ts'

const oidcClientBase = {
  /** Names the OIDC client in the relay's paths. Derived from issuer, client ID, scopes and token choice: equal on every replica. */
  key: z.string(),
  issuer: z.string(),
  clientId: z.string(),
  /** Always with `openid`, first. */
  scopes: z.array(z.string()),
  /** The bearer for Kubernetes is the access token, not the ID token. */
  useAccessToken: z.boolean(),
}

/** One registration at an issuer, as far as the browser may know it. The client secret is not in here. */
export const oidcClientConfigSchema = z.discriminatedUnion('status', [
  z.object({
    ...oidcClientBase,
    status: z.literal('ready'),
    authorizationEndpoint: z.url(),
    /** Every callback names its issuer in `iss` (RFC 9207): one that does not is none of this issuer's. */
    namesItselfInCallback: z.optional(z.boolean()),
    /** Absolute. Left out when it is the page's own origin + base URL + `/oidc-callback`. */
    redirectUri: z.optional(z.url()),
    /** RP-Initiated Logout. Left out where the issuer has none. */
    endSessionEndpoint: z.optional(z.url()),
    /** What every authorization request carries besides: `acr_values`, `login_hint` and the like, as the operator says. */
    authorizationParameters: z.record(z.string(), z.string()),
    /** The `prompt` by which this issuer lets a person choose another account, such as `select_account login`. */
    otherAccountPrompt: z.string(),
    /** For one attempt, bound to this browser's cookie; the relay finds it again in the ID token. */
    nonce: z.string(),
  }),
  z.object({ ...oidcClientBase, status: z.literal('unavailable'), reason: findingSchema }),
])

/** A cluster to sign in to, or a broken one with the reason. `source` says where it was read, for the operator. */
export const clusterConfigSchema = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('ready'),
    name: clusterNameSchema,
    /** Host and port of the API server, to show. */
    server: z.string(),
    signIn: z.discriminatedUnion('method', [
      z.object({ method: z.literal('oidc'), clientKey: z.string() }),
      /** No OIDC client: a bearer token is pasted, where that is allowed. */
      z.object({ method: z.literal('token') }),
    ]),
  }),
  z.object({ status: z.literal('broken'), name: clusterNameSchema, reason: findingSchema }),
])

/** The answer of `GET /config`: all that the browser is told before anyone signs in. */
export const configSchema = z.object({
  version: z.string(),
  clusters: z.array(clusterConfigSchema),
  oidcClients: z.array(oidcClientConfigSchema),
  /** How one may sign in. */
  signIn: z.object({
    /** The issuer's page opens in a window of its own; left out of it, this page goes there and comes back. */
    popup: z.boolean(),
    /** A cluster's page leaves for the issuer by itself, once. */
    automatic: z.boolean(),
    /** A bearer token may be pasted. */
    pastedTokens: z.boolean(),
  }),
})

export type Config = z.infer<typeof configSchema>
export type ClusterConfig = z.infer<typeof clusterConfigSchema>
export type OidcClientConfig = z.infer<typeof oidcClientConfigSchema>
