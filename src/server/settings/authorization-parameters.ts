import { ValueRefused, type RawValue, type Reader } from './setting.ts'

/** What the sign-in sets itself, or what would change how it answers. */
const OF_THE_SIGN_IN = [
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
]

/** Settings that name one parameter of the authorization request each. */
export const NAMED_PARAMETERS = {
  prompt: 'prompt',
  'login-hint': 'login_hint',
  'acr-values': 'acr_values',
} as const

const WITH_A_SETTING: readonly string[] = Object.values(NAMED_PARAMETERS)
const SECRETS = /token|secret|password|assertion|verifier|^code$/i

/** Some issuers take `STATE` for `state`, and the last of two for the one that counts. */
const isIn = (names: readonly string[], name: string) => names.includes(name.trim().toLowerCase())

/** Whether a parameter is not the operator's to set: the sign-in sets it, or it has no place in an address. */
export function isReserved(name: string): boolean {
  return isIn(OF_THE_SIGN_IN, name) || SECRETS.test(name)
}

function whyRefused(name: string): string | undefined {
  if (isIn(OF_THE_SIGN_IN, name)) return `${name} is set by the sign-in itself`
  if (isIn(WITH_A_SETTING, name)) return `${name} has a setting of its own`
  return isReserved(name) ? 'tokens and secrets have no place in an address' : undefined
}

/**
 * `name=value` pairs with commas between, or a YAML map. A value with a comma in it needs the map.
 *
 * @see RFC 6749, section 3.1
 */
export const extraParameters: Reader<Readonly<Record<string, string>>> = {
  placeholder: 'NAME=VALUE,…',
  expected: 'name=value pairs with commas between, or a map in the file',
  takesMap: true,
  read(raw) {
    const pairs = (typeof raw === 'string' ? raw.split(',') : raw).map((pair) => pair.trim())
    return readPairs(pairs.filter((pair) => pair !== ''))
  },
}

/** @throws ValueRefused that names an entry by its number, since what it holds may be a secret */
function readPairs(pairs: readonly string[]): Readonly<Record<string, string>> {
  const parameters = new Map<string, string>()
  for (const [index, pair] of pairs.entries()) {
    const { name, value } = /^(?<name>[\w.~-]+)=(?<value>[^\p{Cc}]+)$/u.exec(pair)?.groups ?? {}
    const refuse = (why: string) => new ValueRefused(`entry ${index + 1}: ${why}`)
    if (name === undefined || value === undefined) throw refuse('it is not name=value')
    const why = whyRefused(name)
    if (why !== undefined) throw refuse(why)
    if (parameters.has(name)) throw refuse('its name stands there twice')
    parameters.set(name, value)
  }
  return Object.fromEntries(parameters)
}

/** Words with spaces between. @see OpenID Connect Core 1.0, section 3.1.2.1 */
export const prompt: Reader<string> = {
  placeholder: 'PROMPT',
  expected: 'login, consent, select_account or the like, with spaces between',
  read(raw) {
    const words = wordsOf(raw)
    if (words.includes('none')) throw new ValueRefused('"none" lets nobody in who is not already signed in')
    if (!words.every((word) => /^[a-z][a-z\d_.:-]*$/i.test(word))) throw new ValueRefused('')
    return words.join(' ')
  },
}

export const acrValues: Reader<string> = {
  placeholder: 'VALUES',
  expected: 'authentication context classes with spaces between',
  read(raw) {
    const words = wordsOf(raw)
    if (!words.every((word) => /^[\x21-\x7e]+$/.test(word))) throw new ValueRefused('')
    return words.join(' ')
  },
}

function wordsOf(raw: RawValue): readonly string[] {
  const words = (typeof raw === 'string' ? raw.split(/\s+/) : raw).filter((word) => word !== '')
  if (words.length === 0) throw new ValueRefused('it is empty')
  return words
}
