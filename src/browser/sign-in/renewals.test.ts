// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest'
import { SEALED_REFRESH_TOKEN } from '../../contract/relay.ts'
import { callback, json, playBrowser, tokenAnswer, type RelayAnswer } from './sign-in-fixture.ts'
import type { SignIn } from './sign-in.ts'

const browser = playBrowser()
const { openPage, begin, signedIn } = browser

/** An issuer that rotates: whoever comes with a refresh token that was used ends the session. The cookie is the browser's. */
function rotatingRelay(): RelayAnswer {
  let valid = 1
  let cookie = 1
  return async () => {
    const used = cookie
    await Promise.resolve()
    if (used !== valid) return json({ error: 'invalid_grant' }, 400)
    valid += 1
    await new Promise(setImmediate)
    cookie = valid
    return tokenAnswer({ jti: valid })
  }
}

async function tabs(count: number): Promise<SignIn[]> {
  await signedIn()
  return Array.from({ length: count }, () => openPage())
}

const nextNews = (page: SignIn) =>
  new Promise<void>((resolve) => {
    const stop = page.onTokensElsewhere(() => {
      stop()
      resolve()
    })
  })

describe('tabs that renew', () => {
  test('ten at once make one request, hour after hour, and lose nothing to rotation', async () => {
    const pages = await tabs(10)
    browser.relay = rotatingRelay()
    for (let round = 1; round <= 5; round++) {
      const tokens = await Promise.all(pages.map((page) => page.renew('one')))
      expect(new Set(tokens.map(({ bearerToken }) => bearerToken)).size).toBe(1)
      expect(browser.relayRequests).toHaveLength(round)
    }
  })

  test('one after the other make a request each', async () => {
    const pages = await tabs(3)
    browser.relay = rotatingRelay()
    for (const page of pages) {
      const heard = pages.filter((other) => other !== page).map(nextNews)
      await page.renew('one')
      await Promise.all(heard)
    }
    expect(browser.relayRequests).toHaveLength(3)
  })

  test('one whose turn comes just before the news waits a moment for them', async () => {
    const [first, second] = (await tabs(2)) as [SignIn, SignIn]
    const { promise: answer, resolve } = Promise.withResolvers<Response>()
    browser.relay = () => answer
    const sendMessages = browser.holdMessages()
    const renewals = [first.renew('one'), second.renew('one')]
    await vi.waitFor(() => expect(browser.relayRequests).toHaveLength(1))
    resolve(tokenAnswer())
    await renewals[0]
    await vi.waitFor(async () => {
      const { held = [], pending = [] } = await navigator.locks.query()
      expect([held.length, pending.length]).toEqual([1, 0])
    })
    sendMessages()
    const [one, two] = await Promise.all(renewals)
    expect(two).toEqual(one)
    expect(browser.relayRequests).toHaveLength(1)
  })

  test('one that hears nothing asks for itself', async () => {
    const [first, second] = (await tabs(2)) as [SignIn, SignIn]
    browser.relay = rotatingRelay()
    browser.holdMessages()
    await Promise.all([first.renew('one'), second.renew('one')])
    expect(browser.relayRequests).toHaveLength(2)
  })

  test('share a failure that passes, and its end', async () => {
    const pages = await tabs(3)
    browser.relay = () => json({ error: 'temporarily_unavailable' }, 503)
    for (const result of await Promise.allSettled(pages.map((page) => page.renew('one')))) {
      expect(result).toMatchObject({ status: 'rejected', reason: { code: 'ISSUER_UNREACHABLE' } })
    }
    expect(browser.relayRequests).toHaveLength(1)
    browser.relay = rotatingRelay()
    await Promise.all(pages.map((page) => page.renew('one')))
    expect(browser.relayRequests).toHaveLength(2)
  })

  test('end together where the issuer ended the session', async () => {
    const pages = await tabs(3)
    const ended = vi.fn()
    pages[1]?.onEndedElsewhere(ended)
    browser.relay = () => json({ error: 'invalid_grant' }, 400)
    for (const result of await Promise.allSettled(pages.map((page) => page.renew('one')))) {
      expect(result).toMatchObject({ status: 'rejected', reason: { code: 'SESSION_ENDED' } })
    }
    expect(browser.relayRequests).toHaveLength(1)
    expect(ended).toHaveBeenCalledWith('one')
  })

  test('of another client do not wait', async () => {
    const [one, two] = (await tabs(2)) as [SignIn, SignIn]
    localStorage.setItem('fairlead.session.two', '1')
    const { promise: answer, resolve } = Promise.withResolvers<Response>()
    browser.relay = (_, url) => (url.includes('/one/') ? answer : tokenAnswer())
    const slow = one.renew('one')
    await expect(two.renew('two')).resolves.toMatchObject({ renewal: 'possible' })
    resolve(tokenAnswer())
    await slow
  })

  test('of another Fairlead at the same origin hear nothing', async () => {
    const heard = vi.fn()
    openPage({ baseUrl: '/b' }).onTokensElsewhere(heard)
    const witness = vi.fn()
    openPage().onTokensElsewhere(witness)
    await signedIn()
    await vi.waitFor(() => expect(witness).toHaveBeenCalled())
    expect(heard).not.toHaveBeenCalled()
  })
})

