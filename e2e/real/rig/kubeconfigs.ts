import { writeFile } from 'node:fs/promises'
import { stringify } from 'yaml'
import { base64Of, type Certificates } from './certificates.ts'
import type { Registration, Registrations } from './issuers.ts'

export interface ClusterUrls {
  readonly east: string
  readonly west: string
}

/** A second name for the cluster east, of the kind that cloud tools write. Same OIDC client, so one sign-in for both. */
export const EAST_BY_ARN = 'arn:aws:eks:eu-west-1:123456789012:cluster/east'
/** The cluster west through its second issuer. */
export const WEST_VIA_NODE = 'west via the Node issuer'
/** The same, with ID tokens that end within seconds. */
export const WEST_SHORT_LIVED = 'west/short-lived'
/** The same without refresh tokens. */
export const WEST_WITHOUT_REFRESH = 'west/without-refresh'

/** For kubectl: one cluster, as its administrator. */
export async function writeAdminKubeconfig(path: string, server: string, certificates: Certificates) {
  const context = { name: 'admin', context: { cluster: 'only', user: 'admin' } }
  await writeKubeconfig(path, {
    'current-context': 'admin',
    clusters: [await cluster('only', server, certificates)],
    contexts: [context],
    users: [{ name: 'admin', user: await adminCredentials(certificates) }],
  })
}

/**
 * For Fairlead: every way to write OIDC settings into a kubeconfig, and beside each an administrator's client
 * certificate, which Fairlead must never use for a visitor.
 *
 * East says nothing about OIDC and gets it from Fairlead's flags; west has the `auth-provider` of old kubectl; west
 * through the second issuer runs kubelogin.
 */
export async function writeFairleadKubeconfig(
  path: string,
  urls: ClusterUrls,
  certificates: Certificates,
  { west, westViaNode, westShortLived, westWithoutRefresh }: Registrations,
) {
  const admin = await adminCredentials(certificates)
  const authProvider = {
    name: 'oidc',
    config: {
      'idp-issuer-url': west.issuer,
      'client-id': west.clientId,
      'client-secret': west.clientSecret,
      'idp-certificate-authority-data': await base64Of(certificates.authority),
      'extra-scopes': 'email,profile,groups,offline_access',
    },
  }

  await writeKubeconfig(path, {
    'current-context': 'east',
    clusters: [
      await cluster('east', urls.east, certificates),
      await cluster('west', urls.west, certificates),
    ],
    contexts: [
      { name: 'east', context: { cluster: 'east', user: 'admin' } },
      { name: EAST_BY_ARN, context: { cluster: 'east', user: 'admin' } },
      { name: 'west', context: { cluster: 'west', user: 'west' } },
      { name: WEST_VIA_NODE, context: { cluster: 'west', user: 'west-via-node' } },
      { name: WEST_SHORT_LIVED, context: { cluster: 'west', user: 'west-short-lived' } },
      { name: WEST_WITHOUT_REFRESH, context: { cluster: 'west', user: 'west-without-refresh' } },
    ],
    users: [
      { name: 'admin', user: admin },
      { name: 'west', user: { ...admin, 'auth-provider': authProvider } },
      { name: 'west-via-node', user: { ...admin, exec: kubelogin(westViaNode, certificates) } },
      { name: 'west-short-lived', user: { ...admin, exec: kubelogin(westShortLived, certificates) } },
      { name: 'west-without-refresh', user: { ...admin, exec: kubelogin(westWithoutRefresh, certificates) } },
    ],
  })
}

function kubelogin(registration: Registration & { clientSecret: string }, certificates: Certificates) {
  return {
    apiVersion: 'client.authentication.k8s.io/v1',
    command: 'kubectl',
    interactiveMode: 'IfAvailable',
    args: [
      'oidc-login',
      'get-token',
      `--oidc-issuer-url=${registration.issuer}`,
      `--oidc-client-id=${registration.clientId}`,
      `--oidc-client-secret=${registration.clientSecret}`,
      `--certificate-authority=${certificates.authority}`,
      '--oidc-extra-scope=email',
      '--oidc-extra-scope=groups',
    ],
  }
}

async function writeKubeconfig(path: string, parts: Record<string, unknown>): Promise<void> {
  await writeFile(path, stringify({ apiVersion: 'v1', kind: 'Config', ...parts }), { mode: 0o600 })
}

async function cluster(name: string, server: string, certificates: Certificates) {
  return { name, cluster: { server, 'certificate-authority-data': await base64Of(certificates.authority) } }
}

async function adminCredentials(certificates: Certificates) {
  return {
    'client-certificate-data': await base64Of(certificates.adminCertificate),
    'client-key-data': await base64Of(certificates.adminKey),
  }
}
