import { beginCodeFlow, createVisitor, requestTokens, type Visitor } from './visitor.ts'

const REDIRECT_URI = 'http://127.0.0.1:4466/oidc-callback'

/** The registration that tests of the identity provider use. */
export const TEST_CLIENT = { id: 'public', name: 'Fairlead', redirectUris: [REDIRECT_URI] }

export const ASKING = { client_id: TEST_CLIENT.id, redirect_uri: REDIRECT_URI }

type Tokens = Awaited<ReturnType<typeof requestTokens>>

/** A browser that has signed in as somebody, and what the application got for the code. Tests only. */
export async function signIn(
  issuerUrl: string,
  { account = 'ada', visitor = createVisitor(issuerUrl), params = {} }: SignIn = {},
): Promise<{ readonly visitor: Visitor; readonly tokens: Tokens }> {
  const flow = beginCodeFlow(issuerUrl, { ...ASKING, ...params })
  const consent = await visitor.post(await visitor.get(flow.url), 'login', { account })
  const back =
    consent.location === undefined ? await visitor.post(consent, 'consent', { decision: 'allow' }) : consent
  const code = back.location?.searchParams.get('code') ?? ''
  const grant = { grant_type: 'authorization_code', code, code_verifier: flow.codeVerifier }
  return { visitor, tokens: await requestTokens(issuerUrl, { ...ASKING, ...grant }) }
}

interface SignIn {
  readonly account?: string
  readonly visitor?: Visitor
  readonly params?: Readonly<Record<string, string>>
}

export function refresh(issuerUrl: string, { refresh_token }: Tokens): Promise<Tokens> {
  const grant = { grant_type: 'refresh_token', refresh_token: String(refresh_token) }
  return requestTokens(issuerUrl, { client_id: TEST_CLIENT.id, ...grant })
}
