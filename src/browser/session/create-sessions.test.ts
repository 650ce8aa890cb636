// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { clusterNameSchema, type ClusterName } from '../../contract/cluster-name.ts'
import type { Config } from '../../contract/config.ts'
import type { Finding } from '../../contract/finding.ts'
import { SEALED_REFRESH_TOKEN, SEALED_UNTIL_EXPIRY } from '../../contract/relay.ts'
import { createSignIn } from '../sign-in/create-sign-in.ts'
import { createSessions } from './create-sessions.ts'

const [harbour, lagoon, reef] = ['harbour', 'lagoon', 'reef'].map((name) =>
  clusterNameSchema.parse(name),
) as [ClusterName, ClusterName, ClusterName]
const oidcClient = (key: string) => ({
  status: 'ready' as const,
  key,
  issuer: 'https://issuer.example',
  clientId: 'fairlead',
  scopes: ['openid'],
  useAccessToken: false,
  authorizationEndpoint: 'https://issuer.example/authorize',
  nonce: `nonce-of-${key}`,
})
const cluster = (name: ClusterName, clientKey: string) => ({
  status: 'ready' as const,
  name,
  server: 'api.example:6443',
  signIn: { method: 'oidc' as const, clientKey },
})
const broken = {
  status: 'broken' as const,
  name: clusterNameSchema.parse('wreck'),
  reason: { code: 'KUBECONFIG_INVALID' as const, message: 'no server' },
}
/** Harbour and lagoon share the client `one`; reef has `two`. */
const config: Config = {
  version: '',
  clusters: [cluster(harbour, 'one'), cluster(lagoon, 'one'), cluster(reef, 'two'), broken],
  oidcClients: [oidcClient('one'), oidcClient('two')],
}
const refused: Finding = { code: 'TOKEN_REFUSED', message: 'The API server refused the token.' }

let tokenRequests: string[]
let issued: number
let relay: (path: string, form: URLSearchParams) => Response | Promise<Response>

const encoded = (value: object) => btoa(JSON.stringify(value)).replaceAll('=', '')
const json = (body: object, status = 200) => Response.json(body, { status })

function tokenAnswer({ expiresInS = 600, renewal = SEALED_REFRESH_TOKEN, nonce = '' } = {}) {
  issued += 1
  const claims = { sub: 'ada', exp: 4e9, nonce, jti: issued }
  return json({
    id_token: `${encoded({ alg: 'RS256' })}.${encoded(claims)}.${issued}`,
    access_token: 'a',
    token_type: 'Bearer',
    expires_in: expiresInS,
    refresh_token: renewal,
  })
}

function openPage() {
  const signIn = createSignIn({ config, reloadConfig: async () => config, baseUrl: '', window })
  const looking: { visibilityState: DocumentVisibilityState; changed(): void } = {
    visibilityState: 'visible',
    changed: () => undefined,
  }
  const page = Object.assign(looking, {
    addEventListener: (_type: string, listener: () => void) => {
      looking.changed = listener
    },
  })
  const { store, sessions } = createSessions({ config, signIn, page })
  const status = (name: ClusterName) => store.getState().sessions[name]?.status
  const reason = (name: ClusterName) => {
    const session = store.getState().sessions[name]
    return session?.status === 'signed-out' ? session.reason : undefined
  }
  const look = (visibilityState: DocumentVisibilityState) => {
    looking.visibilityState = visibilityState
    looking.changed()
  }
  return { sessions, store, status, reason, look }
}

async function restoredPage(...clientKeys: string[]) {
  for (const key of clientKeys) localStorage.setItem(`fairlead.session.${key}`, '1')
  const page = openPage()
  await page.sessions.restore()
  tokenRequests = []
  return page
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] })
  localStorage.clear()
  tokenRequests = []
  issued = 0
  relay = () => tokenAnswer()
  vi.stubGlobal('fetch', async (input: string, init: RequestInit) => {
    const path = new URL(input, location.origin).pathname
    const form = new URLSearchParams(String(init.body))
    if (path.endsWith('/token')) tokenRequests.push(`${path} ${form.get('grant_type')}`)
    return relay(path, form)
  })
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

