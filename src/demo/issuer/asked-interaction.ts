import type Provider from 'oidc-provider'
import { findAccount, type DemoAccount } from '../accounts.ts'
import type { AskingClient } from './page-parts.ts'

/** An authorization request for which a person is being asked something. */
export type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>

/** The level that is wanted most. @see OpenID Connect Core 1.0, section 3.1.2.1 on `acr_values` */
export function levelOf(interaction: Interaction): string | undefined {
  return param(interaction, 'acr_values')?.split(' ')[0]
}

export function signedInAccount({ session }: Interaction): DemoAccount | undefined {
  return session && findAccount(session.accountId)
}

export async function askingClient(provider: Provider, interaction: Interaction): Promise<AskingClient> {
  const client = await provider.Client.find(param(interaction, 'client_id') ?? '')
  return {
    name: client?.clientName ?? 'an application',
    returnHost: new URL(param(interaction, 'redirect_uri') ?? '').host,
  }
}

export function param({ params }: Interaction, name: string): string | undefined {
  const value = params[name]
  return typeof value === 'string' ? value : undefined
}
