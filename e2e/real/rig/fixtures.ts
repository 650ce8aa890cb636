import { fileURLToPath } from 'node:url'
import type { Kubectl } from './kubectl.ts'

interface ClusterRoles {
  readonly items: readonly { readonly rules: readonly unknown[] | null }[]
}

/** A pod that `fixtures.yaml` puts into each cluster. */
export const FIXTURE_PODS = [
  { namespace: 'team-platform', name: 'gateway-7d9f', restarts: 0 },
  { namespace: 'team-platform', name: 'metrics-0', restarts: 3 },
  { namespace: 'team-dev', name: 'shop-5c88', restarts: 0 },
  { namespace: 'team-dev', name: 'worker-1', restarts: 1 },
] as const

/** Fills a new cluster: rights, namespaces, and pods that look alive. */
export async function applyFixtures(kubectl: Kubectl): Promise<void> {
  await sumUp(kubectl, 'view', ['view'])
  await sumUp(kubectl, 'edit', ['view', 'edit'])
  await kubectl.run(['apply', '-f', fileURLToPath(new URL('fixtures.yaml', import.meta.url))])
  for (const { namespace, name, restarts } of FIXTURE_PODS)
    await kubectl.setRunning(namespace, name, restarts)
}

/** The work of kube-controller-manager, which is not here: built-in roles are the sum of the roles with their label. */
async function sumUp(kubectl: Kubectl, role: string, parts: readonly string[]): Promise<void> {
  const rules: unknown[] = []
  for (const part of parts) {
    const label = `rbac.authorization.k8s.io/aggregate-to-${part}=true`
    const found = JSON.parse(
      await kubectl.run(['get', 'clusterroles', '-l', label, '-o', 'json']),
    ) as ClusterRoles
    rules.push(...found.items.flatMap((item) => item.rules ?? []))
  }
  await kubectl.run(['patch', 'clusterrole', role, '--type=merge', '-p', JSON.stringify({ rules })])
}