describe('restoring', () => {
  test('costs one token request for each client, and none where nobody signed in', async () => {
    localStorage.setItem('fairlead.session.one', '1')
    const page = openPage()
    const restoring = page.sessions.restore()
    expect([harbour, lagoon, reef].map(page.status)).toEqual(['restoring', 'restoring', 'signed-out'])
    const token = page.sessions.bearerToken(lagoon)
    await restoring
    expect([harbour, lagoon, reef].map(page.status)).toEqual(['signed-in', 'signed-in', 'signed-out'])
    expect(await token).toBe(await page.sessions.bearerToken(harbour))
    expect(tokenRequests).toEqual(['/oidc/one/token refresh_token'])
  })

  test('a session that has ended leaves its reason and no marker', async () => {
    relay = () => json({ error: 'invalid_grant' }, 400)
    const page = await restoredPage('one')
    expect(page.reason(harbour)?.code).toBe('SESSION_ENDED')
    expect(page.status(reef)).toBe('signed-out')
    expect(localStorage.length).toBe(0)
  })

  test('without a network one is signed out, and the next reload tries again', async () => {
    relay = () => Promise.reject(new TypeError('Failed to fetch'))
    const page = await restoredPage('one')
    expect(page.reason(lagoon)?.code).toBe('NETWORK_FAILED')
    expect(localStorage.getItem('fairlead.session.one')).toBe('1')
  })
})

describe('signing in', () => {
  test('lights every cluster of the client, and leaves the others signed out', async () => {
    const assign = vi.spyOn(location, 'assign').mockImplementation(() => undefined)
    const leaving = openPage()
    void leaving.sessions.signIn(lagoon, '/c/lagoon?a=b#c')
    expect([harbour, lagoon].map(leaving.status)).toEqual(['signed-out', 'signing-in'])
    await vi.waitFor(() => expect(assign).toHaveBeenCalled())
    const { searchParams } = new URL(String(assign.mock.lastCall?.[0]))

    relay = () => tokenAnswer({ nonce: 'nonce-of-one' })
    localStorage.setItem('fairlead.session.one', '1')
    const page = openPage()
    const url = `${location.origin}/oidc-callback?code=x&state=${searchParams.get('state')}`
    const [completed] = await Promise.all([
      page.sessions.completeSignIn(url),
      page.sessions.completeSignIn(url),
      page.sessions.restore(),
    ])
    expect(completed).toEqual({ cluster: lagoon, returnTo: '/c/lagoon?a=b#c' })
    expect([harbour, lagoon, reef].map(page.status)).toEqual(['signed-in', 'signed-in', 'signed-out'])
    expect(tokenRequests).toEqual(['/oidc/one/token authorization_code'])
  })

  test('what fails before leaving is told at the cluster', async () => {
    vi.stubGlobal('crypto', {})
    const page = openPage()
    await page.sessions.signIn(harbour, '/')
    expect(page.reason(harbour)?.code).toBe('INSECURE_CONTEXT')
    expect(page.reason(lagoon)).toBeUndefined()
  })

  test('coming back with the back button leaves one signed out, without a reason', async () => {
    const assign = vi.spyOn(location, 'assign').mockImplementation(() => undefined)
    const page = openPage()
    const leaving = page.sessions.signIn(harbour, '/')
    await vi.waitFor(() => expect(assign).toHaveBeenCalled())
    window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }))
    await leaving
    expect(page.store.getState().sessions[harbour]).toEqual({ status: 'signed-out' })
  })

  test('there is nothing to sign in to at a broken cluster', async () => {
    await expect(openPage().sessions.signIn(broken.name, '/')).rejects.toMatchObject({
      code: 'CLUSTER_UNKNOWN',
    })
  })
})

