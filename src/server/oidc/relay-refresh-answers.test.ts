import { expect, test } from 'vitest'
import { SECRETS, type IssuerFixture } from './issuer-fixture.ts'
import { tellRelayStories } from './relay-story-fixture.ts'

/** What an issuer may answer to a refresh token, besides what one would like. */
const story = tellRelayStories()

type Tokens = NonNullable<IssuerFixture['faults']['tokens']>

const onRefresh = (change: (answer: Parameters<Tokens>[0]) => Parameters<Tokens>[0]) => {
  story.issuer.faults.tokens = (answer, grant) => (grant === 'refresh_token' ? change(answer) : answer)
}
const withoutIdToken = () => onRefresh(({ id_token: _, ...answer }) => answer)

const lastSent = () => story.issuer.seenAt('/token').at(-1)?.form.get('refresh_token')

/** A clock that the issuer and Fairlead share; ID tokens last 600 seconds unless told otherwise. */
function sharedClock() {
  const clock = { nowMs: Math.floor(Date.now() / 1000) * 1000, lifeS: 600 }
  story.issuer.faults.claims = (claims) => ({ ...claims, exp: clock.nowMs / 1000 + clock.lifeS })
  return clock
}

test('a shorter life is the one that the page is told', async () => {
  const clock = sharedClock()
  const browser = await story.startBrowser({ nowMs: () => clock.nowMs })
  expect((await browser.signIn(story.issuer)).json().expires_in).toBe(600)
  clock.lifeS = 60
  expect((await browser.renew()).json()).toMatchObject({ expires_in: 60, refresh_token: 'sealed' })
})

test('a life past session-ttl ends with the session', async () => {
  const clock = sharedClock()
  const browser = await story.startBrowser({ sessionTtlS: 900, nowMs: () => clock.nowMs })
  await browser.signIn(story.issuer)
  clock.nowMs += 500_000
  expect((await browser.renew()).json().expires_in).toBe(400)
  expect(browser.sessionCookies()[0]?.[1].raw).toContain('Max-Age=400')
})

test('no new refresh token leaves the old one', async () => {
  const browser = await story.startBrowser()
  await browser.signIn(story.issuer)
  onRefresh(({ refresh_token: _, ...answer }) => answer)
  expect((await browser.renew()).json().refresh_token).toBe('sealed')
  const before = lastSent()
  await browser.renew()
  expect(lastSent()).toBe(before)
})

test('an ID token of another person ends the session, and is not given out', async () => {
  const browser = await story.startBrowser()
  await browser.signIn(story.issuer)
  story.issuer.faults.claims = (claims) => ({ ...claims, sub: 'mallory' })
  const response = await browser.renew()
  expect([response.statusCode, response.json().error]).toEqual([400, 'SUBJECT_MISMATCH'])
  expect(response.body).not.toContain('mallory')
  expect(response.json()).not.toHaveProperty('id_token')
  expect(browser.sessionCookies()).toEqual([])
})

test('an ID token that is over within what clocks differ by is passed on as over', async () => {
  const clock = sharedClock()
  const browser = await story.startBrowser({ nowMs: () => clock.nowMs })
  await browser.signIn(story.issuer)
  clock.lifeS = -20
  expect((await browser.renew()).json()).toMatchObject({ expires_in: 0, refresh_token: 'sealed' })
})

test('an ID token that was over long ago is refused with both times, and the rotated refresh token kept', async () => {
  const clock = sharedClock()
  const browser = await story.startBrowser({ nowMs: () => clock.nowMs })
  await browser.signIn(story.issuer)
  clock.lifeS = -120
  const response = await browser.renew()
  expect([response.statusCode, response.json().error]).toEqual([400, 'ID_TOKEN_INVALID'])
  expect(response.json().error_description).toContain('compare the clocks')
  clock.lifeS = 600
  expect((await browser.renew()).json().expires_in).toBe(600)
})

