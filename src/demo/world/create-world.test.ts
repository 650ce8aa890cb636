import { expect, test } from 'vitest'
import { summarizePod } from '../api-server/pod-summary.ts'
import { createRandom } from '../random.ts'
import { CLUSTER_PLANS } from './cluster-plan.ts'
import { createWorld } from './create-world.ts'
import type { Pod } from './kube-object.ts'
import { createObjectStore } from './object-store.ts'

const NOW_MS = Date.UTC(2026, 10, 24, 12)

function found(index: number, seed = 1) {
  const plan = CLUSTER_PLANS[index]
  if (!plan) throw new Error('There is no such cluster.')
  const store = createObjectStore()
  const world = createWorld({ plan, store, random: createRandom(seed), nowMs: () => NOW_MS })
  return { store, world, pods: () => store.list('pods') as readonly Pod[] }
}

test.each([
  [0, 150, 400],
  [1, 40, 140],
  [2, 10, 40],
])('cluster %i has between %i and %i pods, and keeps about as many', (index, least, most) => {
  const { world, pods } = found(index)
  const before = pods().length
  for (let step = 0; step < 500; step += 1) world.step()
  for (const count of [before, pods().length]) {
    expect(count).toBeGreaterThanOrEqual(least)
    expect(count).toBeLessThanOrEqual(most)
  }
  expect(Math.abs(pods().length - before)).toBeLessThanOrEqual(6)
})

test('the same seed gives the same life, another one another', () => {
  const [one, same, other] = [found(0, 1), found(0, 1), found(0, 2)]
  for (let step = 0; step < 60; step += 1) for (const { world } of [one, same, other]) world.step()
  expect(one.pods()).toEqual(same.pods())
  expect(one.pods()).not.toEqual(other.pods())
})

test('pods come and go through the states that kubectl shows', () => {
  const { store, world } = found(0)
  const seen = new Set<string>()
  const ended = new Set<string>()
  store.onChange(({ type, resource, object }) => {
    if (resource !== 'pods') return
    if (type === 'DELETED') ended.add(object.metadata.uid)
    else seen.add(summarizePod(object, NOW_MS).status)
  })
  for (let step = 0; step < 400; step += 1) world.step()
  expect([...seen].sort()).toEqual(
    expect.arrayContaining([
      'ContainerCreating',
      'CrashLoopBackOff',
      'Error',
      'Pending',
      'Running',
      'Terminating',
    ]),
  )
  expect(ended.size).toBeGreaterThan(10)
})

test('a pod that crashes again and again counts its restarts', () => {
  const { store, world } = found(0)
  const restarts: string[] = []
  store.onChange(({ resource, object }) => {
    if (resource === 'pods') restarts.push(summarizePod(object, NOW_MS).restarts)
  })
  for (let step = 0; step < 400; step += 1) world.step()
  expect(restarts).toEqual(expect.arrayContaining([expect.stringMatching(/^[2-9] \(\d+\w+ ago\)$/)]))
})
