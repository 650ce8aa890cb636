import { defineConfig } from '@playwright/test'
import { findChromium } from '../scripts/find-chromium.mjs'

const executablePath = findChromium()?.path

export default defineConfig({
  testDir: '.',
  testIgnore: 'real/**',
  outputDir: '../test-results/e2e',
  reporter: 'list',
  workers: 2,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: { ...(executablePath !== undefined && { executablePath }) },
  },
})
