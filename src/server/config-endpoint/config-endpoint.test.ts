import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { clusterNameSchema } from '../../contract/cluster-name.ts'
import { configSchema, type Config } from '../../contract/config.ts'
import type { Cluster, ListedCluster, OidcClient } from '../clusters/cluster.ts'
import { configEndpoint, type ConfigEndpointOptions } from './config-endpoint.ts'

const client: OidcClient = {
  key: 'client1',
  issuer: 'https://issuer.example',
  clientId: 'fairlead',
  clientSecret: 'the client secret',
  scopes: ['openid', 'email'],
  useAccessToken: false,
  callbackUrl: 'https://fairlead.example/oidc-callback',
  authorizationParameters: { acr_values: 'mfa' },
  tls: { ca: 'the CA', insecureSkipVerify: false },
}

const harbour: Cluster = {
  status: 'ready',
  name: clusterNameSchema.parse('harbour'),
  server: new URL('https://10.0.0.1:6443/k8s'),
  tls: { insecureSkipVerify: false },
  oidc: client,
  source: '/home/ada/.kube/config',
}

const SIGN_IN = { popup: false, automatic: false, pastedTokens: true }

const reason = { code: 'KUBECONFIG_INVALID' as const, message: 'no cluster of that name' }
const broken: ListedCluster = {
  status: 'broken',
  name: clusterNameSchema.parse('wreck'),
  reason,
  source: '/home/ada/.kube/config',
}

async function load(
  options: Partial<ConfigEndpointOptions> = {},
  clusters: ListedCluster[] = [harbour, broken],
) {
  const app = Fastify()
  await app.register(configEndpoint, {
    registry: { list: () => clusters },
    discover: async () => ({
      status: 'ready',
      metadata: {
        authorization_endpoint: 'https://issuer.example/authorize',
        authorization_response_iss_parameter_supported: true,
        end_session_endpoint: 'https://issuer.example/end',
        prompt_values_supported: ['select_account', 'none'],
      },
    }),
    issueNonce: ({ key }, browserId) => `nonce of ${key} in ${browserId}`,
    browserId: (_request, reply) => {
      reply.header('set-cookie', 'browser=1')
      return 'browser'
    },
    version: '1.2.3',
    signIn: SIGN_IN,
    ...options,
  })
  return app.inject('/config')
}

test('the config names clusters and public OIDC settings, and nothing that is the backend’s own', async () => {
  const response = await load()
  expect(response.statusCode).toBe(200)
  expect(response.headers).toMatchObject({ 'cache-control': 'no-store', 'set-cookie': 'browser=1' })
  expect(response.headers['content-type']).toContain('application/json')
  expect(configSchema.parse(response.json())).toEqual(response.json())
  expect(response.json()).toEqual({
    version: '1.2.3',
    clusters: [
      {
        status: 'ready',
        name: 'harbour',
        server: '10.0.0.1:6443',
        signIn: { method: 'oidc', clientKey: 'client1' },
      },
      { status: 'broken', name: 'wreck', reason },
    ],
    oidcClients: [
      {
        status: 'ready',
        key: 'client1',
        issuer: 'https://issuer.example',
        clientId: 'fairlead',
        scopes: ['openid', 'email'],
        useAccessToken: false,
        authorizationEndpoint: 'https://issuer.example/authorize',
        namesItselfInCallback: true,
        endSessionEndpoint: 'https://issuer.example/end',
        authorizationParameters: { acr_values: 'mfa' },
        otherAccountPrompt: 'select_account',
        redirectUri: 'https://fairlead.example/oidc-callback',
        nonce: 'nonce of client1 in browser',
      },
    ],
    signIn: SIGN_IN,
  })
})

test('a cluster without an OIDC client is signed in to by token, and brings no client along', async () => {
  const { oidc: _, ...byToken } = { ...harbour, name: clusterNameSchema.parse('lab') }
  const config = (await load({}, [byToken])).json<Config>()
  expect(config.clusters).toMatchObject([{ status: 'ready', name: 'lab', signIn: { method: 'token' } }])
  expect(config.oidcClients).toEqual([])
})

test('clusters that share an OIDC client bring it once', async () => {
  const lagoon = { ...harbour, name: clusterNameSchema.parse('lagoon') }
  expect((await load({}, [harbour, lagoon])).json<Config>().oidcClients).toHaveLength(1)
})

test('an issuer that offers nothing besides leaves no trace of what it lacks', async () => {
  const metadata = { authorization_endpoint: 'https://issuer.example/a' }
  const [oidcClient] = (await load({ discover: async () => ({ status: 'ready', metadata }) })).json<Config>()
    .oidcClients
  expect(oidcClient).toMatchObject({ status: 'ready', otherAccountPrompt: 'login' })
  expect(oidcClient).not.toHaveProperty('endSessionEndpoint')
  expect(oidcClient).not.toHaveProperty('namesItselfInCallback')
})

test('how one may sign in is as the operator says', async () => {
  const signIn = { popup: true, automatic: true, pastedTokens: false }
  expect((await load({ signIn })).json<Config>().signIn).toEqual(signIn)
})

test('an issuer that is down leaves the other OIDC clients as they are', async () => {
  const other = { ...harbour, name: clusterNameSchema.parse('lagoon'), oidc: { ...client, key: 'client2' } }
  const down = { code: 'ISSUER_UNREACHABLE' as const, message: 'no answer' }
  const ready = { status: 'ready' as const, metadata: { authorization_endpoint: 'https://issuer.example/a' } }
  const response = await load(
    { discover: async ({ key }) => (key === 'client1' ? { status: 'unavailable', reason: down } : ready) },
    [harbour, other],
  )
  expect(response.json<Config>().oidcClients).toMatchObject([
    { status: 'unavailable', reason: down },
    { status: 'ready' },
  ])
})

test('all issuers are asked at once', async () => {
  const other = { ...harbour, name: clusterNameSchema.parse('lagoon'), oidc: { ...client, key: 'client2' } }
  let asked = 0
  let bothAsked = () => {}
  const both = new Promise<void>((resolve) => (bothAsked = resolve))
  const response = await load(
    {
      discover: async () => {
        if (++asked === 2) bothAsked()
        await both
        return { status: 'unavailable', reason }
      },
    },
    [harbour, other],
  )
  expect(response.statusCode).toBe(200)
})

test('no clusters at all is a config too', async () => {
  expect((await load({}, [])).json()).toEqual({
    version: '1.2.3',
    clusters: [],
    oidcClients: [],
    signIn: SIGN_IN,
  })
})
