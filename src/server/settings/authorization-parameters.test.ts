import { describe, expect, test } from 'vitest'
import { readSettings, type SettingsInput } from './read-settings.ts'
import { SettingsFaults } from './settings-faults.ts'

const CLIENT = ['-oidc-client-id=fairlead', '-oidc-idp-issuer-url=https://issuer.example']

function parametersOf({ argv = [], env = {} }: Partial<SettingsInput>) {
  const { settings } = readSettings({ argv: [...CLIENT, ...argv], env, homeDir: '' })
  expect(settings.oidcDefaults.authorizationParameters).toEqual(settings.oidc?.authorizationParameters)
  return settings.oidc?.authorizationParameters
}

function faultsOf(...argv: readonly string[]): readonly string[] {
  try {
    parametersOf({ argv })
  } catch (error) {
    if (!(error instanceof SettingsFaults)) throw error
    return error.faults
  }
  return []
}

describe('parameters of the authorization request', () => {
  test('are none by default', () => {
    expect(parametersOf({})).toEqual({})
  })

  test.each<[string, Record<string, string>]>([
    ['-oidc-prompt=login', { prompt: 'login' }],
    ['-oidc-prompt=  login   consent ', { prompt: 'login consent' }],
    ['-oidc-login-hint=ops@example.com', { login_hint: 'ops@example.com' }],
    ['-oidc-acr-values=urn:mace:incommon:iap:silver phr', { acr_values: 'urn:mace:incommon:iap:silver phr' }],
    ['-oidc-extra-params=audience=kubernetes', { audience: 'kubernetes' }],
    ['-oidc-extra-params=a=b=c, d=e f,', { a: 'b=c', d: 'e f' }],
    ['-oidc-extra-params=ui_locales=de en', { ui_locales: 'de en' }],
  ])('%s', (flag, expected) => {
    expect(parametersOf({ argv: [flag] })).toEqual(expected)
  })

  test('come together, from flags and variables', () => {
    const env = { FAIRLEAD_OIDC_EXTRA_PARAMS: 'max_age=60', FAIRLEAD_OIDC_PROMPT: 'consent' }
    expect(parametersOf({ argv: ['-oidc-prompt=login'], env })).toEqual({ max_age: '60', prompt: 'login' })
  })

  test('are cleared by an empty flag', () => {
    const env = { FAIRLEAD_OIDC_EXTRA_PARAMS: 'max_age=60', FAIRLEAD_OIDC_PROMPT: 'consent' }
    expect(parametersOf({ argv: ['-oidc-prompt=', '-oidc-extra-params='], env })).toEqual({})
  })

  test.each([
    'client_id',
    'redirect_uri',
    'response_type',
    'response_mode',
    'scope',
    'state',
    'nonce',
    'code_challenge',
    'code_challenge_method',
    'request',
    'request_uri',
    'Redirect_URI',
    'STATE',
  ])('cannot be %s, which is set by the sign-in itself', (name) => {
    expect(faultsOf(`-oidc-extra-params=a=b,${name}=x`)).toEqual([
      `-oidc-extra-params: expected name=value pairs with commas between, or a map in the file (entry 2: ${name} is set by the sign-in itself); the value is not shown`,
    ])
  })

  test.each<[string, string]>([
    ['client_secret=x', 'entry 1: tokens and secrets have no place in an address'],
    ['id_token_hint=x', 'entry 1: tokens and secrets have no place in an address'],
    ['client_assertion=x', 'entry 1: tokens and secrets have no place in an address'],
    ['code_verifier=x', 'entry 1: tokens and secrets have no place in an address'],
    ['code=x', 'entry 1: tokens and secrets have no place in an address'],
    ['Password=x', 'entry 1: tokens and secrets have no place in an address'],
    ['prompt=login', 'entry 1: prompt has a setting of its own'],
    ['login_hint=a', 'entry 1: login_hint has a setting of its own'],
    ['acr_values=a', 'entry 1: acr_values has a setting of its own'],
    ['Prompt=none', 'entry 1: Prompt has a setting of its own'],
    ['audience', 'entry 1: it is not name=value'],
    ['audience=', 'entry 1: it is not name=value'],
    ['=a', 'entry 1: it is not name=value'],
    ['a b=c', 'entry 1: it is not name=value'],
    ['a=b\nc', 'entry 1: it is not name=value'],
    ['a=b,a=c', 'entry 2: its name stands there twice'],
  ])('cannot be %j', (pairs, why) => {
    expect(faultsOf(`-oidc-extra-params=${pairs}`)).toEqual([
      `-oidc-extra-params: expected name=value pairs with commas between, or a map in the file (${why}); the value is not shown`,
    ])
  })

  test.each<[string, string]>([
    [
      '-oidc-prompt=none',
      '-oidc-prompt: expected login, consent, select_account or the like, with spaces between, not "none" ("none" lets nobody in who is not already signed in)',
    ],
    [
      '-oidc-prompt=login,consent',
      '-oidc-prompt: expected login, consent, select_account or the like, with spaces between, not "login,consent"',
    ],
    [
      '-oidc-prompt= ',
      '-oidc-prompt: expected login, consent, select_account or the like, with spaces between, not " " (it is empty)',
    ],
    ['-oidc-login-hint=a\nb', '-oidc-login-hint: expected one line of text, not "a\\nb"'],
    [
      '-oidc-acr-values=ü',
      '-oidc-acr-values: expected authentication context classes with spaces between, not "ü"',
    ],
  ])('%j is refused', (flag, expected) => {
    expect(faultsOf(flag)).toEqual([expected])
  })
})
