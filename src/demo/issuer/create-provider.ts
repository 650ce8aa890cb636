import { randomBytes } from 'node:crypto'
import { exportJWK, generateKeyPair } from 'jose'
import Provider, { type ClientMetadata, type Configuration } from 'oidc-provider'
import type { DemoAccount } from '../accounts.ts'
import type { SecretLedger } from '../secret-ledger.ts'
import { createMemoryAdapter } from './memory-adapter.ts'
import { pageHeaders } from './page.ts'
import { errorPage, signedOutPage, signOutPage } from './notice-pages.ts'

const SESSION_TTL_S = 12 * 60 * 60

export interface ProviderOptions {
  readonly issuerUrl: string
  readonly clients: readonly DemoClient[]
  readonly accounts: readonly DemoAccount[]
  readonly idTokenTtlS: number
  readonly secrets: SecretLedger
  /** Origins that forms may lead on to. */
  readonly formTargets: readonly string[]
}

/** A registration at the demo's identity provider; with a secret it is confidential. */
export interface DemoClient {
  readonly id: string
  readonly name: string
  readonly secret?: string
  readonly redirectUris: readonly string[]
}

/** An OpenID provider that behaves as the strict ones do: PKCE, rotation with reuse detection, exact redirect URIs. */
export async function createProvider(options: ProviderOptions): Promise<Provider> {
  const provider = new Provider(options.issuerUrl, {
    ...protocol(options),
    ...pages(options),
    adapter: createMemoryAdapter(Date.now),
    cookies: {
      keys: [randomBytes(32).toString('base64url')],
      names: { session: 'harbour-session', interaction: 'harbour-interaction', resume: 'harbour-resume' },
    },
    jwks: { keys: [await signingKey()] },
  })
  provider.on('authorization.success', (_ctx, out) => options.secrets.add(out?.['code']))
  provider.on('grant.success', (ctx) => {
    const { access_token, id_token, refresh_token } = ctx.body as Record<string, unknown>
    for (const token of [access_token, id_token, refresh_token]) options.secrets.add(token)
  })
  return provider
}

function protocol({ clients, accounts, idTokenTtlS }: ProviderOptions): Configuration {
  return {
    clients: clients.map(registration),
    async findAccount(_ctx, sub) {
      const account = accounts.find(({ name }) => name === sub)
      return account && { accountId: sub, claims: async () => claimsOf(account) }
    },
    // Kubernetes looks into the ID token only, and asks no userinfo endpoint.
    conformIdTokenClaims: false,
    claims: {
      openid: ['sub'],
      profile: ['name', 'preferred_username'],
      email: ['email', 'email_verified'],
      groups: ['groups'],
    },
    scopes: ['openid', 'profile', 'email', 'groups', 'offline_access'],
    responseTypes: ['code'],
    pkce: { required: () => true },
    // `offline_access` is dropped without `prompt=consent`, and asking for consent at each sign-in is no fun.
    issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    expiresWithSession: async () => false,
    rotateRefreshToken: true,
    clientBasedCORS: () => false,
    ttl: {
      AccessToken: idTokenTtlS,
      AuthorizationCode: 60,
      IdToken: idTokenTtlS,
      Interaction: 60 * 60,
      Grant: SESSION_TTL_S,
      RefreshToken: SESSION_TTL_S,
      Session: SESSION_TTL_S,
    },
  }
}

function pages({ formTargets }: ProviderOptions): Configuration {
  const headers = pageHeaders(formTargets)
  return {
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    renderError(ctx, { error, error_description }) {
      ctx.set(headers)
      ctx.body = errorPage({ error, description: error_description })
    },
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      resourceIndicators: { enabled: false },
      revocation: {
        enabled: true,
        allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource(ctx, form) {
          ctx.set(headers)
          ctx.body = signOutPage(form)
        },
        postLogoutSuccessSource(ctx) {
          ctx.set(headers)
          ctx.body = signedOutPage()
        },
      },
    },
  }
}

function registration({ id, name, secret, redirectUris }: DemoClient): ClientMetadata {
  return {
    client_id: id,
    client_name: name,
    ...(secret === undefined
      ? { token_endpoint_auth_method: 'none' }
      : { client_secret: secret, token_endpoint_auth_method: 'client_secret_basic' }),
    redirect_uris: [...redirectUris],
    post_logout_redirect_uris: [...new Set(redirectUris.map((uri) => new URL('.', uri).href))],
    response_types: ['code'],
    grant_types: ['authorization_code', 'refresh_token'],
  }
}

function claimsOf(account: DemoAccount) {
  return {
    sub: account.name,
    name: account.fullName,
    preferred_username: account.name,
    email: account.email,
    email_verified: account.emailVerified,
    groups: [...account.groups],
  }
}

async function signingKey() {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  return { ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: randomBytes(8).toString('hex') }
}
