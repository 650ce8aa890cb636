/** Numbers that a seed repeats: the demo looks the same to every test that asks for the same seed. */
export interface Random {
  /** From 0 up to, not including, `end`. */
  int(end: number): number
  pick<T>(items: readonly [T, ...T[]] | readonly T[]): T
  /** Letters as Kubernetes draws them for generated names. */
  suffix(length: number): string
  uid(): string
}

/** No vowels and no look-alikes, so that no word is ever spelt. */
const NAME_LETTERS = 'bcdfghjklmnpqrstvwxz2456789'

/** Mulberry32: small, and good enough for scenery. Never for secrets. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const int = (end: number) => Math.floor(next() * end)
  const text = (letters: string, length: number) =>
    Array.from({ length }, () => letters.charAt(int(letters.length))).join('')
  const hex = (length: number) => text('0123456789abcdef', length)
  return {
    int,
    pick(items) {
      const item = items[int(items.length)]
      if (item === undefined) throw new RangeError('Nothing to pick from.')
      return item
    },
    suffix: (length) => text(NAME_LETTERS, length),
    uid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
  }
}
