import { defineConfig } from '@playwright/test'
import { findChromium } from '../../scripts/find-chromium.mjs'

const executablePath = findChromium()?.path

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/interop',
  globalSetup: './global-set-up.ts',
  reporter: [['list'], ['./tally-reporter.ts']],
  workers: 1, // the stories share two clusters and one log of Fairlead
  forbidOnly: true,
  timeout: 40_000,
  expect: { timeout: 10_000 },
  use: {
    actionTimeout: 10_000,
    // The browser trusts no private authority that we could give it. Fairlead does, and is held to it.
    ignoreHTTPSErrors: true,
    screenshot: 'only-on-failure',
    launchOptions: { ...(executablePath !== undefined && { executablePath }) },
  },
})
