import { ValueRefused } from './setting.ts'

const SHORTEST_KEY_BYTES = 32

/**
 * Reads sealing keys, each in hex or base64 (also base64url), apart by line ends, spaces or commas. A line can be
 * a comment after `#`. The first seals; all of them open, so that keys can be rotated.
 *
 * @throws ValueRefused that names the key by its number only
 */
export function parseSealingKeys(text: string): readonly Uint8Array[] {
  const words = text
    .split(/\r?\n/)
    .map((line) => line.replace(/#.*$/, ''))
    .flatMap((line) => line.split(/[\s,]+/))
    .filter((word) => word !== '')
  if (words.length === 0) throw new ValueRefused('it holds no key')
  return words.map((word, index) => {
    const key = decodeKey(word)
    if (key.length >= SHORTEST_KEY_BYTES) return key
    throw new ValueRefused(
      `key ${index + 1} is not hex or base64, or shorter than ${SHORTEST_KEY_BYTES} bytes`,
    )
  })
}

function decodeKey(word: string): Uint8Array {
  if (/^(?:[0-9a-f]{2})+$/i.test(word)) return new Uint8Array(Buffer.from(word, 'hex'))
  if (/^[A-Za-z0-9+/_-]+={0,2}$/.test(word)) return new Uint8Array(Buffer.from(word, 'base64'))
  return new Uint8Array()
}
