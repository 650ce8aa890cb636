import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { createLog } from './create-log.ts'

const SECRET = 'eyJhbGciOi.secret.x'

function logged(format: 'json' | 'pretty', write: (log: ReturnType<typeof createLog>) => void): string {
  const output = new PassThrough()
  write(createLog({ level: 'info', format }, output))
  return String(output.read() ?? '')
}

test.each(['json', 'pretty'] as const)('%s lines hold no secret that is logged by mistake', (format) => {
  const text = logged(format, (log) => {
    log.info({ headers: { authorization: SECRET, cookie: SECRET, 'set-cookie': SECRET } }, 'one')
    log.info({ id_token: SECRET, body: { refresh_token: SECRET, code_verifier: SECRET } }, 'two')
    log.info({ client: { clientSecret: SECRET }, client_secret: SECRET }, 'three')
  })
  expect(text).toContain('three')
  expect(text).not.toContain(SECRET)
})

test('a JSON line has its level as a word and the time to read', () => {
  const line = JSON.parse(logged('json', (log) => log.warn({ cluster: 'harbour' }, 'hm'))) as object
  expect(line).toEqual({
    level: 'warn',
    time: expect.stringMatching(/^\d{4}-.*Z$/),
    cluster: 'harbour',
    msg: 'hm',
  })
})

test('what is below the level is not logged', () => {
  expect(logged('json', (log) => log.debug('no'))).toBe('')
})
