import { pino, type DestinationStream, type Logger } from 'pino'
import pretty from 'pino-pretty'
import type { Settings } from '../settings/settings.ts'

/**
 * A second net: nothing is logged under these names. The first is that no line is given a header, a query or a body.
 */
const SECRET_NAMES = [
  'authorization',
  'cookie',
  'set-cookie',
  'access_token',
  'id_token',
  'refresh_token',
  'client_secret',
  'clientSecret',
  'code_verifier',
  'nonce',
  'token',
]

/** Logs as JSON lines, or as text for a person at a terminal. */
export function createLog(
  { level, format }: Settings['log'],
  destination: DestinationStream & NodeJS.WritableStream = process.stdout,
): Logger {
  const options = {
    level,
    base: null,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: {
      paths: SECRET_NAMES.flatMap((name) => [`["${name}"]`, `*["${name}"]`]),
      censor: '[not logged]',
    },
  }
  if (format === 'json') return pino({ ...options, timestamp: pino.stdTimeFunctions.isoTime }, destination)
  const text = pretty({ destination, sync: true, translateTime: 'SYS:HH:MM:ss', singleLine: true })
  return pino(options, text)
}
