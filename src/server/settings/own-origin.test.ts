import { expect, test } from 'vitest'
import { isOwnOrigin } from './own-origin.ts'

const HOST = 'fairlead.example:8443'
const PUBLIC = 'https://fairlead.example'

test.each([
  ['https://fairlead.example:8443', HOST, undefined, true],
  ['http://localhost:4466', 'localhost:4466', undefined, true],
  ['https://fairlead.example', 'fairlead.example:443', undefined, true],
  ['https://fairlead.example', HOST, undefined, false],
  ['https://evil.example', HOST, undefined, false],
  ['https://evil.fairlead.example:8443', HOST, undefined, false],
  ['https://fairlead.example:8443/', HOST, undefined, false],
  ['https://fairlead.example:8443/path', HOST, undefined, false],
  ['https://person@fairlead.example:8443', HOST, undefined, false],
  ['ftp://fairlead.example:8443', HOST, undefined, false],
  ['null', HOST, undefined, false],
  ['', HOST, undefined, false],
  ['https://fairlead.example', 'backend.internal', PUBLIC, true],
  ['https://backend.internal', 'backend.internal', PUBLIC, false],
])('origin %j, asking %s with the public origin %s: ours is %s', (origin, host, publicOrigin, expected) => {
  expect(isOwnOrigin(origin, host, publicOrigin)).toBe(expected)
})
