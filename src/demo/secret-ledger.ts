/** Remembers every secret that the demo hands out, so that a test can search logs and storage for them. */
export interface SecretLedger {
  add(secret: unknown): void
  all(): readonly string[]
}

export function createSecretLedger(): SecretLedger {
  const secrets = new Set<string>()
  return {
    add(secret) {
      if (typeof secret === 'string' && secret !== '') secrets.add(secret)
    },
    all: () => [...secrets],
  }
}
