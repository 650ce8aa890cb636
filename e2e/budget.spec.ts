import { expect } from '@playwright/test'
import { measureSignIn } from './support/measure-sign-in.ts'
import { story } from './support/story.ts'

const LONGEST_SCRIPT_BYTES = 120_000
const MOST_REQUESTS = 6

story('signing in stays within its budget of bytes and requests', async ({ page, fairlead }) => {
  const { firstLoad, ...signIn } = await measureSignIn(page, fairlead)

  expect(firstLoad.scriptBytes, 'JavaScript before Sign in can be pressed').toBeGreaterThan(0)
  expect(firstLoad.scriptBytes, 'JavaScript before Sign in can be pressed').toBeLessThanOrEqual(
    LONGEST_SCRIPT_BYTES,
  )
  expect(firstLoad.requests, 'requests before Sign in can be pressed').toBeLessThanOrEqual(MOST_REQUESTS)
  expect(firstLoad.kubernetesRequests, 'Kubernetes requests before sign-in').toBe(0)
  expect(signIn.detours, 'requests between the click and the identity provider').toBe(0)
  expect(signIn.authorizationRequests, 'authorization requests').toBe(1)
  expect(signIn.tokenRequests, 'token requests after the callback').toBe(1)
})
