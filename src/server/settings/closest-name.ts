const FARTHEST = 3

/** The name that was probably meant, or `undefined` when none is near. */
function closestName(name: string, names: readonly string[]): string | undefined {
  const bare = names.find((candidate) => name.endsWith(`-${candidate}`))
  if (bare !== undefined) return bare
  const near = names
    .map((candidate) => ({ candidate, distance: editDistance(name, candidate) }))
    .filter(({ candidate, distance }) => distance <= Math.min(FARTHEST, Math.floor(candidate.length / 2)))
    .sort((a, b) => a.distance - b.distance)
  return near[0]?.candidate
}

/** Completes a fault: `; did you mean -port?`, or nothing. */
export function didYouMean(name: string, names: readonly string[], write: (name: string) => string): string {
  const closest = closestName(name, names)
  return closest === undefined ? '' : `; did you mean ${write(closest)}?`
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (const [row, char] of [...a].entries()) {
    const current = [row + 1]
    for (const [column, other] of [...b].entries()) {
      const replaced = (previous[column] ?? 0) + (char === other ? 0 : 1)
      const removed = (previous[column + 1] ?? 0) + 1
      const added = (current[column] ?? 0) + 1
      current.push(Math.min(replaced, removed, added))
    }
    previous = current
  }
  return previous[b.length] ?? 0
}
