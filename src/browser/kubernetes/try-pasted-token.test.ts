import { expect, test, vi } from 'vitest'
import { clusterNameSchema } from '../../contract/cluster-name.ts'
import type { Language } from '../messages/language.ts'
import { tryPastedToken } from './try-pasted-token.ts'

const lab = clusterNameSchema.parse('lab')
const NOW_S = 1_000
const encoded = (value: object) => btoa(JSON.stringify(value)).replaceAll('=', '')
const jwt = `${encoded({ alg: 'RS256' })}.${encoded({ sub: 'ada', exp: NOW_S + 600 })}.sig`

function tryToken(token: string, answer: () => Response | Promise<Response>, language: Language = 'en') {
  const asked: { url: string; authorization: string | null }[] = []
  const usePastedToken = vi.fn()
  const trying = tryPastedToken(token, {
    cluster: lab,
    baseUrl: '/fairlead',
    sessions: { usePastedToken },
    fetch: async (input, init) => {
      const authorization = new Headers(init?.headers).get('authorization')
      asked.push({ url: String(input), authorization })
      return answer()
    },
    language: () => language,
    nowMs: () => NOW_S * 1000,
  })
  return { asked, usePastedToken, trying }
}

const review = () =>
  Response.json({ status: { userInfo: { username: 'ada', groups: ['crew'] } } }, { status: 201 })

test('what the API server takes becomes the session, with who it is and when it ends', async () => {
  const { asked, usePastedToken, trying } = tryToken(jwt, review)
  await trying
  expect(asked).toEqual([
    {
      url: '/fairlead/clusters/lab/apis/authentication.k8s.io/v1/selfsubjectreviews',
      authorization: `Bearer ${jwt}`,
    },
  ])
  expect(usePastedToken).toHaveBeenCalledWith(lab, {
    bearerToken: jwt,
    identity: { username: 'ada', groups: ['crew'] },
    expiresAtS: NOW_S + 600,
  })
})

test('an opaque token has no end that is known', async () => {
  const { usePastedToken, trying } = tryToken('opaque-token', review)
  await trying
  expect(usePastedToken.mock.lastCall?.[1]).toEqual({
    bearerToken: 'opaque-token',
    identity: { username: 'ada', groups: ['crew'] },
  })
})

test('what it refuses is asked once, and says so of the token', async () => {
  const { asked, usePastedToken, trying } = tryToken(jwt, () => new Response('', { status: 401 }))
  await expect(trying).rejects.toMatchObject({
    code: 'TOKEN_REFUSED',
    message: expect.stringContaining('refuses this token'),
  })
  expect([asked.length, usePastedToken.mock.calls.length]).toEqual([1, 0])
  const german = tryToken(jwt, () => new Response('', { status: 401 }), 'de')
  await expect(german.trying).rejects.toThrow('lehnt dieses Token ab')
})

test('an API server that cannot be reached says nothing about the token', async () => {
  const { usePastedToken, trying } = tryToken(jwt, () => Promise.reject(new TypeError('Failed to fetch')))
  await expect(trying).rejects.toMatchObject({ code: 'NETWORK_FAILED' })
  expect(usePastedToken).not.toHaveBeenCalled()
})
