import { expect, test } from 'vitest'
import { clientAddress } from './client-address.ts'

const TRUSTED = ['10.0.0.0/8', '2001:db8::/32']

const clientOf = (remoteAddress: string | undefined, forwardedFor?: string, trusted = TRUSTED) =>
  clientAddress(
    {
      headers: { ...(forwardedFor !== undefined && { 'x-forwarded-for': forwardedFor }) },
      socket: { remoteAddress },
    },
    trusted,
  )

test('who connects is the client, whatever it says', () => {
  expect(clientOf('192.0.2.1', '198.51.100.7')).toBe('192.0.2.1')
  expect(clientOf('10.0.0.1', '198.51.100.7', [])).toBe('10.0.0.1')
  expect(clientOf('::ffff:192.0.2.1')).toBe('192.0.2.1')
  expect(clientOf(undefined, '198.51.100.7')).toBeUndefined()
})

test.each([
  ['198.51.100.7', '198.51.100.7'],
  ['198.51.100.7, 10.0.0.2', '198.51.100.7'],
  ['203.0.113.9, 198.51.100.7', '198.51.100.7'],
  ['10.0.0.9, 198.51.100.7, 10.0.0.2', '198.51.100.7'],
  ['198.51.100.7:4711', '198.51.100.7'],
  ['[2001:db9::1]:4711', '2001:db9::1'],
  ['10.0.0.9', '10.0.0.9'],
])('behind a trusted proxy that says %s, it is %s', (forwardedFor, client) => {
  expect(clientOf('10.0.0.1', forwardedFor)).toBe(client)
  expect(clientOf('::ffff:10.0.0.1', forwardedFor)).toBe(client)
  expect(clientOf('2001:db8::1', forwardedFor)).toBe(client)
})

test.each([undefined, '', 'unknown', '_hidden', '1.2.3.4.5', '198.51.100.7, "x\n'])(
  'a trusted proxy that says %j is told itself',
  (forwardedFor) => {
    expect(clientOf('10.0.0.1', forwardedFor)).toBe('10.0.0.1')
  },
)
