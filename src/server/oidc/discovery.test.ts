import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { OidcClient } from '../clusters/cluster.ts'
import { startIssuer, type IssuerFixture } from './issuer-fixture.ts'
import { createIssuers, type Issuers } from './issuers.ts'
import { LOOPBACK_CERTIFICATE } from './loopback-certificate-fixture.ts'
import { exampleClient, registryOf } from './relay-fixture.ts'

let issuer: IssuerFixture
let issuers: Issuers
let nowMs: number
let logged: string[]

const WELL_KNOWN = '/.well-known/openid-configuration'

beforeEach(async () => {
  issuer = await startIssuer()
  nowMs = 0
  logged = []
  const log = {
    info: (_: object, message: string) => logged.push(message),
    warn: (fields: object) => logged.push(JSON.stringify(fields)),
  }
  issuers = createIssuers({ registry: registryOf(), log: log as never, nowMs: () => nowMs })
})

afterEach(async () => {
  await issuers.close()
  await issuer.stop()
})

const discover = (changes: Partial<OidcClient> = {}) =>
  issuers.for(exampleClient(issuer.url, changes)).discover()

async function reasonOf(changes: Partial<OidcClient> = {}) {
  const discovery = await discover(changes)
  if (discovery.status === 'ready') throw new Error('expected no metadata')
  return discovery.reason
}

describe('discovery', () => {
  test('is asked for once and then remembered', async () => {
    const [first] = await Promise.all([discover(), discover()])
    expect(first.status === 'ready' && first.metadata.token_endpoint).toBe(`${issuer.url}/token`)
    nowMs += 60_000
    await discover()
    expect(issuer.seenAt(WELL_KNOWN)).toHaveLength(1)
    expect(logged).toEqual(['issuer found'])
  })

  test('that is no longer fresh is renewed in the background, also while the issuer is down', async () => {
    await discover()
    issuer.faults.metadata = (document) => ({ ...document, token_endpoint: `${issuer.url}/token2` })
    nowMs += 6 * 60_000
    const tokenEndpoint = async () => {
      const discovery = await discover()
      return discovery.status === 'ready' ? discovery.metadata.token_endpoint : 'none'
    }
    expect(await tokenEndpoint()).toBe(`${issuer.url}/token`)
    await expect.poll(tokenEndpoint).toBe(`${issuer.url}/token2`)
    await issuer.stop()
    nowMs += 6 * 60_000
    expect(await tokenEndpoint()).toBe(`${issuer.url}/token2`)
    await expect.poll(() => logged.at(-1)).toContain('ISSUER_UNREACHABLE')
    expect(await tokenEndpoint()).toBe(`${issuer.url}/token2`)
  })

  test('works again as soon as the issuer is back', async () => {
    const { port } = new URL(issuer.url)
    await issuer.stop()
    expect((await reasonOf()).code).toBe('ISSUER_UNREACHABLE')
    issuer = await startIssuer({ port: Number(port) })
    expect((await reasonOf()).code).toBe('ISSUER_UNREACHABLE')
    nowMs += 2_000
    expect((await discover()).status).toBe('ready')
    expect(logged.at(-1)).toBe('issuer found')
  })

  test('does not hold up the page when the issuer is silent', async () => {
    issuer.faults.answer = () => true
    const reason = await reasonOf()
    expect(reason.code).toBe('ISSUER_UNREACHABLE')
    expect(reason.message).toContain('within 3 seconds')
  })

  test('names both issuers when they differ, be it by a slash', async () => {
    const reason = await reasonOf({ issuer: `${issuer.url}/` })
    expect(reason.code).toBe('ISSUER_MISMATCH')
    expect(reason.message).toContain(`configured "${issuer.url}/", named "${issuer.url}"`)
  })

  test.each([
    ['an HTML page', 200, { 'content-type': 'text/html' }, '<html>', /text\/html/],
    ['a redirect', 302, { location: 'https://login.example/' }, '', /redirects it to login\.example/],
    ['a missing page', 404, {}, 'no', /HTTP 404/],
    ['a list', 200, {}, '[]', /JSON object/],
  ])('tells %s from metadata', async (_, status, headers, body, message) => {
    issuer.faults.answer = (_path, response) => {
      response.writeHead(status, headers).end(body)
      return true
    }
    const reason = await reasonOf()
    expect(reason.code).toBe('ISSUER_INVALID')
    expect(reason.message).toMatch(message)
    expect(issuer.seen).toHaveLength(1)
  })

  test.each(['authorization_endpoint', 'token_endpoint', 'jwks_uri'])('names a missing %s', async (name) => {
    issuer.faults.metadata = (document) => ({ ...document, [name]: undefined })
    expect(await reasonOf()).toMatchObject({ code: 'ISSUER_INVALID', message: expect.stringContaining(name) })
  })

  test.each([
    ['an end-session endpoint that is a script', { end_session_endpoint: 'javascript:alert(1)' }],
    ['an end-session endpoint that is a path', { end_session_endpoint: '/end' }],
    ['prompts that are a text', { prompt_values_supported: 'login' }],
    ['prompts that are numbers', { prompt_values_supported: [1] }],
    ['a revocation endpoint that is none', { revocation_endpoint: 42 }],
    ['signing algorithms that are none', { id_token_signing_alg_values_supported: 'RS256' }],
    ['authentication methods that are none', { token_endpoint_auth_methods_supported: {} }],
  ])('does without %s', async (_, malformed) => {
    issuer.faults.metadata = (document) => ({ ...document, ...malformed })
    const discovery = await discover()
    if (discovery.status !== 'ready') throw new Error(discovery.reason.message)
    for (const name of Object.keys(malformed)) {
      expect([name, discovery.metadata[name as keyof typeof malformed]]).toEqual([name, undefined])
    }
  })

  test('keeps the end-session endpoint and the prompts that an issuer offers', async () => {
    issuer.faults.metadata = (document) => ({ ...document, prompt_values_supported: ['login', 'none'] })
    const discovery = await discover()
    expect(discovery.status === 'ready' && discovery.metadata).toMatchObject({
      end_session_endpoint: `${issuer.url}/end`,
      prompt_values_supported: ['login', 'none'],
    })
  })

  test('takes no endpoint that a browser would run as a script', async () => {
    issuer.faults.metadata = (document) => ({ ...document, authorization_endpoint: 'javascript:alert(1)' })
    expect((await reasonOf()).message).toContain('authorization_endpoint')
  })
})

