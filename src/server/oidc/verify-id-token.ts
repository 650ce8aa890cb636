import { errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey, type JWTVerifyOptions } from 'jose'
import { AppError } from '../../contract/app-error.ts'
import type { OidcClient } from '../clusters/cluster.ts'
import { asPlainText } from './relay-error.ts'

const CLOCK_TOLERANCE_S = 30
/** Never `none` and never a shared secret, whatever the issuer says it supports. */
const ASYMMETRIC = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
]

export type IdTokenClaims = JWTPayload & { readonly sub: string; readonly exp: number }

/**
 * Verifies an ID token: signature by the issuer's keys, algorithm, issuer, audience, authorized party and expiry.
 * The nonce is the caller's to check.
 *
 * @throws AppError `ID_TOKEN_INVALID` naming the claim, with expected and got
 * @see OpenID Connect Core 1.0, section 3.1.3.7
 */
export async function verifyIdToken(
  idToken: string,
  client: OidcClient,
  supportedAlgorithms: readonly string[] | undefined,
  keys: JWTVerifyGetKey,
  nowMs: number,
): Promise<IdTokenClaims> {
  const expected = {
    iss: client.expectedIssuer ?? client.issuer,
    aud: client.expectedAudience ?? client.clientId,
    alg: allowedAlgorithms(supportedAlgorithms).join(', '),
  }
  const claims = await verifyWithAnyKey(idToken, keys, {
    issuer: expected.iss,
    audience: expected.aud,
    algorithms: allowedAlgorithms(supportedAlgorithms),
    clockTolerance: CLOCK_TOLERANCE_S,
    currentDate: new Date(nowMs),
    requiredClaims: ['sub', 'exp'],
  }).catch((error: unknown) => Promise.reject(asAppError(error, client, expected, nowMs)))
  checkAuthorizedParty(claims, client, expected.aud)
  return requireSubject(claims)
}

/** Several keys can fit a token that names none. */
async function verifyWithAnyKey(
  idToken: string,
  keys: JWTVerifyGetKey,
  options: JWTVerifyOptions,
): Promise<JWTPayload> {
  try {
    return (await jwtVerify(idToken, keys, options)).payload
  } catch (error) {
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error
    for await (const key of error) {
      const verified = await jwtVerify(idToken, key, options).catch((reason: unknown) => {
        if (!(reason instanceof errors.JWSSignatureVerificationFailed)) throw reason
      })
      if (verified !== undefined) return verified.payload
    }
    throw new errors.JWSSignatureVerificationFailed()
  }
}

function allowedAlgorithms(supported: readonly string[] | undefined): string[] {
  return supported === undefined ? ASYMMETRIC : ASYMMETRIC.filter((name) => supported.includes(name))
}

function checkAuthorizedParty(claims: JWTPayload, client: OidcClient, audience: string): void {
  const party = claims['azp']
  if (party === undefined || party === client.clientId || party === audience) return
  throw invalid(`its "azp" is ${shown(party)}, expected "${client.clientId}"`)
}

function requireSubject(claims: JWTPayload): IdTokenClaims {
  const { sub, exp } = claims
  if (typeof sub !== 'string' || sub === '') throw invalid('its "sub" is empty or not a text')
  if (exp === undefined) throw invalid('its "exp" is missing')
  return { ...claims, sub, exp }
}

/** Reads jose's error here and drops it: it holds the token's payload. */
function asAppError(
  error: unknown,
  client: OidcClient,
  expected: Readonly<Record<string, string>>,
  nowMs: number,
): AppError {
  if (error instanceof AppError) return error
  if (error instanceof errors.JWTExpired) {
    return invalid(
      `it expired ("exp") at ${shownTime(error.payload.exp)} and it is ${shownTime(nowMs / 1000)} here; compare the clocks`,
    )
  }
  if (error instanceof errors.JWTClaimValidationFailed) {
    const got = `its "${error.claim}" is ${shown(error.payload[error.claim])}`
    const wanted = expected[error.claim]
    return invalid(wanted === undefined ? got : `${got}, expected "${wanted}"`)
  }
  if (error instanceof errors.JOSEAlgNotAllowed) {
    return invalid(
      `its "alg" is not one that is accepted and that discovery names; expected ${expected['alg']}`,
    )
  }
  if (error instanceof errors.JWSSignatureVerificationFailed)
    return invalid("its signature is not the issuer's")
  if (error instanceof errors.JWKSNoMatchingKey) return invalid("no key of the issuer's jwks_uri matches it")
  if (
    error instanceof errors.JWKSInvalid ||
    (error instanceof errors.JOSEError && error.code === 'ERR_JOSE_GENERIC')
  ) {
    return new AppError(
      'ISSUER_INVALID',
      `The jwks_uri of the issuer ${client.issuer} gives no usable key set.`,
    )
  }
  if (error instanceof errors.JWKSTimeout) {
    return new AppError('ISSUER_UNREACHABLE', `The keys of the issuer ${client.issuer} did not come in time.`)
  }
  return invalid('it is malformed')
}

const shown = (claim: unknown) =>
  claim === undefined ? 'missing' : asPlainText(JSON.stringify(claim)).slice(0, 150)

const shownTime = (timeS: number | undefined) =>
  timeS === undefined ? 'an unknown time' : new Date(Math.floor(timeS) * 1000).toISOString()

const invalid = (what: string) =>
  new AppError('ID_TOKEN_INVALID', `The ID token from the identity provider is refused: ${what}.`)
