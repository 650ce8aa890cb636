import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { compressed } from './scripts/vite-plugins/compressed.ts'
import { firstLoadSize } from './scripts/vite-plugins/first-load-size.ts'
import { reactAsModule } from './scripts/vite-plugins/react-as-module.ts'
import { withoutUnusedParts } from './scripts/vite-plugins/without-unused-parts.ts'

/** Stands in the built page where the backend writes its own base URL at start. */
const BASE_PLACEHOLDER = '/__base__/'
const BACKEND = 'http://localhost:4466'

export default defineConfig(({ command }) => ({
  base: command === 'build' ? BASE_PLACEHOLDER : '/',
  plugins: [
    react(),
    reactAsModule(),
    withoutUnusedParts(),
    baseUrlInDevelopment(),
    compressed(),
    firstLoadSize(),
  ],
  build: {
    outDir: 'dist/browser',
    target: 'es2023',
    manifest: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    // One file for all that the first page needs, whatever else needs it too: each further file is a request.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } } },
  },
  experimental: {
    // Chunks find each other relative to themselves: only index.html knows the base URL.
    renderBuiltUrl: (_filename, { hostType }) => (hostType === 'html' ? undefined : { relative: true }),
  },
  server: {
    port: 4467,
    strictPort: true,
    proxy: Object.fromEntries(
      ['^/config$', '^/oidc/', '^/clusters/', '^/healthz$'].map((path) => [
        path,
        { target: BACKEND, ws: true },
      ]),
    ),
  },
  test: {
    environment: 'node',
    include: ['src/**/*.test.{ts,tsx}', '{bench,scripts}/**/*.test.ts'],
    maxWorkers: 2,
  },
}))

function baseUrlInDevelopment(): Plugin {
  return {
    name: 'fairlead:base-url-in-development',
    apply: 'serve',
    transformIndexHtml: { order: 'pre', handler: (html) => html.replaceAll(BASE_PLACEHOLDER, '/') },
  }
}
