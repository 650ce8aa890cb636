import { expect } from '@playwright/test'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { RELAY_HEADER } from '../src/contract/relay.ts'
import { PROD, signIn, tokenRequests } from './support/demo.ts'
import { pagePath, podRow } from './support/fairlead-page.ts'
import { story } from './support/story.ts'

story(
  'a page of another origin, on the same site even, cannot use a session through the relay',
  async ({ page, fairlead }) => {
    const { demo, url } = fairlead
    const relayRequest = page.waitForRequest((request) => /\/oidc\/[^/]+\/token$/.test(request.url()))
    await signIn(page, demo, PROD)
    const relayUrl = (await relayRequest).url()
    await using elsewhere = await startOtherOrigin()

    const attacker = await page.context().newPage()
    const statuses: number[] = []
    attacker.on('response', (response) => {
      if (response.request().method() === 'POST') statuses.push(response.status())
    })
    await attacker.goto(elsewhere.url)
    const before = { tokens: tokenRequests(demo), revocations: demo.issuer.requests().revocation ?? 0 }
    for (const target of [relayUrl, relayUrl.replace(/token$/, 'revocation')]) {
      const outcome = await attacker.evaluate(attack, { target, header: RELAY_HEADER })
      expect(outcome).toEqual({ simple: 'opaque', withHeader: 'failed' })
    }
    await attacker.evaluate(submitForm, relayUrl)
    await expect.poll(() => statuses.length).toBe(3)
    expect(new Set(statuses)).toEqual(new Set([403]))
    expect({ tokens: tokenRequests(demo), revocations: demo.issuer.requests().revocation ?? 0 }).toEqual(
      before,
    )

    await page.goto(`${url}${pagePath(PROD)}/pods`)
    await expect(podRow(page, /allocator-/).first()).toBeVisible()
  },
)

/** A form post without a preflight, which the browser lets out, and one with our header, which it must not. */
async function attack({ target, header }: { target: string; header: string }) {
  const body = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: 'sealed' })
  const simple = await fetch(target, { method: 'POST', mode: 'no-cors', credentials: 'include', body })
  const withHeader = await fetch(target, {
    method: 'POST',
    credentials: 'include',
    headers: { [header]: '1' },
    body,
  }).catch(() => 'failed')
  return { simple: simple.type, withHeader }
}

function submitForm(target: string): void {
  document.body.innerHTML = '<form method="post"><input name="grant_type" value="refresh_token"></form>'
  const form = document.forms[0] as HTMLFormElement
  form.action = target
  form.submit()
}

async function startOtherOrigin(): Promise<{ url: string } & AsyncDisposable> {
  const server = createServer((_request, response) =>
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>Elsewhere</title>'),
  ).listen(0, 'localhost')
  await once(server, 'listening')
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
    },
  }
}
