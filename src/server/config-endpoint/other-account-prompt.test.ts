import { expect, test } from 'vitest'
import { otherAccountPrompt } from './other-account-prompt.ts'

const ISSUER = 'https://issuer.example'

test.each([
  [ISSUER, ['none', 'login', 'consent', 'select_account'], 'select_account login'],
  [ISSUER, ['select_account'], 'select_account'],
  [ISSUER, ['login', 'create'], 'login'],
  [ISSUER, ['none'], 'login'],
  [ISSUER, [], 'login'],
  [ISSUER, undefined, 'login'],
  ['https://accounts.google.com', undefined, 'select_account'],
  ['https://accounts.google.com', ['login'], 'login'],
  ['https://login.microsoftonline.com/tenant/v2.0', undefined, 'select_account'],
  ['https://accounts.google.com.evil.example', undefined, 'login'],
])('%s, which supports %j, is asked for another account by %j', (issuer, supported, expected) => {
  expect(otherAccountPrompt(issuer, supported)).toBe(expected)
})
