import { describe, expect, test } from 'vitest'
import { sendJson } from './issuer-fixture.ts'
import { tellRelayStories } from './relay-story-fixture.ts'

const story = tellRelayStories()

describe('what the token endpoint answers', () => {
  test('a refusal is passed on without the code and the verifier that it quotes', async () => {
    const browser = await story.startBrowser()
    await browser.nonce()
    const response = await browser.exchange('not-a-code-of-ours')
    expect(response.statusCode).toBe(400)
    expect(response.json().error).toBe('invalid_grant')
    expect(response.body).not.toContain('not-a-code-of-ours')
    expect(response.body).not.toContain('vvvv')
  })

  test('a refusal is passed on without the secrets of a form that it quotes whole', async () => {
    const clientSecret = 'a/secret+of=ours'
    story.issuer.faults.answer = (path, response) => {
      const form = new URLSearchParams({ code: 'not/a code', client_secret: clientSecret })
      if (path === '/token') {
        sendJson(response, 400, {
          error: 'invalid_client',
          error_description: `got ${form} and ${clientSecret}`,
        })
      }
      return path === '/token'
    }
    const browser = await story.startBrowser({ client: { clientSecret } })
    await browser.nonce()
    const response = await browser.exchange('not/a code')
    expect(response.json().error_description).toBe('got code=…&client_secret=… and …')
  })

  test('invalid_client with a challenge is passed on as itself, and asks no browser for a password', async () => {
    story.issuer.faults.answer = (path, response) => {
      if (path === '/token') {
        response.setHeader('www-authenticate', 'Basic realm="x"')
        sendJson(response, 401, { error: 'invalid_client', error_description: 'd'.repeat(5000) })
      }
      return path === '/token'
    }
    const response = await (await story.startBrowser()).signIn(story.issuer)
    expect(response.statusCode).toBe(400)
    expect(response.headers['www-authenticate']).toBeUndefined()
    expect(response.json().error).toBe('invalid_client')
    expect(response.json().error_description.length).toBeLessThanOrEqual(500)
  })

  test('a redirect is not followed', async () => {
    story.issuer.faults.answer = (path, response) => {
      if (path === '/token') response.writeHead(307, { location: `${story.issuer.url}/elsewhere` }).end()
      return path === '/token'
    }
    const response = await (await story.startBrowser()).signIn(story.issuer)
    expect(response.statusCode).toBe(502)
    expect(response.json().error).toBe('ISSUER_INVALID')
    expect(story.issuer.seenAt('/elsewhere')).toEqual([])
  })

  test.each([
    ['HTML', 200, '<html>', 'ISSUER_INVALID'],
    ['a body without end', 200, ' '.repeat(1_100_000), 'ISSUER_INVALID'],
    ['a firewall’s page', 403, '<html>', 'TOKEN_REQUEST_REFUSED'],
    ['an error of its server', 500, '{"error":"unknown_error"}', 'ISSUER_UNREACHABLE'],
  ])('%s is a failure of the issuer', async (_, status, body, code) => {
    story.issuer.faults.answer = (path, response) => {
      if (path === '/token') response.writeHead(status).end(body)
      return path === '/token'
    }
    const response = await (await story.startBrowser()).signIn(story.issuer)
    expect(response.statusCode).toBe(502)
    expect(response.json().error).toBe(code)
  })
})
