import { rmSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startApiServer, type ApiServer } from './api-server.ts'
import { authenticationConfiguration, classicFlags } from './authentication.ts'
import type { Binaries } from './binaries.ts'
import { makeCertificates } from './certificates.ts'
import { startEtcd } from './etcd.ts'
import { startFairlead } from './fairlead.ts'
import { applyFixtures } from './fixtures.ts'
import { freePorts } from './free-ports.ts'
import { makeRegistrations, startIssuers } from './issuers.ts'
import { writeAdminKubeconfig, writeFairleadKubeconfig } from './kubeconfigs.ts'
import { Kubectl } from './kubectl.ts'
import { makePeople } from './people.ts'
import type { ManagedProcess } from './processes.ts'
import { SPARE_BASE_URL, type Rig, type RigCluster } from './rig.ts'

/**
 * Starts, on loopback: two issuers, etcd, the clusters east and west, and Fairlead in front of them.
 *
 * - east trusts the Node issuer by classic flags, with a public client;
 * - west trusts the Go issuer, with a secret, and the Node issuer with the prefix `a:`.
 *
 * Programs end in the reverse order of their start; what they wrote stays in `logFolder`.
 */
export async function startRig(binaries: Binaries, logFolder: string) {
  const started: ManagedProcess[] = []
  const folder = await mkdtemp(join(tmpdir(), 'fairlead-interop-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const stop = async () => {
    for (const program of started.toReversed()) await program.stop()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    return { rig: await start(binaries, folder, logFolder, started), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function start(
  binaries: Binaries,
  folder: string,
  logFolder: string,
  started: ManagedProcess[],
): Promise<Rig> {
  await rm(logFolder, { recursive: true, force: true })
  await mkdir(logFolder, { recursive: true })
  const ports = await namedPorts()
  const certificates = await makeCertificates(join(folder, 'certificates'))
  const registrations = makeRegistrations(ports)
  const people = makePeople()

  const redirectUris = [
    `http://127.0.0.1:${ports.fairlead}/oidc-callback`,
    `https://127.0.0.1:${ports.spare}${SPARE_BASE_URL}/oidc-callback`,
  ]
  const ledgerPath = join(folder, 'issued-secrets')
  await writeFile(ledgerPath, '')
  const shared = { binaries, certificates, registrations, folder, logFolder }
  const { nodeIssuer, goIssuer } = await startIssuers({ ...shared, redirectUris, people, ledgerPath })
  started.push(nodeIssuer, goIssuer)

  const { etcd, url: etcdUrl } = await startEtcd({ command: binaries.etcd, ports, folder, logFolder })
  started.push(etcd)

  const apiServer = { command: binaries.kubeApiserver, etcdUrl, certificates, folder, logFolder }
  const ca = certificates.authority
  const trustOfWest = await authenticationConfiguration(
    join(folder, 'west-authentication.yaml'),
    [
      { registrations: [registrations.west], prefix: '' },
      {
        registrations: [
          registrations.westViaNode,
          registrations.westShortLived,
          registrations.westWithoutRefresh,
        ],
        prefix: 'a:',
      },
    ],
    ca,
  )
  const trustOfEast = classicFlags(registrations.east, ca)
  const east = await startApiServer({
    ...apiServer,
    name: 'east',
    port: ports.east,
    authentication: trustOfEast,
  })
  started.push(east.process)
  const west = await startApiServer({
    ...apiServer,
    name: 'west',
    port: ports.west,
    authentication: trustOfWest,
  })
  started.push(west.process)

  const adminKubeconfigs = { east: join(folder, 'admin-east.yaml'), west: join(folder, 'admin-west.yaml') }
  await writeAdminKubeconfig(adminKubeconfigs.east, east.url, certificates)
  await writeAdminKubeconfig(adminKubeconfigs.west, west.url, certificates)
  for (const path of Object.values(adminKubeconfigs)) await applyFixtures(new Kubectl(binaries.kubectl, path))

  const kubeconfigPath = join(folder, 'kubeconfig')
  await writeFairleadKubeconfig(
    kubeconfigPath,
    { east: east.url, west: west.url },
    certificates,
    registrations,
  )
  const flagsWithoutOidc = ['-kubeconfig', kubeconfigPath]
  const flagsWithoutCa = [
    ...flagsWithoutOidc,
    ...['-oidc-client-id', registrations.east.clientId],
    ...['-oidc-idp-issuer-url', registrations.east.issuer],
    '-oidc-scopes=profile,email,groups',
  ]
  const flags = [...flagsWithoutCa, '-oidc-ca-file', ca]
  const url = `http://127.0.0.1:${ports.fairlead}`
  const fairlead = await startFairlead({ name: 'fairlead', url, flags, logFolder })
  started.push(fairlead.process)

  return {
    fairleadUrl: fairlead.url,

    flags,
    flagsWithoutCa,
    flagsWithoutOidc,
    sparePort: ports.spare,
    logFolder,
    people,
    registrations,
    ledgerPath,
    issuerOutputPaths: { nodeIssuer: nodeIssuer.outputPath, goIssuer: goIssuer.outputPath },
    clusters: {
      east: rigCluster(east, adminKubeconfigs.east),
      west: rigCluster(west, adminKubeconfigs.west),
    },
    kubectl: binaries.kubectl,
    tls: { certPath: certificates.serverCertificate, keyPath: certificates.serverKey },
    adminKey: await readFile(certificates.adminKey, 'utf8'),
  }
}

function rigCluster({ url, auditPath, process }: ApiServer, adminKubeconfigPath: string): RigCluster {
  return { url, auditPath, adminKubeconfigPath, pid: process.pid }
}

async function namedPorts() {
  const names = ['nodeIssuer', 'goIssuer', 'etcd', 'etcdPeer', 'east', 'west', 'fairlead', 'spare'] as const
  const ports = await freePorts(names.length)
  return Object.fromEntries(names.map((name, index) => [name, ports[index]])) as Record<
    (typeof names)[number],
    number
  >
}
