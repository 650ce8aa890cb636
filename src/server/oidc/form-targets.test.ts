import { expect, onTestFinished, test } from 'vitest'
import { formTargets } from './form-targets.ts'
import { startIssuer } from './issuer-fixture.ts'
import { createIssuers } from './issuers.ts'
import { exampleClient, registryOf } from './relay-fixture.ts'

async function start() {
  const issuer = await startIssuer()
  const registry = registryOf(
    exampleClient(issuer.url),
    exampleClient('https://down.example/realms/main', { key: 'client2' }),
  )
  const log = { info: () => {}, warn: () => {} }
  const issuers = createIssuers({ registry, log, nowMs: () => 0 })
  onTestFinished(async () => {
    await issuers.close()
    await issuer.stop()
  })
  return { issuer, registry, issuers }
}

test('forms go to the issuers and, once they are found, to their end-session endpoints', async () => {
  const { issuer, registry, issuers } = await start()
  issuer.faults.metadata = (document) => ({
    ...document,
    end_session_endpoint: 'http://sign-out.example:8080/end?now',
  })
  expect(formTargets(registry, issuers)).toEqual([issuer.url, 'https://down.example'])
  expect(issuer.seen).toEqual([])
  await issuers.for(exampleClient(issuer.url)).discover()
  expect(formTargets(registry, issuers)).toEqual([
    issuer.url,
    'http://sign-out.example:8080',
    'https://down.example',
  ])
})

test('an origin that several share comes once', async () => {
  const { issuer, registry, issuers } = await start()
  await issuers.for(exampleClient(issuer.url)).discover()
  expect(formTargets(registry, issuers)).toEqual([issuer.url, 'https://down.example'])
})
