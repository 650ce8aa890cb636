import { delimiter, join, resolve } from 'node:path'
import { readFileOrRefuse } from './read-file.ts'
import { readPemCertificates } from './read-pem.ts'
import { parseSealingKeys } from './sealing-keys.ts'
import { checkRange } from './trusted-proxies.ts'
import { ValueRefused, type Place, type RawValue, type Reader } from './setting.ts'

const oneText = (raw: RawValue): string => {
  if (typeof raw !== 'string') throw new ValueRefused('a list is too much')
  return raw.trim()
}

/** A reader of one text; `read` is never given a list. */
function reader<T>(
  placeholder: string,
  expected: string,
  read: (text: string, place: Place) => T,
): Reader<T> {
  return { placeholder, expected, read: (raw, place) => read(oneText(raw), place) }
}

export const text = reader('TEXT', 'one line of text', (value) => {
  if (value === '' || /\p{Cc}/u.test(value)) throw new ValueRefused('')
  return value
})

/** Kept as it is but for a line end, which files and Kubernetes Secrets often have at their end. */
export const secretText: Reader<string> = {
  placeholder: 'SECRET',
  expected: 'one line of text',
  read(raw) {
    if (typeof raw !== 'string') throw new ValueRefused('a list is too much')
    const secret = raw.replace(/\r?\n$/, '')
    if (secret === '') throw new ValueRefused('it is empty')
    if (/\p{Cc}/u.test(secret)) throw new ValueRefused('it holds a line end or another control character')
    return secret
  },
}

export const flag = reader('', 'true or false', (value) => {
  if (/^(?:1|t|true)$/i.test(value)) return true
  if (/^(?:0|f|false)$/i.test(value)) return false
  throw new ValueRefused('')
})

export function wholeNumber(from: number, to: number): Reader<number> {
  return reader('NUMBER', `a whole number from ${from} to ${to}`, (value) => {
    const number = /^\d+$/.test(value) ? Number(value) : NaN
    if (!(number >= from && number <= to)) throw new ValueRefused('')
    return number
  })
}

export function oneOf<const C extends string>(...choices: readonly C[]): Reader<C> {
  return reader(choices.join('|'), `one of ${choices.join(', ')}`, (value) => {
    const choice = choices.find((candidate) => candidate === value)
    if (choice === undefined) throw new ValueRefused('')
    return choice
  })
}

/** Entries apart by commas, or a YAML list; each once. */
export const commaList: Reader<readonly string[]> = {
  placeholder: 'LIST',
  expected: 'a list with commas between',
  read: (raw) => entries(typeof raw === 'string' ? raw.split(',') : raw),
}

export const addressRanges: Reader<readonly string[]> = {
  placeholder: 'LIST',
  expected: 'IP addresses and ranges such as 10.0.0.0/8, with commas between',
  read: (raw, place) => commaList.read(raw, place).map(checkRange),
}

/** OAuth scopes, apart by commas or spaces, or a YAML list. `openid` is made the first. */
export const scopes: Reader<readonly string[]> = {
  placeholder: 'SCOPES',
  expected: 'OAuth scopes with commas or spaces between',
  read(raw) {
    const names = entries((typeof raw === 'string' ? [raw] : raw).flatMap((entry) => entry.split(/[\s,]+/)))
    if (!names.every((name) => SCOPE_TOKEN.test(name))) throw new ValueRefused('')
    return withOpenid(names)
  },
}

/** RFC 6749, section 3.3. */
const SCOPE_TOKEN = /^[\x21\x23-\x5b\x5d-\x7e]+$/

/** As sent to the issuer: `openid` first, then the others, each once. */
export function withOpenid(names: readonly string[]): readonly string[] {
  return [...new Set(['openid', ...names])]
}

function entries(raw: readonly string[]): readonly string[] {
  return [...new Set(raw.map((entry) => entry.trim()).filter((entry) => entry !== ''))]
}

function resolvePath(path: string, { folder, homeDir }: Place): string {
  if (path === '' || path.includes('\0')) throw new ValueRefused('')
  return /^~[/\\]/.test(path) ? join(homeDir, path.slice(2)) : resolve(folder, path)
}

export const path = reader('FILE', 'the path of a file', resolvePath)

/** Of a folder that need not be there yet. */
export const folder = reader('FOLDER', 'the path of a folder', resolvePath)

export const readableFile = reader('FILE', 'the path of a file that can be read', (value, place) => {
  const resolved = resolvePath(value, place)
  readFileOrRefuse(resolved)
  return resolved
})

/** Several as in `$KUBECONFIG`, or a YAML list. */
export const paths: Reader<readonly string[]> = {
  placeholder: 'FILES',
  expected: `the path of a file that can be read, or several with "${delimiter}" between`,
  read: (raw, place) =>
    entries(typeof raw === 'string' ? raw.split(delimiter) : raw).map((entry) => {
      const resolved = resolvePath(entry, place)
      readFileOrRefuse(resolved)
      return resolved
    }),
}

export const secretFile = reader('FILE', 'the path of a file that holds the secret', (value, place) =>
  secretText.read(readFileOrRefuse(resolvePath(value, place)), place),
)

const SEALING_KEYS = 'keys of 32 bytes or more in hex or base64'

export const sealingKeys = reader('KEYS', SEALING_KEYS, parseSealingKeys)

export const sealingKeyFile = reader('FILE', `the path of a file with ${SEALING_KEYS}`, (value, place) =>
  parseSealingKeys(readFileOrRefuse(resolvePath(value, place))),
)

export const pemFile = reader('FILE', 'the path of a file with PEM certificates', (value, place) =>
  readPemCertificates(readFileOrRefuse(resolvePath(value, place))),
)

/** As `kubectl config view --raw` shows it. */
export const pemBase64 = reader('BASE64', 'PEM certificates in base64', (value) =>
  readPemCertificates(Buffer.from(value, 'base64').toString('utf8')),
)
