// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { first as english } from '../messages/en/first.ts'
import { loadConfig } from './load-config.ts'
import { readBaseUrl } from './read-base-url.ts'

const config = {
  version: '1.0.0',
  clusters: [],
  oidcClients: [],
  signIn: { popup: false, automatic: false, pastedTokens: true },
}

function load(answer: () => Response, baseUrl = '') {
  const asked: string[] = []
  const fetch = async (url: string | URL | Request) => {
    asked.push(String(url))
    return answer()
  }
  return { asked, config: loadConfig({ fetch, baseUrl, messages: async () => english }) }
}

describe('the config', () => {
  test('is read below the base URL', async () => {
    const loading = load(() => Response.json(config), '/fairlead')
    await expect(loading.config).resolves.toEqual(config)
    expect(loading.asked).toEqual(['/fairlead/config'])
  })

  test.each<[string, () => Response]>([
    ['a backend that is down', () => expectNoAnswer()],
    ['a gateway', () => new Response('<html>', { status: 502 })],
    ['another site', () => new Response('<html>')],
    ['another version', () => Response.json({ clusters: 'none' })],
  ])('%s is an error that a person can read', async (_, answer) => {
    await expect(load(answer).config).rejects.toMatchObject({
      code: 'CONFIG_UNREACHABLE',
      message: expect.stringContaining('Fairlead'),
    })
  })
})

function expectNoAnswer(): never {
  throw new TypeError('Failed to fetch')
}

describe('the base URL of the page', () => {
  test.each([
    ['<meta name="base-url" content="/fairlead">', '/fairlead'],
    ['<meta name="base-url" content="/a/b/">', '/a/b'],
    ['<meta name="base-url" content="/">', ''],
    ['<meta name="base-url" content="">', ''],
    ['<meta name="base-url" content="placeholder">', ''],
    ['', ''],
  ])('%s says %j', (head, baseUrl) => {
    document.head.innerHTML = head
    expect(readBaseUrl(document)).toBe(baseUrl)
  })
})
