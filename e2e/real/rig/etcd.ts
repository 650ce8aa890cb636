import { join } from 'node:path'
import { request } from 'undici'
import { startProcess, untilUp, type ManagedProcess } from './processes.ts'

const LONGEST_START_MS = 20_000

/** One etcd for all clusters, each below its own prefix. @returns also the address for API servers */
export async function startEtcd(with_: {
  command: string
  ports: { etcd: number; etcdPeer: number }
  folder: string
  logFolder: string
}): Promise<{ etcd: ManagedProcess; url: string }> {
  const url = `http://127.0.0.1:${with_.ports.etcd}`
  const peerUrl = `http://127.0.0.1:${with_.ports.etcdPeer}`
  const flags = {
    name: 'only',
    'data-dir': join(with_.folder, 'etcd'),
    'listen-client-urls': url,
    'advertise-client-urls': url,
    'listen-peer-urls': peerUrl,
    'initial-advertise-peer-urls': peerUrl,
    'initial-cluster': `only=${peerUrl}`,
    'log-level': 'warn',
    'unsafe-no-fsync': 'true', // nothing here must survive a power cut
  }
  const args = Object.entries(flags).map(([name, value]) => `--${name}=${value}`)
  const etcd = startProcess({ name: 'etcd', command: with_.command, args, logFolder: with_.logFolder })
  await untilUp(etcd, () => isHealthy(url), LONGEST_START_MS)
  return { etcd, url }
}

async function isHealthy(url: string): Promise<boolean> {
  const answer = await request(`${url}/health`)
  await answer.body.dump()
  return answer.statusCode === 200
}
