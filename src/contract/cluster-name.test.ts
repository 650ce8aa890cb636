import { describe, expect, test } from 'vitest'
import { clusterNameSchema, decodeClusterName, encodeClusterName } from './cluster-name.ts'

const names = [
  'prod',
  'arn:aws:eks:eu-west-1:123456789012:cluster/prod',
  'kubernetes-admin@kind',
  'a b',
  '.',
  '..',
  '...',
  'a.b',
  '~2F',
  '100%',
  'a%2Fb',
  'a/b',
  'a\\b',
  '日本語',
  'Ünïcode 🚢',
  "it's (new)!*",
  '<script>',
  'x'.repeat(253),
  '長'.repeat(253),
].map((name) => clusterNameSchema.parse(name))

describe('a cluster name in a URL', () => {
  test.each(names)('%s comes back unchanged', (name) => {
    expect(decodeClusterName(encodeClusterName(name))).toBe(name)
  })

  test.each(names)('%s stays one path segment whatever a browser does to the address', (name) => {
    const url = new URL(`/clusters/${encodeClusterName(name)}/api`, 'https://fairlead.example')
    expect(url.pathname).toBe(`/clusters/${encodeClusterName(name)}/api`)
    expect(url.pathname).not.toContain('%')
  })

  test('different names never share a segment', () => {
    expect(new Set(names.map(encodeClusterName)).size).toBe(names.length)
  })

  test.each(['', '%2E%2E', 'a%2Fb', '~2f', '~', '~ZZ', '~C3', '~41', 'x'.repeat(254), 'a/b', '..'])(
    'the segment %j names no cluster',
    (segment) => {
      expect(decodeClusterName(segment)).toBeUndefined()
    },
  )

  test('half of a surrogate pair is no name', () => {
    expect(clusterNameSchema.safeParse('a\uD800').success).toBe(false)
  })
})
