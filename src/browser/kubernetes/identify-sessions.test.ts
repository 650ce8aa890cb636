import { expect, test, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { clusterNameSchema, type ClusterName } from '../../contract/cluster-name.ts'
import { identifySessions } from './identify-sessions.ts'
import type { Identity, Session, SessionState } from '../session/session.ts'

const [a, b] = ['a', 'b'].map((name) => clusterNameSchema.parse(name)) as [ClusterName, ClusterName]
const signedIn = { status: 'signed-in', bearerToken: 't', expiresAtS: 1, renewal: 'possible' } as const
const ada: Identity = { username: 'ada', groups: [] }

function identified(sessions: Record<string, Session>, answer: (cluster: ClusterName) => Promise<Identity>) {
  const store = createStore<SessionState>(() => ({ sessions }))
  const set = (cluster: ClusterName, session: Session) =>
    store.setState(({ sessions: before }) => ({ sessions: { ...before, [cluster]: session } }))
  const asked: ClusterName[] = []
  identifySessions({
    store,
    sessions: { setIdentity: (cluster, identity) => set(cluster, { ...signedIn, identity }) },
    whoAmI: (cluster) => {
      asked.push(cluster)
      return answer(cluster)
    },
    onScreen: () => b,
  })
  return { store, set, asked }
}

test('nobody is asked before the sign-in', () => {
  const { asked } = identified({ [a]: { status: 'signed-out' } }, () => Promise.resolve(ada))
  expect(asked).toEqual([])
})

test('the cluster on screen is asked first, each once', async () => {
  const { store, asked } = identified({ [a]: signedIn, [b]: signedIn }, () => Promise.resolve(ada))
  await vi.waitFor(() => expect(store.getState().sessions[a]).toMatchObject({ identity: ada }))
  expect(asked).toEqual([b, a])
})

test('a cluster that gives no answer holds up no other and is not asked again and again', async () => {
  const { store, set, asked } = identified({ [a]: signedIn, [b]: signedIn }, (cluster) =>
    cluster === b ? Promise.reject(new Error('no answer')) : Promise.resolve(ada),
  )
  await vi.waitFor(() => expect(store.getState().sessions[a]).toMatchObject({ identity: ada }))
  set(b, { ...signedIn, bearerToken: 'renewed' })
  await Promise.resolve()
  expect(asked).toEqual([b, a])
})

test('a new session is asked anew', async () => {
  const { store, set, asked } = identified({ [b]: signedIn }, () => Promise.resolve(ada))
  await vi.waitFor(() => expect(store.getState().sessions[b]).toMatchObject({ identity: ada }))
  set(b, { status: 'signed-out' })
  set(b, signedIn)
  await vi.waitFor(() => expect(asked).toEqual([b, b]))
})

test('who signs in anew without having signed out is asked for, too', async () => {
  const { store, set, asked } = identified({ [b]: signedIn }, () => Promise.resolve(ada))
  await vi.waitFor(() => expect(store.getState().sessions[b]).toMatchObject({ identity: ada }))
  set(b, signedIn)
  await vi.waitFor(() => expect(asked).toEqual([b, b]))
})

test('an answer for an earlier token names nobody: it is asked for the new one', async () => {
  const noor: Identity = { username: 'noor', groups: [] }
  const [first, second] = [Promise.withResolvers<Identity>(), Promise.withResolvers<Identity>()]
  const answers = [first.promise, second.promise]
  const { store, set, asked } = identified({ [b]: signedIn }, async () => answers.shift() ?? ada)
  set(b, { ...signedIn, bearerToken: 'of somebody else' })
  first.resolve(ada)
  await vi.waitFor(() => expect(asked).toEqual([b, b]))
  expect(store.getState().sessions[b]).not.toHaveProperty('identity')
  second.resolve(noor)
  await vi.waitFor(() => expect(store.getState().sessions[b]).toMatchObject({ identity: noor }))
})

test('many are asked a few at a time', async () => {
  const names = Array.from({ length: 10 }, (_, index) => clusterNameSchema.parse(`cluster-${index}`))
  const answers: (() => void)[] = []
  const sessions = Object.fromEntries([...names, b].map((name) => [name, signedIn]))
  const { store, asked } = identified(
    sessions,
    () => new Promise((resolve) => answers.push(() => resolve(ada))),
  )
  expect([asked.length, asked[0]]).toEqual([4, b])
  answers.shift()?.()
  await vi.waitFor(() => expect(asked).toHaveLength(5))
  expect(answers).toHaveLength(4)
  while (asked.length < 11) {
    answers.splice(0).forEach((answer) => answer())
    await Promise.resolve()
  }
  answers.forEach((answer) => answer())
  await vi.waitFor(() => expect(store.getState().sessions[b]).toMatchObject({ identity: ada }))
  expect(asked).toEqual([b, ...names])
})