describe('what happens in another tab', () => {
  test('a sign-in and a renewal are told, with the tokens and the hint', async () => {
    const page = openPage()
    const heard = vi.fn()
    page.onTokensElsewhere(heard)
    const other = openPage()
    const { tokens } = await other.complete(callback(await begin(other)))
    await vi.waitFor(() => expect(heard.mock.calls).toEqual([['one', tokens]]))
    expect(page.idTokenHint('one')).toBe(other.idTokenHint('one'))
    const renewed = await other.renew('one')
    await vi.waitFor(() => expect(heard).toHaveBeenLastCalledWith('one', renewed))
  })

  test('tokens that end sooner than those of this tab are not taken, unless they are of a new sign-in', async () => {
    const page = await signedIn()
    const heard = vi.fn()
    page.onTokensElsewhere(heard)
    const other = openPage()
    const witness = vi.fn()
    openPage().onTokensElsewhere(witness)
    browser.relay = () => tokenAnswer({}, { expires_in: 60 })
    await other.renew('one')
    await vi.waitFor(() => expect(witness).toHaveBeenCalledOnce())
    expect(heard).not.toHaveBeenCalled()

    browser.relay = () =>
      tokenAnswer({ nonce: browser.visited.at(-1)?.searchParams.get('nonce') }, { expires_in: 60 })
    await other.complete(callback(await begin(other)))
    await vi.waitFor(() => expect(heard).toHaveBeenCalledOnce())
  })

  test("someone else's sign-in is not taken over, and ends this session at its next renewal without a request", async () => {
    const page = await signedIn()
    const heard = vi.fn()
    page.onTokensElsewhere(heard)
    const other = openPage()
    const witness = vi.fn()
    openPage().onTokensElsewhere(witness)
    browser.relay = () =>
      tokenAnswer({ sub: 'bob', nonce: browser.visited.at(-1)?.searchParams.get('nonce') })
    await other.complete(callback(await begin(other)))
    await vi.waitFor(() => expect(witness).toHaveBeenCalled())
    expect(heard).not.toHaveBeenCalled()
    browser.relayRequests = []
    await expect(page.renew('one')).rejects.toMatchObject({ code: 'SUBJECT_MISMATCH' })
    expect(browser.relayRequests).toEqual([])
    expect(other.mayRestore('one')).toBe(true)
  })

  test('a sign-out is told at once, before the relay has answered', async () => {
    const page = await signedIn()
    const ended = vi.fn()
    const stop = page.onEndedElsewhere(ended)
    const other = openPage()
    const { promise: answer, resolve } = Promise.withResolvers<Response>()
    browser.relay = () => answer
    const end = other.end('one')
    await vi.waitFor(() => expect(ended.mock.calls).toEqual([['one']]))
    expect(page.idTokenHint('one')).toBeUndefined()
    stop()
    resolve(json({ refreshToken: 'none' }))
    await expect(end).resolves.toBe('none')
    expect(ended).toHaveBeenCalledOnce()
  })

  test('a session that a late renewal brings back during a sign-out ends again', async () => {
    const page = await signedIn()
    const { promise: answer, resolve } = Promise.withResolvers<Response>()
    browser.relay = () => answer
    const lit = vi.fn()
    page.onTokensElsewhere(lit)
    const end = page.end('one')
    const third = openPage()
    const ended = vi.fn()
    third.onEndedElsewhere(ended)
    const heard = nextNews(third)
    const tokens = { bearerToken: 'late', expiresAtS: 4e9, renewal: 'possible' }
    new BroadcastChannel('fairlead.sessions').postMessage({
      kind: 'tokens',
      clientKey: 'one',
      received: { tokens, subject: 'ada', idToken: 'late', sealed: true },
    })
    await heard
    resolve(json({ refreshToken: 'revoked' }))
    await end
    await vi.waitFor(() => expect(third.idTokenHint('one')).toBeUndefined())
    expect(ended).toHaveBeenCalled()
    expect(lit).not.toHaveBeenCalled()
    expect(page.mayRestore('one')).toBe(false)
  })

  test('a renewal here that a sign-out there overtook brings nothing back', async () => {
    const page = await signedIn()
    const other = openPage()
    const { promise: answer, resolve } = Promise.withResolvers<Response>()
    browser.relay = (_, url) => (url.endsWith('/token') ? answer : json({ refreshToken: 'revoked' }))
    const heard = vi.fn()
    other.onTokensElsewhere(heard)
    const renewal = page.renew('one')
    await vi.waitFor(() => expect(browser.relayRequests).toHaveLength(1))
    const end = other.end('one')
    await expect(renewal).rejects.toMatchObject({ code: 'SESSION_ENDED' })
    resolve(tokenAnswer())
    await end
    expect(heard).not.toHaveBeenCalled()
    expect(page.mayRestore('one')).toBe(false)
  })

  test('messages that cannot be read are dropped', async () => {
    const page = await signedIn()
    const heard = vi.fn()
    page.onTokensElsewhere(heard)
    page.onEndedElsewhere(heard)
    const witness = vi.fn()
    openPage().onEndedElsewhere(witness)
    const channel = new BroadcastChannel('fairlead.sessions')
    const received = { tokens: { bearerToken: 7 }, subject: 'ada', sealed: true }
    for (const message of [
      null,
      'x',
      {},
      { kind: 'tokens', clientKey: 'one', received },
      { kind: 'ended' },
    ]) {
      channel.postMessage(message)
    }
    channel.postMessage({ kind: 'ended', clientKey: 'two' })
    await vi.waitFor(() => expect(witness).toHaveBeenCalled())
    expect(heard.mock.calls).toEqual([['two']])
  })

  test('without Web Locks a page still makes one request at a time', async () => {
    Object.defineProperty(navigator, 'locks', { value: undefined, configurable: true })
    const page = await signedIn()
    let underWay = 0
    let most = 0
    browser.relay = async () => {
      most = Math.max(most, ++underWay)
      await new Promise(setImmediate)
      underWay -= 1
      return json({ id_token: 'x', refresh_token: SEALED_REFRESH_TOKEN, refreshToken: 'none' })
    }
    await Promise.allSettled([page.renew('one'), page.end('one'), page.end('one')])
    expect(most).toBe(1)
  })
})
