import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Certificates } from './certificates.ts'
import { httpsStatus } from './https-status.ts'
import { startProcess, untilUp, type ManagedProcess } from './processes.ts'

export interface ApiServer {
  readonly process: ManagedProcess
  readonly url: string
  /** One JSON `Event` (audit.k8s.io/v1) a line, for each request that ended. */
  readonly auditPath: string
}

const LONGEST_START_MS = 90_000

const AUDIT_POLICY = `apiVersion: audit.k8s.io/v1
kind: Policy
omitStages: [RequestReceived]
rules: [{ level: Metadata }]
`

/** Starts a kube-apiserver. `authentication` are its flags about OpenID Connect, the only ones that differ. */
export async function startApiServer(with_: {
  name: string
  command: string
  port: number
  etcdUrl: string
  certificates: Certificates
  authentication: Readonly<Record<string, string>>
  folder: string
  logFolder: string
}): Promise<ApiServer> {
  const { name, certificates } = with_
  const url = `https://127.0.0.1:${with_.port}`
  const auditPath = join(with_.logFolder, `${name}-audit.jsonl`)
  const policyPath = join(with_.folder, `${name}-audit-policy.yaml`)
  await writeFile(policyPath, AUDIT_POLICY)
  const flags = {
    'etcd-servers': with_.etcdUrl,
    'etcd-prefix': `/${name}`,
    'bind-address': '127.0.0.1',
    'advertise-address': '127.0.0.1',
    'secure-port': String(with_.port),
    'endpoint-reconciler-type': 'none', // a loopback address is no endpoint
    'tls-cert-file': certificates.serverCertificate,
    'tls-private-key-file': certificates.serverKey,
    'client-ca-file': certificates.authority,
    'service-account-issuer': 'https://kubernetes.default.svc',
    'service-account-key-file': certificates.serviceAccountPublicKey,
    'service-account-signing-key-file': certificates.serviceAccountKey,
    'service-cluster-ip-range': '10.96.0.0/24',
    'authorization-mode': 'RBAC',
    'disable-admission-plugins': 'ServiceAccount', // no controller makes the accounts that it asks for
    'audit-policy-file': policyPath,
    'audit-log-path': auditPath,
    ...with_.authentication,
  }
  const args = Object.entries(flags).map(([flag, value]) => `--${flag}=${value}`)
  const process = startProcess({ name, command: with_.command, args, logFolder: with_.logFolder })
  const isReady = async () => (await httpsStatus(`${url}/readyz`, certificates, { asAdmin: true })) === 200
  await untilUp(process, isReady, LONGEST_START_MS)
  return { process, url, auditPath }
}
