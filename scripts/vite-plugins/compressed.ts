import { gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'
import { brotli } from './brotli.ts'

const COMPRESSIBLE = /\.(js|css|html|svg|json|txt)$/

/** Writes `.br` and `.gz` beside each text file, so that nothing is compressed while somebody waits. */
export function compressed(): Plugin {
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
