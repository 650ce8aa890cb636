/**
 * Makes text that an issuer sent fit to be shown inside a sentence of ours: one line, bounded, and without characters
 * that hide or reorder what surrounds them. It stays text; nothing here makes it safe as HTML.
 */
export function displayedText(text: string, longest = 300): string {
  const line = text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()
  return line.length > longest ? `${line.slice(0, longest).trimEnd()}…` : line
}
