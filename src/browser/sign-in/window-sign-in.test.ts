// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { callback, HARBOUR, ISSUER, json, playBrowser, tokenAnswer } from './sign-in-fixture.ts'
import type { SignIn } from './sign-in.ts'

const browser = playBrowser()
const { openPage, begin } = browser

const opened = {
  opener: window,
  closed: false,
  close: vi.fn(),
  location: { replace: vi.fn<(address: string) => void>() },
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] })
  Object.assign(opened, { opener: window, closed: false })
  opened.close.mockReset()
  opened.location.replace.mockReset()
  opened.location.replace.mockImplementation((address) => void browser.visited.push(new URL(address)))
  vi.spyOn(window, 'open').mockReturnValue(opened as unknown as Window)
})

afterEach(() => {
  vi.useRealTimers()
})

function beginInWindow(page: SignIn) {
  const onClosed = vi.fn()
  const giveUp = new AbortController()
  const attempt = { cluster: HARBOUR, clientKey: 'one', returnTo: '/c/harbour?a=b#c' }
  const end = page.beginInWindow(attempt, { onClosed, signal: giveUp.signal })
  end.catch(() => undefined)
  return { end, onClosed, giveUp }
}

async function leftFor(): Promise<URL> {
  await vi.waitFor(() => expect(opened.location.replace).toHaveBeenCalledOnce())
  return browser.visited.at(-1) ?? expect.fail('the window stayed blank')
}

describe('a sign-in in a window of its own', () => {
  test('opens the window within the click, as one that this page may close', async () => {
    beginInWindow(openPage())
    expect(window.open).toHaveBeenCalledOnce()
    expect(opened.opener, 'a browser lets nobody close a window without it').toBe(window)
    const { origin, searchParams } = await leftFor()
    expect(origin).toBe(ISSUER)
    expect(searchParams.get('redirect_uri')).toBe(`${location.origin}/oidc-callback`)
    expect(location.assign).not.toHaveBeenCalled()
  })

  test('is completed by the tab that began it, once the callback page hands its address over', async () => {
    const { end } = beginInWindow(openPage())
    const url = callback(await leftFor())
    await expect(openPage().handOver(url)).resolves.toBe(true)
    await expect(end).resolves.toMatchObject({
      clientKey: 'one',
      cluster: HARBOUR,
      returnTo: '/c/harbour?a=b#c',
      tokens: { renewal: 'possible' },
    })
    expect(browser.relayRequests).toHaveLength(1)
    expect(opened.close).toHaveBeenCalledOnce()
    expect(vi.getTimerCount()).toBe(0)
  })

  test('that the browser blocks is told at once, and stores nothing', async () => {
    vi.mocked(window.open).mockReturnValue(null)
    await expect(beginInWindow(openPage()).end).rejects.toMatchObject({ code: 'POPUP_BLOCKED' })
    expect(localStorage.length).toBe(0)
  })

  test('whose window seems closed goes on waiting: an issuer can make it look so', async () => {
    const { end, onClosed } = beginInWindow(openPage())
    const url = callback(await leftFor())
    vi.advanceTimersByTime(5_000)
    expect(onClosed).not.toHaveBeenCalled()
    opened.closed = true
    vi.advanceTimersByTime(1_000)
    vi.advanceTimersByTime(5_000)
    expect(onClosed).toHaveBeenCalledOnce()
    await expect(openPage().handOver(url)).resolves.toBe(true)
    await expect(end).resolves.toMatchObject({ clientKey: 'one' })
  })

  test('that is given up closes its window, and its callback is nobody’s any more', async () => {
    const { end, giveUp } = beginInWindow(openPage())
    const url = callback(await leftFor())
    giveUp.abort()
    await expect(end).rejects.toMatchObject({ code: 'ATTEMPT_UNKNOWN' })
    expect(opened.close).toHaveBeenCalledOnce()
    await expect(openPage().complete(url)).rejects.toMatchObject({ code: 'ATTEMPT_UNKNOWN' })
    expect(browser.relayRequests).toEqual([])
  })

  test('that is given up before the window has left never leaves', async () => {
    const { end, giveUp } = beginInWindow(openPage())
    giveUp.abort()
    await expect(end).rejects.toMatchObject({ code: 'ATTEMPT_UNKNOWN' })
    expect(opened.location.replace).not.toHaveBeenCalled()
    expect(localStorage.length).toBe(0)
  })

  test('that cannot begin closes its window', async () => {
    const reason = { code: 'ISSUER_UNREACHABLE', message: 'down' } as const
    await expect(beginInWindow(openPage({ unavailable: reason })).end).rejects.toMatchObject(reason)
    expect(opened.close).toHaveBeenCalledOnce()
  })

  test('that the issuer refuses says so in the tab that waits, and closes its window', async () => {
    const { end } = beginInWindow(openPage())
    await openPage().handOver(callback(await leftFor(), { error: 'access_denied' }))
    await expect(end).rejects.toMatchObject({ code: 'ISSUER_REFUSED' })
    expect(opened.close).toHaveBeenCalledOnce()
  })
})