describe('the trust in an issuer over TLS', () => {
  beforeEach(async () => {
    await issuer.stop()
    issuer = await startIssuer({ tls: LOOPBACK_CERTIFICATE })
  })

  test('is refused to an unknown CA', async () => {
    expect((await reasonOf()).code).toBe('ISSUER_TLS_UNTRUSTED')
  })

  test('is given by the CA of the client, for discovery and keys alike', async () => {
    const client = exampleClient(issuer.url, {
      tls: { ca: LOOPBACK_CERTIFICATE.cert, insecureSkipVerify: false },
    })
    const discovery = await issuers.for(client).discover()
    if (discovery.status !== 'ready') throw new Error(discovery.reason.message)
    const key = await issuers.for(client).keys(discovery.metadata)({ alg: 'RS256', kid: 'k1' }, never())
    expect(key).toBeDefined()
  })

  test('is skipped for the client that says so, and for no other', async () => {
    expect((await discover({ key: 'lax', tls: { insecureSkipVerify: true } })).status).toBe('ready')
    expect((await reasonOf()).code).toBe('ISSUER_TLS_UNTRUSTED')
  })

  test('is not given away to an end-session endpoint without TLS', async () => {
    issuer.faults.metadata = (document) => ({ ...document, end_session_endpoint: 'http://127.0.0.1/end' })
    const discovery = await discover({ tls: { insecureSkipVerify: true } })
    expect(discovery.status === 'ready' && discovery.metadata.end_session_endpoint).toBeUndefined()
  })

  test('is not given away to an endpoint without TLS', async () => {
    issuer.faults.metadata = (document) => ({ ...document, token_endpoint: 'http://127.0.0.1/token' })
    const reason = await reasonOf({ tls: { insecureSkipVerify: true } })
    expect(reason).toMatchObject({
      code: 'ISSUER_INVALID',
      message: expect.stringContaining('token_endpoint'),
    })
  })
})

const never = () => ({ payload: '', signature: '' })
