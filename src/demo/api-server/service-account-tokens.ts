import { randomUUID } from 'node:crypto'
import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose'
import type { TokenRules, User } from './authenticate.ts'

/** As API servers call themselves, and the audience of a token that nobody asked another for. */
const ISSUER = 'https://kubernetes.default.svc.cluster.local'
const NAMESPACE = 'harbour'
const ALGORITHM = 'RS256'

/** Makes tokens as `kubectl create token` does, and tells an API server how to check them. */
export interface ServiceAccountTokens {
  readonly rules: TokenRules
  create(serviceAccount: string, ttlS: number): Promise<string>
}

/** @param nowMs what the tokens' times count from */
export async function createServiceAccountTokens(nowMs: () => number): Promise<ServiceAccountTokens> {
  const { privateKey, publicKey } = await generateKeyPair(ALGORITHM)
  const kid = randomUUID()
  const jwk = { ...(await exportJWK(publicKey)), kid, alg: ALGORITHM }
  return {
    rules: { issuerUrl: ISSUER, clientId: ISSUER, keys: createLocalJWKSet({ keys: [jwk] }), userOf },
    create(serviceAccount, ttlS) {
      const nowS = Math.floor(nowMs() / 1000)
      const serviceaccount = { name: serviceAccount, uid: randomUUID() }
      return new SignJWT({ 'kubernetes.io': { namespace: NAMESPACE, serviceaccount } })
        .setProtectedHeader({ alg: ALGORITHM, kid })
        .setIssuer(ISSUER)
        .setAudience(ISSUER)
        .setSubject(serviceAccountName(serviceAccount))
        .setJti(randomUUID())
        .setIssuedAt(nowS)
        .setNotBefore(nowS)
        .setExpirationTime(nowS + ttlS)
        .sign(privateKey)
    },
  }
}

/** @see https://kubernetes.io/docs/reference/access-authn-authz/authentication/#service-account-tokens */
export function serviceAccountName(serviceAccount: string): string {
  return `system:serviceaccount:${NAMESPACE}:${serviceAccount}`
}

function userOf({ sub = '' }: JWTPayload): User {
  return { username: sub, groups: ['system:serviceaccounts', `system:serviceaccounts:${NAMESPACE}`] }
}