test('no ID token: the one of the sign-in is given out as long as it lasts, in a new tab too', async () => {
  const clock = sharedClock()
  const browser = await story.startBrowser({ nowMs: () => clock.nowMs })
  const signedIn = (await browser.signIn(story.issuer)).json()
  withoutIdToken()
  for (const expires_in of [500, 400]) {
    clock.nowMs += 100_000
    const answer = (await browser.renew()).json()
    expect(answer).toEqual({
      token_type: 'Bearer',
      id_token: signedIn.id_token,
      expires_in,
      refresh_token: 'sealed-without-id-token',
    })
  }
  expect(new Set(story.issuer.seenAt('/token').map(({ form }) => form.get('refresh_token'))).size).toBe(3)
  clock.nowMs += 400_000
  const response = await browser.renew()
  expect([response.statusCode, response.json().error]).toEqual([400, 'SESSION_ENDED'])
  expect(browser.sessionCookies()).toEqual([])
})

test('no ID token for once: the next one renews again', async () => {
  const browser = await story.startBrowser()
  await browser.signIn(story.issuer)
  withoutIdToken()
  expect((await browser.renew()).json().refresh_token).toBe('sealed-without-id-token')
  delete story.issuer.faults.tokens
  expect((await browser.renew()).json().refresh_token).toBe('sealed')
})

test('no ID token after one that came: the page has it, and the session waits for its end', async () => {
  const clock = sharedClock()
  const browser = await story.startBrowser({ nowMs: () => clock.nowMs })
  await browser.signIn(story.issuer)
  clock.nowMs += 300_000
  await browser.renew()
  withoutIdToken()
  clock.nowMs += 500_000
  expect((await browser.renew()).json().error).toBe('ID_TOKEN_MISSING')
  expect(browser.sessionCookies()).toHaveLength(1)
  clock.nowMs += 100_000
  expect((await browser.renew()).json().error).toBe('SESSION_ENDED')
  expect(browser.sessionCookies()).toEqual([])
})

test('no ID token is all right where Kubernetes is shown the access token', async () => {
  const browser = await story.startBrowser({ client: { useAccessToken: true } })
  await browser.signIn(story.issuer)
  withoutIdToken()
  const answer = (await browser.renew()).json()
  expect(answer).toMatchObject({ access_token: SECRETS.accessToken, refresh_token: 'sealed' })
  expect(answer).not.toHaveProperty('id_token')
})

test.each([
  ['fits', 1_000, 'sealed-without-id-token'],
  ['does not fit', 4_000, undefined],
])('an ID token that %s beside the refresh token', async (_, bytes, placeholder) => {
  story.issuer.faults.claims = (claims) => ({ ...claims, groups: 'g'.repeat(bytes) })
  const browser = await story.startBrowser()
  expect((await browser.signIn(story.issuer)).json().refresh_token).toBe('sealed')
  const bytesOfCookies = browser.sessionCookies().reduce((sum, [, { value }]) => sum + value.length, 0)
  expect(bytesOfCookies).toBeLessThan(6 * 1024 + 10)
  withoutIdToken()
  const answer = (await browser.renew()).json()
  expect(answer.refresh_token).toBe(placeholder)
  if (placeholder === undefined) expect(answer.error).toBe('ID_TOKEN_MISSING')
  delete story.issuer.faults.tokens
  expect((await browser.renew()).json().refresh_token).toBe('sealed')
})

test('an ID token that came clears the chunks that the one of the sign-in needed', async () => {
  story.issuer.faults.claims = (claims) => ({ ...claims, groups: 'g'.repeat(2_000) })
  const browser = await story.startBrowser()
  await browser.signIn(story.issuer)
  expect(browser.sessionCookies()).toHaveLength(2)
  await browser.renew()
  expect(browser.sessionCookies()).toHaveLength(1)
  expect((await browser.renew()).statusCode).toBe(200)
})

test('a refresh token too large for the cookies ends the session: the one before is spent', async () => {
  const browser = await story.startBrowser()
  await browser.signIn(story.issuer)
  onRefresh((answer) => ({ ...answer, refresh_token: 'r'.repeat(20_000) }))
  expect((await browser.renew()).json().error).toBe('SESSION_TOO_LARGE')
  expect(browser.sessionCookies()).toEqual([])
})
