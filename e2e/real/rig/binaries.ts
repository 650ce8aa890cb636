import { readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildGoProgram, type GoProgram } from './go-program.ts'
import { oneAtATime } from './one-at-a-time.ts'

/** Paths of the programs that the rig starts. */
export interface Binaries {
  readonly etcd: string
  readonly kubeApiserver: string
  readonly kubectl: string
  readonly goIssuer: string
}

const moduleFolder = (name: string) => fileURLToPath(new URL(`../tools/${name}`, import.meta.url))
const kubernetes = moduleFolder('kubernetes')

const PROGRAMS = {
  goIssuer: { name: 'issuer', moduleFolder: moduleFolder('issuer'), package: '.', linkerFlags: '' },
  etcd: { name: 'etcd', moduleFolder: kubernetes, package: 'go.etcd.io/etcd/server/v3', linkerFlags: '' },
  kubeApiserver: kubernetesProgram('kube-apiserver'),
  kubectl: kubernetesProgram('kubectl'),
} satisfies Record<keyof Binaries, GoProgram>

/**
 * Finds or builds everything, one build at a time on this machine. `KUBEBUILDER_ASSETS`, a folder with etcd,
 * kube-apiserver and kubectl, saves the long part.
 *
 * @throws ProgramUnavailable without Go or network
 */
export async function findOrBuildBinaries(env: NodeJS.ProcessEnv): Promise<Binaries> {
  const cache = env['FAIRLEAD_INTEROP_CACHE'] ?? join(homedir(), '.cache', 'fairlead-interop')
  const assets = env['KUBEBUILDER_ASSETS']
  await mkdir(cache, { recursive: true })
  return oneAtATime(join(cache, 'building.pid'), async () => {
    const found = (name: keyof Binaries) =>
      assets === undefined ? buildGoProgram(PROGRAMS[name], cache) : join(assets, PROGRAMS[name].name)
    return {
      goIssuer: await buildGoProgram(PROGRAMS.goIssuer, cache),
      etcd: await found('etcd'),
      kubeApiserver: await found('kubeApiserver'),
      kubectl: await found('kubectl'),
    }
  })
}

/** Stamped with the version that `tools/kubernetes/go.mod` pins, as a release is. */
function kubernetesProgram(name: string): GoProgram {
  const goMod = readFileSync(join(kubernetes, 'go.mod'), 'utf8')
  const [, gitVersion, gitMajor, gitMinor] = /k8s\.io\/kubernetes (v(\d+)\.(\d+)\S+)/.exec(goMod) ?? []
  if (gitVersion === undefined) throw new Error(`${kubernetes}/go.mod names no version of k8s.io/kubernetes`)
  const stamp = { gitVersion, gitMajor, gitMinor, gitTreeState: 'archive' }
  const linkerFlags = Object.entries(stamp)
    .map(([variable, value]) => `-X k8s.io/component-base/version.${variable}=${value}`)
    .join(' ')
  return { name, moduleFolder: kubernetes, package: `k8s.io/kubernetes/cmd/${name}`, linkerFlags }
}
