import { expect, test } from 'vitest'
import { exampleClient } from './relay-fixture.ts'
import { renew, type RefreshableSession, type Renewed } from './renew.ts'
import { createSingleFlight } from './single-flight.ts'

const NOW_S = 1_000_000
const ISSUER = 'https://issuer.example'
const client = exampleClient(ISSUER, { useAccessToken: true })

/** With an issuer that does not rotate refresh tokens, and gives the same one at each sign-in. */
function renewals() {
  let requests = 0
  const issuer = {
    discover: async () => ({
      status: 'ready' as const,
      metadata: {
        issuer: ISSUER,
        authorization_endpoint: `${ISSUER}/authorize`,
        token_endpoint: `${ISSUER}/token`,
        jwks_uri: `${ISSUER}/jwks`,
      },
    }),
    lastKnown: () => undefined,
    http: {
      fetch: async () => {
        requests++
        return Response.json({ access_token: 'a', token_type: 'Bearer', expires_in: 600 })
      },
      close: async () => undefined,
    },
    keys: () => async () => new Uint8Array(),
  }
  const deps = {
    issuers: { for: () => issuer },
    nowMs: () => NOW_S * 1000,
    renewals: createSingleFlight<Renewed>(),
  }
  return { renew: (session: RefreshableSession) => renew(deps, client, session), requests: () => requests }
}

const session: RefreshableSession = {
  v: 1,
  browserId: 'one',
  sub: 'ada',
  endsAtS: NOW_S + 3600,
  expiresAtS: NOW_S + 60,
  refreshToken: 'the same for all',
}

test.each<[string, Partial<RefreshableSession>]>([
  ['another browser', { browserId: 'two' }],
  ['another person', { sub: 'tomas' }],
  ['a later sign-in', { endsAtS: NOW_S + 7200 }],
])('what a renewal leaves behind is not taken for %s with an equal refresh token', async (_whose, whose) => {
  const { renew, requests } = renewals()
  await renew(session)
  await renew(session)
  expect(requests()).toBe(1)
  const renewed = await renew({ ...session, ...whose })
  expect(renewed.session).toMatchObject(whose)
  expect(requests()).toBe(2)
})