describe('the bearer token', () => {
  test('is renewed before use when it is about to end', async () => {
    const page = await restoredPage('one')
    const first = await page.sessions.bearerToken(harbour)
    vi.setSystemTime(Date.now() + 575_000)
    const [second, third] = await Promise.all([
      page.sessions.bearerToken(harbour),
      page.sessions.bearerToken(lagoon),
    ])
    expect(second).not.toBe(first)
    expect(third).toBe(second)
    expect(tokenRequests).toHaveLength(1)
  })

  test('goes on being used until its end while the network is away', async () => {
    const page = await restoredPage('one')
    const token = await page.sessions.bearerToken(harbour)
    relay = () => Promise.reject(new TypeError('Failed to fetch'))
    vi.setSystemTime(Date.now() + 575_000)
    expect(await page.sessions.bearerToken(harbour)).toBe(token)
    vi.setSystemTime(Date.now() + 60_000)
    await expect(page.sessions.bearerToken(harbour)).rejects.toMatchObject({ code: 'NETWORK_FAILED' })
    expect(page.status(harbour)).toBe('signed-in')
  })

  test('is not there when nobody is signed in', async () => {
    await expect(openPage().sessions.bearerToken(harbour)).rejects.toMatchObject({ code: 'SESSION_ENDED' })
  })

  test('that cannot be renewed ends with the session', async () => {
    relay = () => tokenAnswer({ renewal: SEALED_UNTIL_EXPIRY })
    const page = await restoredPage('one')
    vi.setSystemTime(Date.now() + 599_000)
    await page.sessions.bearerToken(harbour)
    vi.setSystemTime(Date.now() + 2_000)
    await expect(page.sessions.bearerToken(harbour)).rejects.toMatchObject({ code: 'SESSION_ENDED' })
    expect(page.reason(lagoon)?.code).toBe('SESSION_ENDED')
    expect(tokenRequests).toEqual([])
  })
})

describe('renewing after a 401', () => {
  test('is one request for all who were refused the same token', async () => {
    const page = await restoredPage('one')
    const old = await page.sessions.bearerToken(harbour)
    page.sessions.setIdentity(harbour, { username: 'ada', groups: [] })
    const [first, second] = await Promise.all([
      page.sessions.renew(harbour, old),
      page.sessions.renew(lagoon, old),
    ])
    expect(first).not.toBe(old)
    expect([second, await page.sessions.renew(lagoon, old)]).toEqual([first, first])
    expect(tokenRequests).toHaveLength(1)
    expect(page.store.getState().sessions[harbour]).toMatchObject({ identity: { username: 'ada' } })
  })

  test('signs all clusters of the client out when its session has ended', async () => {
    const page = await restoredPage('one', 'two')
    const ended = vi.fn()
    page.sessions.onEnd(lagoon, ended)
    relay = () => json({ error: 'SESSION_ENDED', error_description: 'no cookie' }, 400)
    const old = await page.sessions.bearerToken(harbour)
    await expect(page.sessions.renew(harbour, old)).rejects.toMatchObject({ code: 'SESSION_ENDED' })
    expect([harbour, lagoon, reef].map(page.status)).toEqual(['signed-out', 'signed-out', 'signed-in'])
    expect(page.reason(lagoon)?.code).toBe('SESSION_ENDED')
    expect(ended).toHaveBeenCalledTimes(1)
  })

  test('keeps the session when the network fails', async () => {
    const page = await restoredPage('one')
    relay = () => Promise.reject(new TypeError('Failed to fetch'))
    const old = await page.sessions.bearerToken(harbour)
    await expect(page.sessions.renew(harbour, old)).rejects.toMatchObject({ code: 'NETWORK_FAILED' })
    expect(page.status(harbour)).toBe('signed-in')
  })

  test('gives the same token back where it cannot be renewed', async () => {
    relay = () => tokenAnswer({ renewal: SEALED_UNTIL_EXPIRY })
    const page = await restoredPage('one')
    const token = await page.sessions.bearerToken(harbour)
    expect(await page.sessions.renew(harbour, token)).toBe(token)
    expect(tokenRequests).toEqual([])
  })

  test('a token that answered a refusal is not renewed again, for no cluster of the client', async () => {
    const page = await restoredPage('one')
    const renewed = await page.sessions.renew(harbour, await page.sessions.bearerToken(harbour))
    const before = tokenRequests.length
    expect(await page.sessions.renew(lagoon, renewed)).toBe(renewed)
    expect(tokenRequests).toHaveLength(before)
  })

  test('a cluster that refuses the token is signed out alone, and a renewal does not light it again', async () => {
    const page = await restoredPage('one')
    const token = await page.sessions.bearerToken(harbour)
    page.sessions.refuse(harbour, 'an older token', refused)
    expect(page.status(harbour)).toBe('signed-in')
    page.sessions.refuse(harbour, token, refused)
    expect(page.reason(harbour)).toEqual(refused)
    await page.sessions.renew(lagoon, token)
    expect([harbour, lagoon].map(page.status)).toEqual(['signed-out', 'signed-in'])
  })
})

