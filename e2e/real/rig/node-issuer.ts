/**
 * A program: an OpenID provider on loopback and over TLS, made of the npm package oidc-provider.
 *
 *     node node-issuer.ts settings.json
 */
import { generateKeyPairSync } from 'node:crypto'
import { appendFileSync, readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import { Provider, type ClientMetadata, type Configuration } from 'oidc-provider'
import type { IssuerClient, IssuerSettings } from './issuer-settings.ts'
import { logoutPage, serveInteractions } from './node-issuer-pages.ts'
import { makeSecret } from './people.ts'

const [settingsPath] = process.argv.slice(2)
if (settingsPath === undefined) throw new Error('usage: node-issuer.ts settings.json')
const settings = JSON.parse(readFileSync(settingsPath, 'utf8')) as IssuerSettings

const provider = new Provider(settings.issuer, configuration())
provider.use(async (context, next) => {
  await next()
  console.log('access', context.method, context.path, context.status)
})
const noteDown = ({ jti }: { jti: string }) => appendFileSync(settings.ledgerPath, `${jti}\n`)
provider.on('authorization_code.saved', noteDown)
provider.on('refresh_token.saved', noteDown)
provider.on('access_token.saved', noteDown)
serveInteractions(provider, settings.people)

const tls = { cert: readFileSync(settings.certPath), key: readFileSync(settings.keyPath) }
const answer = provider.callback()
createServer(tls, (request, response) => void answer(request, response)).listen(settings.port, '127.0.0.1')

function configuration(): Configuration {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return {
    clients: settings.clients.map(clientMetadata),
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' }] },
    // A sign-out comes by a form from another site, and with it must come the session that it is to end.
    cookies: { keys: [makeSecret('cookie')], long: { httpOnly: true, sameSite: 'none' } },
    scopes: ['openid', 'offline_access', 'email', 'profile', 'groups'],
    claims: {
      openid: ['sub'],
      email: ['email', 'email_verified'],
      profile: ['name', 'preferred_username'],
      groups: ['groups'],
    },
    // Kubernetes looks into the ID token only, so the claims of the scopes must be there.
    conformIdTokenClaims: false,
    features: {
      devInteractions: { enabled: false },
      revocation: { enabled: true },
      rpInitiatedLogout: {
        logoutSource: (context, form) => {
          context.body = logoutPage(form)
        },
      },
    },
    enableHttpPostMethods: true,
    pkce: { required: () => true },
    ttl: {
      IdToken: (_context, _token, client) => idTokenTtlS(client.clientId),
      AccessToken: (_context, _token, client) => idTokenTtlS(client.clientId),
      Interaction: 600,
      Session: 3600,
    },
    issueRefreshToken: (_context, client) => Promise.resolve(client.grantTypeAllowed('refresh_token')),
    rotateRefreshToken: true,
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_context, accountId) => {
      const person = settings.people.find(({ email }) => email === accountId)
      if (person === undefined) return Promise.resolve(undefined)
      const { email, emailVerified, name, groups } = person
      const claims = { sub: email, email, email_verified: emailVerified, name, groups: [...groups] }
      return Promise.resolve({ accountId, claims: () => Promise.resolve(claims) })
    },
  }
}

function idTokenTtlS(clientId: string): number {
  return settings.clients.find(({ id }) => id === clientId)?.idTokenTtlS ?? settings.idTokenTtlS
}

function clientMetadata(client: IssuerClient): ClientMetadata {
  return {
    client_id: client.id,
    redirect_uris: [...settings.redirectUris],
    post_logout_redirect_uris: [...settings.redirectUris],
    grant_types: ['authorization_code', ...(client.refreshTokens === false ? [] : ['refresh_token'])],
    response_types: ['code'],
    ...(client.secret === undefined
      ? { token_endpoint_auth_method: 'none' }
      : { client_secret: client.secret, token_endpoint_auth_method: 'client_secret_basic' }),
  }
}
