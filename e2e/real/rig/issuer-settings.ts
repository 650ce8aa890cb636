import type { Person } from './people.ts'

export interface IssuerClient {
  readonly id: string
  /** Left out: a public client. */
  readonly secret?: string
  /** In place of the issuer's. */
  readonly idTokenTtlS?: number
  /** Left out: it gets refresh tokens. */
  readonly refreshTokens?: false
}

/** The settings file of an issuer program. `tools/issuer/main.go` reads the same. */
export interface IssuerSettings {
  readonly issuer: string
  readonly port: number
  readonly certPath: string
  readonly keyPath: string
  readonly idTokenTtlS: number
  readonly redirectUris: readonly string[]
  readonly clients: readonly IssuerClient[]
  readonly people: readonly Person[]
  /** Where the issuer writes down the codes and opaque tokens that it gives out, one a line. */
  readonly ledgerPath: string
}
