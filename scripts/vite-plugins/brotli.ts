import { brotliCompressSync, constants } from 'node:zlib'

/** At its strongest: what is built once is sent often. */
export function brotli(source: string | Uint8Array): Buffer {
  return brotliCompressSync(source, {
    params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY },
  })
}
