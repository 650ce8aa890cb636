const TAIL_LENGTH = 12

/**
 * Splits a name so that a narrow column can leave out its middle: the head shrinks, the tail stays whole.
 * Names differ at their ends more often than in between.
 */
export function middleElided(name: string): { head: string; tail: string } {
  const characters = [...name]
  const cut = characters.length > 2 * TAIL_LENGTH ? characters.length - TAIL_LENGTH : characters.length
  return { head: characters.slice(0, cut).join(''), tail: characters.slice(cut).join('') }
}
