import react from '@vitejs/plugin-react'
import { createRequire } from 'node:module'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

/** Stands in the built page where the backend writes its own base URL at start. */
const BASE_PLACEHOLDER = '/__base__/'
const BACKEND = 'http://localhost:4466'
const COMPRESSIBLE = /\.(js|css|html|svg|json|txt)$/

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
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
    maxWorkers: 2,
  },
}))

/**
 * Gives React, which is CommonJS, the shape of an ES module. Calls then need no detour through a namespace object, and
 * the chunks share no helper, which would be one more request.
 */
function reactAsModule(): Plugin {
  const require = createRequire(import.meta.url)
  const names = ['react', 'react/jsx-runtime', 'react-dom', 'react-dom/client']
  return {
    name: 'fairlead:react-as-module',
    enforce: 'pre',
    apply: 'build',
    async resolveId(id, importer, options) {
      if (!names.includes(id)) return undefined
      const isReactItself = /node_modules\/(react|react-dom|scheduler)\//.test(importer ?? '')
      if (isReactItself) return undefined
      return importer?.startsWith(AS_MODULE)
        ? this.resolve(id, undefined, { ...options, skipSelf: true })
        : `${AS_MODULE}${id}`
    },
    load(id) {
      if (!id.startsWith(AS_MODULE)) return undefined
      const name = id.slice(AS_MODULE.length)
      const exported = Object.keys(require(name) as object).filter((key) => key !== 'default')
      const both = name === 'react-dom/client' ? "import 'react-dom'; " : ''
      return `${both}import it from '${name}'; export const { ${exported.join(', ')} } = it; export default it`
    },
  }
}

const AS_MODULE = '\0as-module:'

/**
 * Leaves out of the first page what our libraries carry along and we have no use for: a shim for React before 18, the
 * copying of statics by emotion's `withTheme`, and its list of all attribute names (MUI hands two other props down).
 */
function withoutUnusedParts(): Plugin {
  const parts: [id: RegExp, importer: RegExp, instead: string][] = [
    [/^use-sync-external-store\/shim\//, /wouter/, "export { useSyncExternalStore } from 'react'"],
    [/^hoist-non-react-statics$/, /@emotion/, 'export default (target) => target'],
    [
      /^@emotion\/is-prop-valid$/,
      /@emotion/,
      `export default (prop) => !['ownerState', 'sx'].includes(prop)`,
    ],
  ]
  return {
    name: 'fairlead:without-unused-parts',
    enforce: 'pre',
    apply: 'build',
    resolveId(id, importer = '') {
      const part = parts.findIndex(([of, by]) => of.test(id) && by.test(importer))
      return part < 0 ? undefined : `\0unused-part:${part}`
    },
    load(id) {
      return id.startsWith('\0unused-part:') ? parts[Number(id.split(':')[1])]?.[2] : undefined
    },
  }
}

function baseUrlInDevelopment(): Plugin {
  return {
    name: 'fairlead:base-url-in-development',
    apply: 'serve',
    transformIndexHtml: { order: 'pre', handler: (html) => html.replaceAll(BASE_PLACEHOLDER, '/') },
  }
}

/** Writes `.br` and `.gz` beside each text file, so that nothing is compressed while somebody waits. */
function compressed(): Plugin {
  return {
    name: 'fairlead:compressed',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const [fileName, output] of Object.entries(bundle)) {
          if (!COMPRESSIBLE.test(fileName) || fileName === 'index.html' || fileName.startsWith('.vite/'))
            continue
          const source = output.type === 'chunk' ? output.code : output.source
          this.emitFile({ type: 'asset', fileName: `${fileName}.br`, source: brotli(source) })
          this.emitFile({ type: 'asset', fileName: `${fileName}.gz`, source: gzipSync(source, { level: 9 }) })
        }
      },
    },
  }
}

/** Prints what the first page loads: the entry and all that it imports at once. */
function firstLoadSize(): Plugin {
  return {
    name: 'fairlead:first-load-size',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const chunks = Object.values(bundle).filter((output) => output.type === 'chunk')
        const loaded = new Set(chunks.filter((chunk) => chunk.isEntry).map((chunk) => chunk.fileName))
        for (const fileName of loaded) {
          chunks.find((chunk) => chunk.fileName === fileName)?.imports.forEach((needed) => loaded.add(needed))
        }
        const sizes = chunks
          .filter((chunk) => loaded.has(chunk.fileName))
          .map((chunk) => brotli(chunk.code).length)
        const total = sizes.reduce((sum, size) => sum + size, 0)
        this.info(
          `first load: ${(total / 1000).toFixed(1)} kB of JavaScript (brotli) in ${sizes.length} file(s)`,
        )
      },
    },
  }
}

function brotli(source: string | Uint8Array): Buffer {
  return brotliCompressSync(source, {
    params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY },
  })
}
