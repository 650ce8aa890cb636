import { decodeJwt } from 'jose'
import { expect, test } from 'vitest'
import { authenticate } from './authenticate.ts'
import { isAllowed } from './authorize.ts'
import { requestInfo } from './request-info.ts'
import { createServiceAccountTokens } from './service-account-tokens.ts'

const NOW_S = 1_900_000_000
const { create, rules } = await createServiceAccountTokens(() => NOW_S * 1000)

const userOf = async (name: string, nowS = NOW_S) => authenticate(await create(name, 60), rules, nowS * 1000)

test('a token is what kubectl would make, and names a service account', async () => {
  expect(decodeJwt(await create('ada', 60))).toMatchObject({
    iss: 'https://kubernetes.default.svc.cluster.local',
    aud: 'https://kubernetes.default.svc.cluster.local',
    sub: 'system:serviceaccount:harbour:ada',
    iat: NOW_S,
    exp: NOW_S + 60,
    'kubernetes.io': { namespace: 'harbour', serviceaccount: { name: 'ada' } },
  })
  expect(await userOf('ada')).toEqual({
    username: 'system:serviceaccount:harbour:ada',
    groups: ['system:serviceaccounts', 'system:serviceaccounts:harbour', 'system:authenticated'],
  })
})

test.each([
  ['ada', true, true],
  ['tomas', false, true],
  ['kim', false, false],
])('%s may list all pods: %j, those of a namespace: %j', async (name, all, own) => {
  const user = await userOf(name)
  const may = (path: string) => isAllowed(user, requestInfo('GET', new URL(path, 'http://api-server')))
  expect(may('/api/v1/pods')).toBe(all)
  expect(may('/api/v1/namespaces/tracking/pods')).toBe(own)
})

test('it ends with its time, and no other cluster takes it', async () => {
  await expect(userOf('ada', NOW_S + 60)).rejects.toThrow()
  const stranger = await createServiceAccountTokens(() => NOW_S * 1000)
  const token = await create('ada', 60)
  await expect(authenticate(token, stranger.rules, NOW_S * 1000)).rejects.toThrow()
})
