/** How many of the secrets a text holds, whole or by the signature of a token. Never which: a report is a text too. */
export function secretsIn(text: string, secrets: readonly string[]): number {
  const parts = secrets.flatMap((secret) => [secret, ...secret.split('.').slice(-1)])
  return new Set(parts.filter((part) => part.length >= 16 && text.includes(part))).size
}
