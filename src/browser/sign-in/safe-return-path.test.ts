import { describe, expect, test } from 'vitest'
import { safeReturnPath } from './safe-return-path.ts'

const origin = 'https://fairlead.example'
const atRoot = { origin, baseUrl: '' }
const below = { origin, baseUrl: '/fairlead' }

describe('the way back after a sign-in', () => {
  test.each([
    '/',
    '/?q=1',
    '/c/prod',
    '/c/arn:aws:eks:eu-west-1:1:cluster~2Fprod/pods',
    '/c/prod/pods?namespace=a&sort=name#row-7',
    '/c/prod/pods?next=https://other.example//x',
    '/c/prod/pods?filter=a%2Fb%5Cc',
    '/clusters-overview',
    '/signed-out',
    '/config-help',
    '/c/prod/pods?a=%0d%0ab#/%5c//host',
    '/c/%E2%80%AE',
  ])('%s is kept whole', (wanted) => {
    expect(safeReturnPath(wanted, atRoot)).toBe(wanted)
  })

  test.each([
    '',
    'c/prod',
    '//host',
    '//host/c/prod',
    '///host',
    '/\\host',
    '\\/host',
    '/%09/host',
    '/\t/host',
    '/\n/host',
    '/\r\nSet-Cookie: a=b',
    '/%0d%0aSet-Cookie:a=b',
    '/c/..%2f%5chost',
    '/..%2f..%2fhost',
    '/%252f%252fhost',
    '/%5chost',
    '/./\\host',
    '/.//host',
    '/c/..//host',
    '/%2e//host',
    '/%00',
    ' /c/prod',
    '////host',
    '/\\/host',
    '/%09//host',
    '/%0d%0a//host',
    '/\u000b/host',
    '/\u00a0//host',
    '/..//host',
    '/.%2f%2fhost',
    '/%2f%2fhost',
    '/%5C%5Chost',
    '/%255c%255chost',
    '/c/%2e%2e//host',
    '/;//host',
    '/@host//',
    'https:host',
    'https:\\\\host',
    '\u0000//host',
    'JavaScript:alert(1)',
    'java\nscript:alert(1)',
    'vbscript:x',
    'blob:https://fairlead.example/x',
    '?next=x',
    '#x',
    '/config',
    '/reachability',
    '/reachability/prod',
    'javascript:alert(1)',
    'data:text/html,x',
    'https://other.example/',
    'https://fairlead.example/c/prod',
    'https:/other.example',
    '/oidc-callback',
    '/oidc-callback?code=a&state=b',
    '/oidc-callback/',
    '/OIDC-callback',
    '/%6fidc-callback',
    '/c/../oidc-callback',
    '/clusters/prod/api/v1/namespaces/a/services/b/proxy/',
    '/oidc/key/token',
  ])('%j leads to the first page', (wanted) => {
    expect(safeReturnPath(wanted, atRoot)).toBe('/')
    expect(safeReturnPath(wanted, below)).toBe('/fairlead/')
  })

  test.each(['/fairlead', '/fairlead/', '/fairlead/c/prod?namespace=a#b'])(
    '%s is kept below a base URL',
    (wanted) => {
      expect(safeReturnPath(wanted, below)).toBe(wanted)
    },
  )

  test.each(['/', '/c/prod', '/fairleader/c/prod', '/fairlead/../c/prod', '/fairlead/oidc-callback?code=a'])(
    '%s is not below the base URL',
    (wanted) => {
      expect(safeReturnPath(wanted, below)).toBe('/fairlead/')
    },
  )
})