describe('a callback page', () => {
  async function handedOver(page: SignIn, url: string) {
    const handing = page.handOver(url)
    await vi.waitFor(() => expect(vi.getTimerCount()).toBeGreaterThan(0))
    await vi.advanceTimersByTimeAsync(1_000)
    return handing
  }

  test('of a sign-in in the same page does not wait for anybody', async () => {
    const page = openPage()
    const url = callback(await begin(page))
    await expect(page.handOver(url)).resolves.toBe(false)
  })

  test('without code and error is no sign-in’s', async () => {
    await expect(openPage().handOver(`${location.origin}/oidc-callback?state=walk`)).resolves.toBe(false)
  })

  test('completes by itself where the tab that waited is gone', async () => {
    const { giveUp } = beginInWindow(openPage())
    const url = callback(await leftFor())
    const stored = { ...localStorage }
    giveUp.abort()
    await vi.waitFor(() => expect(localStorage.length).toBe(0))
    Object.assign(localStorage, stored)

    const page = openPage()
    await expect(handedOver(page, url)).resolves.toBe(false)
    await expect(page.complete(url)).resolves.toMatchObject({
      cluster: HARBOUR,
      returnTo: '/c/harbour?a=b#c',
    })
  })

  test('that got no answer in time signs in, and the tab that waited takes that', async () => {
    const { end } = beginInWindow(openPage())
    const url = callback(await leftFor())
    const callbackPage = openPage()
    browser.relay = () => tokenAnswer({ nonce: browser.visited.at(-1)?.searchParams.get('nonce') })
    const completed = await callbackPage.complete(url)
    await expect(end).resolves.toEqual({ ...completed, returnTo: '/c/harbour?a=b#c' })
    expect(browser.relayRequests).toHaveLength(1)
  })

  test('and the tab that waited never both redeem the code', async () => {
    const { end } = beginInWindow(openPage())
    const url = callback(await leftFor())
    const callbackPage = openPage()
    void callbackPage.handOver(url)
    const [here, there] = await Promise.allSettled([callbackPage.complete(url), end])
    expect([here.status, there.status]).toContain('fulfilled')
    expect(browser.relayRequests).toHaveLength(1)
  })

  test('is not taken by a tab that waits for another attempt', async () => {
    const first = beginInWindow(openPage())
    const url = callback(await leftFor())
    first.giveUp.abort()
    await expect(first.end).rejects.toBeDefined()
    opened.location.replace.mockClear()
    const second = beginInWindow(openPage())
    await leftFor()
    const settled = vi.fn()
    second.end.then(settled, settled)

    await expect(handedOver(openPage(), url)).resolves.toBe(false)
    const channel = new BroadcastChannel(
      `fairlead.callback.${browser.visited.at(-1)?.searchParams.get('state')}`,
    )
    channel.postMessage({ callbackUrl: url })
    channel.postMessage({ callbackUrl: 'junk' })
    channel.postMessage(null)
    await vi.advanceTimersByTimeAsync(100)
    browser.relay = () => json({ error: 'invalid_grant' }, 400)
    expect(settled).not.toHaveBeenCalled()
    expect(browser.relayRequests).toEqual([])
  })
})
