import { randomBytes } from 'node:crypto'
import { exportJWK, generateKeyPair } from 'jose'
import Provider, { type Configuration } from 'oidc-provider'
import type { DemoAccount } from '../accounts.ts'
import type { SecretLedger } from '../secret-ledger.ts'
import { claimsOf } from './claims-of.ts'
import { registration, type DemoClient } from './demo-client.ts'
import { createInteractionPolicy, PROMPT_VALUES } from './interaction-policy.ts'
import type { IssuerTraits } from './issuer-traits.ts'
import { createMemoryAdapter, isReuse } from './memory-adapter.ts'
import { errorPage } from './notice-pages.ts'
import { pageHeaders } from './page.ts'
import { createSignOutForms, signOutSources } from './sign-out.ts'
import { createTokenAnswers, type TokenAnswers } from './token-answers.ts'

const SESSION_TTL_S = 12 * 60 * 60

/** Levels of sign-in that a client may ask for. The demo takes either for granted. */
const ACR_VALUES = ['urn:harbour:password', 'urn:harbour:passkey']

export interface ProviderOptions {
  readonly issuerUrl: string
  readonly clients: readonly DemoClient[]
  readonly accounts: readonly DemoAccount[]
  readonly idTokenTtlS: number
  readonly traits: IssuerTraits
  readonly secrets: SecretLedger
  /** Origins that forms may lead on to. */
  readonly formTargets: readonly string[]
}

/** What a test may change while the provider runs, and ask it. */
export interface ProviderControls extends Pick<TokenAnswers, 'answerNextRefreshAs'> {
  /** Life of the ID and access tokens that are issued from now on. */
  setIdTokenTtlS(ttlS: number): void
  /** How often a refresh token came a second time, which ended its whole family. */
  reuseDetected(): number
}

/** An OpenID provider that behaves as the strict ones do: PKCE, rotation with reuse detection, exact redirect URIs. */
export async function createProvider(
  options: ProviderOptions,
): Promise<ProviderControls & { readonly provider: Provider }> {
  const key = await signingKey()
  let { idTokenTtlS } = options
  let reuses = 0
  const provider = new Provider(options.issuerUrl, {
    ...protocol(options, () => idTokenTtlS),
    ...pages(options),
    adapter: createMemoryAdapter(Date.now),
    cookies: {
      keys: [randomBytes(32).toString('base64url')],
      names: { session: 'harbour-session', interaction: 'harbour-interaction', resume: 'harbour-resume' },
    },
    jwks: { keys: [key] },
  })
  const { middleware, answerNextRefreshAs } = createTokenAnswers({ ...options, signingKey: key })
  provider.use(middleware)
  provider.use(createSignOutForms())
  provider.on('authorization.success', (_ctx, out) => options.secrets.add(out?.['code']))
  provider.on('grant.error', (_ctx, error) => (reuses += isReuse(error) ? 1 : 0))
  return {
    provider,
    answerNextRefreshAs,
    setIdTokenTtlS: (ttlS) => void (idTokenTtlS = ttlS),
    reuseDetected: () => reuses,
  }
}

function protocol({ clients, accounts, traits }: ProviderOptions, ttlS: () => number): Configuration {
  return {
    clients: clients.map((client) => registration(client, traits)),
    async findAccount(_ctx, sub) {
      const account = accounts.find(({ name }) => name === sub)
      return account && { accountId: sub, claims: async () => claimsOf(account) }
    },
    // Kubernetes looks into the ID token only, and asks no userinfo endpoint.
    conformIdTokenClaims: false,
    acrValues: ACR_VALUES,
    discovery: { prompt_values_supported: PROMPT_VALUES },
    claims: {
      openid: ['sub'],
      profile: ['name', 'preferred_username'],
      email: ['email', 'email_verified'],
      groups: ['groups'],
      acr: null,
    },
    scopes: ['openid', 'profile', 'email', 'groups', 'offline_access'],
    responseTypes: ['code'],
    pkce: { required: () => true },
    // `offline_access` is dropped without `prompt=consent`, and asking for consent at each sign-in is no fun.
    issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    expiresWithSession: async () => false,
    rotateRefreshToken: traits.rotation ?? true,
    clientBasedCORS: () => false,
    ttl: {
      AccessToken: ttlS,
      AuthorizationCode: 60,
      IdToken: ttlS,
      Interaction: 60 * 60,
      Grant: SESSION_TTL_S,
      RefreshToken: SESSION_TTL_S,
      Session: SESSION_TTL_S,
    },
  }
}

function pages({ formTargets, traits }: ProviderOptions): Configuration {
  const headers = pageHeaders(formTargets)
  return {
    interactions: {
      policy: createInteractionPolicy(),
      url: (_ctx, interaction) => `/interaction/${interaction.uid}`,
    },
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
        enabled: traits.revocation ?? true,
        allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
      },
      rpInitiatedLogout: { enabled: traits.endSession ?? true, ...signOutSources(headers) },
    },
  }
}

async function signingKey() {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  return { ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: randomBytes(8).toString('hex') }
}
