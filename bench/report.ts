/** A heading of the report. */
export function heading(text: string): void {
  console.log(`\n${text}`)
}

/** One figure of the report, beside what it may be at most and what Headlamp's is. */
export function row(name: string, value: string | number, budget = '', headlamp = ''): void {
  const compared = headlamp && `Headlamp 0.45: ${headlamp}`
  const columns = [
    name.padEnd(40),
    String(value).padStart(10),
    (budget && `(${budget})`).padEnd(18),
    compared,
  ]
  console.log(`  ${columns.join('  ')}`.trimEnd())
}

export const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} KB`

export const milliseconds = (durationMs: number): string =>
  `${durationMs.toFixed(durationMs < 10 ? 1 : 0)} ms`
