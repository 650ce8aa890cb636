import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Binaries } from './binaries.ts'
import type { Certificates } from './certificates.ts'
import { httpsStatus } from './https-status.ts'
import type { IssuerSettings } from './issuer-settings.ts'
import { makeSecret, type People } from './people.ts'
import { startProcess, untilUp, type ManagedProcess } from './processes.ts'

/** A registration at one of the issuers, as its clusters and Fairlead are told of it. */
export interface Registration {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret?: string
  readonly idTokenTtlS?: number
  readonly refreshTokens?: false
}

export interface Registrations {
  /** At the Node issuer, a public client. */
  readonly east: Registration & { readonly clientSecret?: never }
  /** At the Go issuer, with a secret. */
  readonly west: Registration & { readonly clientSecret: string }
  /** At the Node issuer, with a secret: the second issuer that the cluster west trusts. */
  readonly westViaNode: Registration & { readonly clientSecret: string }
  /** As the last one, with ID tokens that end within a story. */
  readonly westShortLived: Registration & { readonly clientSecret: string; readonly idTokenTtlS: number }
  /** As the last one, without refresh tokens: a session ends with its ID token. */
  readonly westWithoutRefresh: Registrations['westShortLived']
}

const ID_TOKEN_TTL_S = 300
const SHORT_ID_TOKEN_TTL_S = 30
const LONGEST_START_MS = 30_000
const NODE_PROGRAM = fileURLToPath(new URL('node-issuer.ts', import.meta.url))

export function makeRegistrations(ports: { nodeIssuer: number; goIssuer: number }): Registrations {
  const nodeIssuer = `https://127.0.0.1:${ports.nodeIssuer}`
  const goIssuer = `https://127.0.0.1:${ports.goIssuer}`
  return {
    east: { issuer: nodeIssuer, clientId: 'kubernetes-east' },
    west: { issuer: goIssuer, clientId: 'kubernetes-west', clientSecret: makeSecret('west-secret') },
    westViaNode: {
      issuer: nodeIssuer,
      clientId: 'kubernetes-west-via-node',
      clientSecret: makeSecret('via-node-secret'),
    },
    westShortLived: {
      issuer: nodeIssuer,
      clientId: 'kubernetes-west-short-lived',
      clientSecret: makeSecret('short-lived-secret'),
      idTokenTtlS: SHORT_ID_TOKEN_TTL_S,
    },
    westWithoutRefresh: {
      issuer: nodeIssuer,
      clientId: 'kubernetes-west-without-refresh',
      clientSecret: makeSecret('without-refresh-secret'),
      idTokenTtlS: SHORT_ID_TOKEN_TTL_S,
      refreshTokens: false,
    },
  }
}

export interface IssuersStart {
  readonly binaries: Binaries
  readonly certificates: Certificates
  readonly registrations: Registrations
  readonly redirectUris: readonly string[]
  readonly people: People
  readonly ledgerPath: string
  readonly folder: string
  readonly logFolder: string
}

/** Starts both issuers and waits until they answer: an API server tries an absent one again only every 10 s. */
export async function startIssuers(given: IssuersStart) {
  const { east, west, westViaNode, westShortLived, westWithoutRefresh } = given.registrations
  const ofNodeIssuer = [east, westViaNode, westShortLived, westWithoutRefresh] as const
  const [nodeIssuer, goIssuer] = await Promise.all([
    startIssuer('node-issuer', [process.execPath, NODE_PROGRAM], ofNodeIssuer, given),
    startIssuer('go-issuer', [given.binaries.goIssuer], [west], given),
  ])
  return { nodeIssuer, goIssuer }
}

async function startIssuer(
  name: string,
  program: readonly [command: string, ...args: string[]],
  clients: readonly [Registration, ...Registration[]],
  given: IssuersStart,
): Promise<ManagedProcess> {
  const [{ issuer }] = clients
  const settingsPath = join(given.folder, `${name}.json`)
  const settings: IssuerSettings = {
    issuer,
    port: Number(new URL(issuer).port),
    certPath: given.certificates.serverCertificate,
    keyPath: given.certificates.serverKey,
    idTokenTtlS: ID_TOKEN_TTL_S,
    redirectUris: given.redirectUris,
    clients: clients.map(({ clientId, clientSecret, idTokenTtlS, refreshTokens }) => ({
      id: clientId,
      ...(clientSecret !== undefined && { secret: clientSecret }),
      ...(idTokenTtlS !== undefined && { idTokenTtlS }),
      ...(refreshTokens !== undefined && { refreshTokens }),
    })),
    people: Object.values(given.people),
    ledgerPath: given.ledgerPath,
  }
  await writeFile(settingsPath, JSON.stringify(settings), { mode: 0o600 })
  const [command, ...args] = program
  const started = startProcess({ name, command, args: [...args, settingsPath], logFolder: given.logFolder })
  const discovery = `${issuer}/.well-known/openid-configuration`
  await untilUp(
    started,
    async () => (await httpsStatus(discovery, given.certificates)) === 200,
    LONGEST_START_MS,
  )
  return started
}
