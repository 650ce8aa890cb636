import type { Person } from './people.ts'

/** The settings file of an issuer program. `tools/issuer/main.go` reads the same. */
export interface IssuerSettings {
  readonly issuer: string
  readonly port: number
  readonly certPath: string
  readonly keyPath: string
  readonly idTokenTtlS: number
  readonly redirectUris: readonly string[]
  /** Without a secret: a public client. */
  readonly clients: readonly { readonly id: string; readonly secret?: string }[]
  readonly people: readonly Person[]
  /** Where the issuer writes down the codes and opaque tokens that it gives out, one a line. */
  readonly ledgerPath: string
}
