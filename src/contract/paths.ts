import { encodeClusterName, type ClusterName } from './cluster-name.ts'

/** Paths below the base URL. Each starts with a slash and is written in front by the base URL (`''` or `/fairlead`). */
export const CONFIG_PATH = '/config'
export const CALLBACK_PATH = '/oidc-callback'
export const CLUSTERS_PATH = '/clusters'
export const OIDC_PATH = '/oidc'
export const REACHABILITY_PATH = '/reachability'
/** The page that says what a sign-out ended. */
export const SIGNED_OUT_PATH = '/signed-out'

/** The relay's endpoints for one OIDC client. The sealed cookie's path is {@link relayPath}. */
export const relayPath = (clientKey: string) => `${OIDC_PATH}/${clientKey}`
export const tokenPath = (clientKey: string) => `${relayPath(clientKey)}/token`
export const revocationPath = (clientKey: string) => `${relayPath(clientKey)}/revocation`

/** Where the proxy serves a cluster's Kubernetes API: `/clusters/NAME`, to be followed by `/api/…` or `/apis/…`. */
export const clusterApiPath = (name: ClusterName) => `${CLUSTERS_PATH}/${encodeClusterName(name)}`

/** The page of a cluster, with the same address as in Headlamp: `/c/NAME`. */
export const clusterPagePath = (name: ClusterName) => `/c/${encodeClusterName(name)}`
