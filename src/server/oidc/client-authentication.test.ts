import { describe, expect, test } from 'vitest'
import { SECRETS } from './issuer-fixture.ts'
import { tellRelayStories } from './relay-story-fixture.ts'

const story = tellRelayStories()

describe('the client shows the issuer who it is', () => {
  const basic = `Basic ${Buffer.from('fairlead:the%2Bclient+secret%2Fof%3Afairlead').toString('base64')}`
  test.each([
    { supported: undefined, forced: undefined, header: basic, inBody: null },
    {
      supported: ['client_secret_post', 'client_secret_basic'],
      forced: undefined,
      header: basic,
      inBody: null,
    },
    { supported: ['client_secret_post'], forced: undefined, header: undefined, inBody: SECRETS.clientSecret },
    {
      supported: ['client_secret_basic'],
      forced: 'client_secret_post',
      header: undefined,
      inBody: SECRETS.clientSecret,
    },
    { supported: ['private_key_jwt'], forced: undefined, header: basic, inBody: null },
    { supported: undefined, forced: 'none', header: undefined, inBody: null },
  ] as const)('supported $supported, set $forced', async ({ supported, forced, header, inBody }) => {
    story.issuer.faults.metadata = (document) => ({
      ...document,
      token_endpoint_auth_methods_supported: supported,
    })
    const browser = await story.startBrowser({ client: forced ? { tokenEndpointAuthMethod: forced } : {} })
    expect((await browser.signIn(story.issuer)).statusCode).toBe(200)
    expect(story.issuer.seenAt('/token')[0]?.authorization).toBe(header)
    expect(story.issuer.seenAt('/token')[0]?.form.get('client_secret')).toBe(inBody)
  })

  test('by its ID alone when it has no secret', async () => {
    const fairlead = await story.startFairlead()
    const { clientSecret: _, ...client } = fairlead.client
    expect(client).not.toHaveProperty('clientSecret')
    const publicClient = { ...client, clientSecret: undefined } as unknown as typeof fairlead.client
    const browser = await story.startBrowser({ client: publicClient })
    expect((await browser.signIn(story.issuer)).statusCode).toBe(200)
    expect(story.issuer.seenAt('/token')[0]?.form.get('client_id')).toBe('fairlead')
    expect(story.issuer.seenAt('/token')[0]?.authorization).toBeUndefined()
  })
})
