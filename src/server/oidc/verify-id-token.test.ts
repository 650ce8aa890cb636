import { createHmac } from 'node:crypto'
import { SignJWT } from 'jose'
import { describe, expect, test } from 'vitest'
import { SECRETS } from './issuer-fixture.ts'
import { tellRelayStories } from './relay-story-fixture.ts'

const story = tellRelayStories()

describe('an ID token is refused', () => {
  const cases = [
    [
      'for another audience',
      (c: object) => ({ ...c, aud: 'other' }),
      /"aud" is "other", expected "fairlead"/,
    ],
    ['for no audience', (c: object) => ({ ...c, aud: [] }), /"aud" is \[\], expected "fairlead"/],
    [
      'of another issuer',
      (c: object) => ({ ...c, iss: 'https://evil.example' }),
      /"iss" is "https:\/\/evil.example"/,
    ],
    ['that has expired', (c: object) => ({ ...c, exp: 1_000_000_000 }), /expired \("exp"\) at 2001-09-09/],
    ['that never expires', (c: object) => ({ ...c, exp: undefined }), /"exp" is missing/],
    ['for nobody', (c: object) => ({ ...c, sub: undefined }), /"sub" is missing/],
    [
      'made for another party',
      (c: object) => ({ ...c, azp: 'other' }),
      /"azp" is "other", expected "fairlead"/,
    ],
  ] as const
  test.each(cases)('%s, naming the claim', async (_, claims, message) => {
    story.issuer.faults.claims = claims
    const response = await (await story.startBrowser()).signIn(story.issuer)
    expect(response.statusCode).toBe(400)
    expect(response.json().error).toBe('ID_TOKEN_INVALID')
    expect(response.json().error_description).toMatch(message)
  })

  test('without a signature, though discovery says that "none" is supported', async () => {
    story.issuer.faults.sign = async (claims) => `${encode({ alg: 'none' })}.${encode(claims)}.`
    expect((await (await story.startBrowser()).signIn(story.issuer)).json().error).toBe('ID_TOKEN_INVALID')
  })

  test('signed with the client secret, though discovery says that HS256 is supported', async () => {
    story.issuer.faults.sign = (claims) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256', kid: 'k1' })
        .sign(Buffer.from(SECRETS.clientSecret))
    const answer = (await (await story.startBrowser()).signIn(story.issuer)).json()
    expect(answer.error).toBe('ID_TOKEN_INVALID')
    expect(answer.error_description).toContain('"alg"')
  })

  test('with a signature that is not the issuer’s', async () => {
    story.issuer.faults.sign = async (claims) => {
      const text = `${encode({ alg: 'RS256', kid: 'k1' })}.${encode(claims)}`
      return `${text}.${createHmac('sha256', 'x').update(text).digest('base64url')}`
    }
    expect((await (await story.startBrowser()).signIn(story.issuer)).json().error_description).toContain(
      'signature',
    )
  })

  test('when there is none', async () => {
    story.issuer.faults.tokens = ({ id_token: _, ...answer }) => answer
    expect((await (await story.startBrowser()).signIn(story.issuer)).json().error).toBe('ID_TOKEN_MISSING')
  })

  test('unless the validator settings name what it names', async () => {
    story.issuer.faults.claims = (claims) => ({
      ...claims,
      aud: 'kubernetes',
      iss: 'https://alias.example',
      azp: 'fairlead',
    })
    const browser = await story.startBrowser({
      client: { expectedAudience: 'kubernetes', expectedIssuer: 'https://alias.example' },
    })
    expect((await browser.signIn(story.issuer)).statusCode).toBe(200)
  })
})

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
