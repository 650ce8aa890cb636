import type { Plugin } from 'vite'
import { brotli } from './brotli.ts'

/** Prints what the first page loads: the entry and all that it imports at once. */
export function firstLoadSize(): Plugin {
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