describe('time', () => {
  test('renews a minute before the end, and again', async () => {
    await restoredPage('one')
    await vi.advanceTimersByTimeAsync(539_000)
    expect(tokenRequests).toHaveLength(0)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(tokenRequests).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(541_000)
    expect(tokenRequests).toHaveLength(2)
  })

  test('does not renew while nobody looks, and does so at once when someone does', async () => {
    const page = await restoredPage('one')
    page.look('hidden')
    await vi.advanceTimersByTimeAsync(700_000)
    expect(tokenRequests).toHaveLength(0)
    expect(page.status(harbour)).toBe('signed-in')
    page.look('visible')
    await vi.waitFor(() => expect(tokenRequests).toHaveLength(1))
  })

  test('tries again now and then while the network is away', async () => {
    const page = await restoredPage('one')
    relay = () => Promise.reject(new TypeError('Failed to fetch'))
    await vi.advanceTimersByTimeAsync(600_000)
    expect(tokenRequests.length).toBeGreaterThan(1)
    expect(tokenRequests.length).toBeLessThan(7)
    expect(page.status(harbour)).toBe('signed-in')
  })

  test('ends what cannot be renewed, with the reason', async () => {
    relay = () => tokenAnswer({ renewal: SEALED_UNTIL_EXPIRY })
    const page = await restoredPage('one')
    await vi.advanceTimersByTimeAsync(599_000)
    expect(page.status(harbour)).toBe('signed-in')
    await vi.advanceTimersByTimeAsync(2_000)
    expect([page.reason(harbour)?.code, page.reason(lagoon)?.code]).toEqual([
      'SESSION_ENDED',
      'SESSION_ENDED',
    ])
  })
})

describe('signing out', () => {
  test('ends the session of the client at once, and stops its clock', async () => {
    const page = await restoredPage('one', 'two')
    const leaving = page.sessions.signOut(harbour)
    expect([harbour, lagoon, reef].map(page.status)).toEqual(['signed-out', 'signed-out', 'signed-in'])
    relay = () => json({ refreshToken: 'revoked' })
    await leaving
    expect(page.reason(harbour)).toBeUndefined()
    expect(localStorage.getItem('fairlead.session.one')).toBeNull()
    await vi.advanceTimersByTimeAsync(500_000)
    expect(tokenRequests).toEqual([])
  })

  test('says so where the backend could not be told', async () => {
    const page = await restoredPage('one')
    relay = () => Promise.reject(new TypeError('Failed to fetch'))
    await page.sessions.signOut(harbour)
    expect(page.reason(harbour)?.code).toBe('NETWORK_FAILED')
  })

  test('a renewal under way does not sign in again', async () => {
    const page = await restoredPage('one')
    const { promise: answer, resolve } = Promise.withResolvers<Response>()
    relay = (path) => (path.endsWith('/token') ? answer : json({ refreshToken: 'revoked' }))
    const renewal = page.sessions.renew(lagoon, await page.sessions.bearerToken(lagoon)).catch(String)
    await vi.waitFor(() => expect(tokenRequests).toHaveLength(1))
    const leaving = page.sessions.signOut(harbour)
    resolve(tokenAnswer())
    expect(await renewal).toContain('signed out')
    await leaving
    expect([harbour, lagoon].map(page.status)).toEqual(['signed-out', 'signed-out'])
  })

  test('in another tab signs out here too', async () => {
    const page = await restoredPage('one', 'two')
    window.dispatchEvent(new StorageEvent('storage', { key: 'fairlead.session.one', newValue: null }))
    expect(page.reason(lagoon)?.message).toContain('another tab')
    expect(page.status(reef)).toBe('signed-in')
  })
})
