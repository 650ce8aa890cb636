import { readFileSync, statSync } from 'node:fs'
import type { Http2SecureServer, SecureServerOptions } from 'node:http2'
import { LogController, type FastifyBaseLogger, type FastifyServerOptions } from 'fastify'
import { AppError } from '../contract/app-error.ts'
import type { Settings } from './settings/settings.ts'

type TlsFiles = NonNullable<Settings['listen']['tls']>

/** Groups in an ID token easily make 16 KiB, and the sealed cookie comes on top. */
const LARGEST_HEADERS_BYTES = 64 * 1024
const REQUEST_TIMEOUT_MS = 300_000
const CERTIFICATE_CHECK_MS = 60_000
const KEEP_ALIVE_DELAY_MS = 30_000

/** What both kinds of server have in common. What a client says about where it comes from is read by `own-origin.ts` alone. */
export const SERVER_OPTIONS = {
  trustProxy: false,
  bodyLimit: 256 * 1024,
  requestTimeout: REQUEST_TIMEOUT_MS,
  logController: new LogController({ disableRequestLogging: true }),
  // A cluster's name may take this much once escaped.
  routerOptions: { maxParamLength: 4096 },
} satisfies FastifyServerOptions

export const HTTP_OPTIONS = {
  maxHeaderSize: LARGEST_HEADERS_BYTES,
  // A browser that is lost without a word, such as a laptop that is shut, would leave its silent watches open for good.
  keepAlive: true,
  keepAliveInitialDelay: KEEP_ALIVE_DELAY_MS,
}

/**
 * HTTP/2 for browsers, so that watches do not use up their six connections; HTTP/1.1 for WebSockets and others.
 *
 * @throws AppError `SETTINGS_INVALID` when a file cannot be read
 */
export function secureOptions(files: TlsFiles): SecureServerOptions {
  return {
    ...readCertificate(files),
    allowHTTP1: true,
    minVersion: 'TLSv1.2',
    ...HTTP_OPTIONS,
    settings: { maxHeaderListSize: LARGEST_HEADERS_BYTES },
  }
}

/** Takes up a renewed certificate within a minute, without a restart. @returns stops it */
export function watchCertificate(
  server: Pick<Http2SecureServer, 'setSecureContext'>,
  files: TlsFiles,
  log: FastifyBaseLogger,
): () => void {
  let changedMs = lastChangeMs(files)
  const timer = setInterval(() => {
    const nowChangedMs = lastChangeMs(files)
    if (nowChangedMs === changedMs) return
    changedMs = nowChangedMs
    try {
      server.setSecureContext(readCertificate(files))
      log.info('the TLS certificate has changed and is in use')
    } catch (error) {
      log.error({ err: error }, 'the TLS certificate has changed and cannot be used; the old one stays')
    }
  }, CERTIFICATE_CHECK_MS)
  timer.unref()
  return () => clearInterval(timer)
}

function readCertificate({ certPath, keyPath }: TlsFiles): { cert: Buffer; key: Buffer } {
  const read = (path: string) => {
    try {
      return readFileSync(path)
    } catch (cause) {
      throw new AppError('SETTINGS_INVALID', `The TLS file ${path} cannot be read.`, { cause })
    }
  }
  return { cert: read(certPath), key: read(keyPath) }
}

function lastChangeMs({ certPath, keyPath }: TlsFiles): number {
  return Math.max(
    ...[certPath, keyPath].map((path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0),
  )
}
