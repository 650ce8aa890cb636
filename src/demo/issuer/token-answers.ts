import { decodeJwt, decodeProtectedHeader, importJWK, SignJWT, type JWK, type JWTPayload } from 'jose'
import type { KoaContextWithOIDC } from 'oidc-provider'
import type { DemoAccount } from '../accounts.ts'
import type { SecretLedger } from '../secret-ledger.ts'
import { claimsOf } from './claims-of.ts'
import type { IssuerTraits } from './issuer-traits.ts'

interface TokenAnswer {
  readonly access_token?: string
  readonly id_token?: string
  readonly refresh_token?: string
}

/** Stands between the provider's token endpoint and whoever asked it. */
export interface TokenAnswers {
  middleware(ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void>
  /** Once: the ID token of the next refresh is somebody else's. */
  answerNextRefreshAs(account: DemoAccount): void
}

const TIMES = ['iat', 'exp', 'auth_time']

/** Makes token answers what the traits say, and enters every token that leaves into the ledger. */
export function createTokenAnswers(options: {
  readonly signingKey: JWK
  readonly traits: IssuerTraits
  readonly secrets: SecretLedger
}): TokenAnswers {
  const { idTokenOnRefresh = true, rotation = true, clockOffsetS = 0 } = options.traits
  let nextPerson: DemoAccount | undefined

  async function alteredIdToken(idToken: string, isRefresh: boolean): Promise<string> {
    const other = isRefresh ? nextPerson : undefined
    if (isRefresh) nextPerson = undefined
    if (clockOffsetS === 0 && !other) return idToken
    const claims = { ...shifted(decodeJwt(idToken), clockOffsetS), ...(other && claimsOf(other)) }
    return sign(claims, idToken, options.signingKey)
  }

  async function altered(answer: TokenAnswer, isRefresh: boolean): Promise<TokenAnswer> {
    const { id_token, refresh_token, ...rest } = answer
    const keepsIdToken = id_token !== undefined && (!isRefresh || idTokenOnRefresh)
    const keepsRefreshToken = refresh_token !== undefined && (!isRefresh || rotation)
    return {
      ...rest,
      ...(keepsIdToken && { id_token: await alteredIdToken(id_token, isRefresh) }),
      ...(keepsRefreshToken && { refresh_token }),
    }
  }

  return {
    async middleware(ctx, next) {
      await next()
      if (ctx.path !== '/token' || ctx.status !== 200) return
      const isRefresh = ctx.oidc.params?.['grant_type'] === 'refresh_token'
      const answer = await altered(ctx.body as TokenAnswer, isRefresh)
      for (const token of [answer.access_token, answer.id_token, answer.refresh_token]) {
        options.secrets.add(token)
      }
      ctx.body = answer
    },
    answerNextRefreshAs(account) {
      nextPerson = account
    },
  }
}

function shifted(claims: JWTPayload, byS: number): JWTPayload {
  const entries = Object.entries(claims).map(([name, value]) => [
    name,
    TIMES.includes(name) && typeof value === 'number' ? value + byS : value,
  ])
  return Object.fromEntries(entries) as JWTPayload
}

/** By the key and with the header of a token that it replaces. */
async function sign(claims: JWTPayload, like: string, signingKey: JWK): Promise<string> {
  const { alg = 'RS256', ...header } = decodeProtectedHeader(like)
  return new SignJWT(claims).setProtectedHeader({ ...header, alg }).sign(await importJWK(signingKey, alg))
}
