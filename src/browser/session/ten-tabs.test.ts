// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ClusterName } from '../../contract/cluster-name.ts'
import { first as english } from '../messages/en/first.ts'
import { json, playBrowser, tokenAnswer } from '../sign-in/sign-in-fixture.ts'
import { CONFIG, createStorage, HARBOUR, LAGOON } from './browser-fixture.ts'
import { createSessions } from './create-sessions.ts'

const LIFE_S = 60
const TABS = 10

const browser = playBrowser()

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

/** Lets what tabs and relay tell each other arrive. */
async function settle() {
  for (let turns = 0; turns < 12; turns += 1) await new Promise((resolve) => setImmediate(resolve))
}

async function pass(seconds: number) {
  for (let passed = 0; passed < seconds; passed += 3) {
    await vi.advanceTimersByTimeAsync(3_000)
    await settle()
  }
}

/** An issuer that rotates refresh tokens, and revokes them all when an old one is used again. */
function rotate() {
  const issuer = { current: 0, revoked: false, reachable: true, grants: 0 }
  let cookie = 0
  browser.relay = async () => {
    const presented = cookie
    await new Promise((resolve) => setImmediate(resolve))
    if (!issuer.reachable) return json({ error: 'ISSUER_UNREACHABLE', error_description: 'down' }, 502)
    if (presented !== issuer.current) issuer.revoked = true
    if (issuer.revoked) return json({ error: 'invalid_grant' }, 400)
    issuer.grants += 1
    issuer.current += 1
    const sealed = issuer.current
    // The answer is on its way for a while, and the cookie with it.
    await new Promise((resolve) => setImmediate(resolve))
    cookie = sealed
    return tokenAnswer({ jti: sealed }, { expires_in: LIFE_S })
  }
  return issuer
}

function openTab() {
  const wake: (() => void)[] = []
  const looks = { visible: true }
  const page = {
    isVisible: () => looks.visible,
    onWake: (listener: () => void) => void wake.push(listener),
    onOnline: () => undefined,
  }
  const tab = Object.assign(new EventTarget(), {
    location,
    sessionStorage: createStorage(),
  }) as unknown as Window
  const signIn = browser.openPage()
  const stage = createSessions({
    config: CONFIG,
    signIn,
    messages: () => english,
    baseUrl: '',
    window: tab,
    page,
  })
  return {
    ...stage,
    status: (name: ClusterName) => stage.store.getState().sessions[name]?.status,
    look(visible: boolean) {
      looks.visible = visible
      for (const listener of wake) listener()
    },
  }
}

async function openTabs() {
  localStorage.setItem('fairlead.session.one', '1')
  const tabs = Array.from({ length: TABS }, openTab)
  const restoring = Promise.all(tabs.map(({ sessions }) => sessions.restore()))
  await pass(6)
  await restoring
  return tabs
}

test('ten tabs over an hour of tokens that last a minute lose nothing, and share each renewal', async () => {
  const issuer = rotate()
  const tabs = await openTabs()
  expect(issuer.grants).toBe(1)
  tabs.slice(4).forEach((tab) => tab.look(false))

  await pass(1_200)
  // The machine sleeps for twenty minutes.
  vi.setSystemTime(Date.now() + 1_200_000)
  tabs.forEach((tab, index) => tab.look(index % 2 === 0))
  await pass(6)
  const tokens = await Promise.all(tabs.map(({ sessions }) => sessions.bearerToken(HARBOUR)))
  expect(new Set(tokens).size).toBe(1)

  await pass(1_194)
  expect(tabs.flatMap((tab) => [HARBOUR, LAGOON].map(tab.status))).toEqual(Array(2 * TABS).fill('signed-in'))
  expect(issuer.revoked).toBe(false)
  // Forty minutes awake, a renewal in each last quarter: ten tabs ask no more than one would.
  expect(issuer.grants).toBeLessThanOrEqual(2_400 / (LIFE_S * 0.75) + 4)
}, 60_000)

test('an issuer that is down for a minute loses nobody', async () => {
  const issuer = rotate()
  const tabs = await openTabs()
  await pass(40)
  issuer.reachable = false
  await pass(60)
  expect(tabs.map((tab) => tab.status(HARBOUR))).toEqual(Array(TABS).fill('signed-in'))
  issuer.reachable = true
  await pass(75)
  await Promise.all(tabs.map(({ sessions }) => sessions.bearerToken(HARBOUR)))
  expect(issuer.revoked).toBe(false)
  const troubles = tabs.map(({ store }) => store.getState().sessions[HARBOUR])
  expect(troubles.every((session) => session?.status === 'signed-in' && !session.trouble)).toBe(true)
}, 60_000)

test('a refresh token that is stolen and used ends all of them, once', async () => {
  const issuer = rotate()
  const tabs = await openTabs()
  issuer.current += 1
  await pass(60)
  expect(tabs.map((tab) => tab.status(HARBOUR))).toEqual(Array(TABS).fill('signed-out'))
  const asked = browser.relayRequests.length
  await pass(120)
  expect(browser.relayRequests).toHaveLength(asked)
}, 60_000)
