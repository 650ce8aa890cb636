import { expect, test } from 'vitest'
import { clusterNameSchema, encodeClusterName } from '../../contract/cluster-name.ts'
import { readTarget } from './read-target.ts'

const PREFIX = '/clusters/'

test.each([
  ['/clusters/harbour/api/v1/pods', '/api/v1/pods'],
  ['/clusters/harbour/', '/'],
  [
    '/clusters/harbour/api/v1/pods?watch=true&labelSelector=a%3Db',
    '/api/v1/pods?watch=true&labelSelector=a%3Db',
  ],
  ['/clusters/harbour/api?path=../..%2f&x=a\\b|c', '/api?path=../..%2f&x=a\\b|c'],
  ['/clusters/harbour/apis/rbac/v1/clusterroles/system:node', '/apis/rbac/v1/clusterroles/system:node'],
  ['/clusters/harbour/apis/rbac/v1/clusterroles/system%3Anode', '/apis/rbac/v1/clusterroles/system%3Anode'],
  ['/clusters/harbour/api/v1/...', '/api/v1/...'],
  ['/clusters/harbour/api/v1/..a', '/api/v1/..a'],
  ['/clusters/harbour/api/100%25', '/api/100%25'],
])('%s passes with its path untouched', (url, path) => {
  expect(readTarget(url, PREFIX)).toEqual({ cluster: 'harbour', path })
})

test.each([
  '/clusters/harbour/../other/api',
  '/clusters/harbour/./api',
  '/clusters/harbour/api/..',
  '/clusters/harbour/%2e%2e/other',
  '/clusters/harbour/.%2E/other',
  '/clusters/harbour/%2e/other',
  '/clusters/harbour/%252e%252e/other',
  '/clusters/harbour/%25252e/other',
  '/clusters/harbour/..%2fother',
  '/clusters/harbour/a%2Fb',
  '/clusters/harbour/a%252fb',
  '/clusters/harbour/a\\b',
  '/clusters/harbour/..\\other',
  '/clusters/harbour/a%5cb',
  '/clusters/harbour/a%255cb',
  '/clusters/harbour/..;/other',
  '/clusters/harbour/.;x=1/other',
  '/clusters/harbour//evil.example/api',
  '/clusters/harbour/api//v1',
  '/clusters/harbour/a%00b',
  '/clusters/harbour/a%0d%0ab',
  '/clusters/harbour/a%7fb',
  '/clusters/harbour/a%zzb',
  '/clusters/harbour/a%2',
  '/clusters/harbour/a b',
  '/clusters/harbour/a#b',
  '/clusters/harbour/é',
  '/clusters/harbour/api?a=b c',
  '/clusters/harbour/api?a#b',
  '/clusters/harbour',
  '/clusters/harbour?/api',
  '/clusters',
  '/cluster%73/harbour/api',
  '//clusters/harbour/api',
  'http://other.example/clusters/harbour/api',
])('%s is refused', (url) => {
  expect(readTarget(url, PREFIX)).toBe('ambiguous-path')
})

test.each([
  '/clusters//api',
  '/clusters/../api',
  '/clusters/harb%6Fur/api',
  '/clusters/a%2Fb/api',
  '/clusters/~2e~2e/api',
])('%s names no cluster', (url) => {
  expect(readTarget(url, PREFIX)).toBe('not-a-cluster-name')
})

test.each(['a/b', '..', '日本語', 'arn:aws:eks:eu-west-1:1:cluster/prod', 'x y', '長'.repeat(253)])(
  'a cluster may be called %s',
  (text) => {
    const name = clusterNameSchema.parse(text)
    const url = `/fairlead/clusters/${encodeClusterName(name)}/api`
    expect(readTarget(url, '/fairlead/clusters/')).toEqual({ cluster: name, path: '/api' })
  },
)
