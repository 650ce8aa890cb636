import type { StateStore } from 'oidc-client-ts'
import * as z from 'zod/mini'
import { AppError } from '../../contract/app-error.ts'
import { clusterNameSchema } from '../../contract/cluster-name.ts'
import { displayedText } from './displayed-text.ts'

/** What an attempt remembers, besides what oidc-client-ts keeps with it, while the person is at the issuer. */
const attemptDataSchema = z.object({
  cluster: clusterNameSchema,
  clientKey: z.string(),
  returnTo: z.string(),
})

export type AttemptData = z.infer<typeof attemptDataSchema>

const storedAttemptSchema = z.object({ data: attemptDataSchema })

/** The `state` of a callback's address: the name of its attempt, or `''`. @see RFC 6749, section 4.1.2 */
export function callbackState(callbackUrl: string): string {
  return new URL(callbackUrl).searchParams.get('state') ?? ''
}

/**
 * Finds the attempt that a callback answers. The address names it and says nothing else about it: an attempt that this
 * browser did not begin is nobody's.
 *
 * @throws AppError `ATTEMPT_UNKNOWN`
 */
export async function findAttempt(callbackUrl: string, attempts: StateStore): Promise<AttemptData> {
  const stored = await attempts.get(callbackState(callbackUrl))
  const attempt = storedAttemptSchema.safeParse(parseJson(stored ?? ''))
  if (attempt.success) return attempt.data.data
  throw new AppError(
    'ATTEMPT_UNKNOWN',
    'This sign-in was not started in this browser, took too long, or was already used. Sign in again; where that does ' +
      `not help, let the browser store data for this site.${registeredError(callbackUrl)}`,
  )
}

/** Who an attempt went to, and whether all its callbacks carry `iss`. */
export interface AnsweringIssuer {
  readonly issuer: string
  readonly namesItself: boolean
}

/**
 * Checks that a callback comes from the issuer the attempt went to, and says yes.
 *
 * @throws AppError `ISSUER_MISMATCH` when its `iss` names another issuer, or none where the issuer always names itself
 * (RFC 9207, section 2.4)
 * @throws AppError `ISSUER_REFUSED` when it carries the issuer's error (RFC 6749, section 4.1.2.1)
 * @throws AppError `ISSUER_INVALID` when it carries neither code nor error
 */
export function checkCallback(callbackUrl: string, { issuer, namesItself }: AnsweringIssuer): void {
  const params = new URL(callbackUrl).searchParams
  const iss = params.get('iss')
  if (iss === null ? namesItself : iss !== issuer) {
    throw new AppError(
      'ISSUER_MISMATCH',
      `The sign-in went to ${issuer}, and the answer names ${iss === null ? 'nobody' : displayedText(iss)} as its issuer.`,
    )
  }
  const error = params.get('error')
  if (error !== null) {
    const description = displayedText(params.get('error_description') ?? '')
    throw new AppError(
      'ISSUER_REFUSED',
      `${issuer} did not sign you in: ${displayedText(error, 60)}${description && ` (${description})`}`,
    )
  }
  if (!params.get('code')) {
    throw new AppError(
      'ISSUER_INVALID',
      `The answer of ${issuer} holds neither an authorization code nor an error.`,
    )
  }
}

// Without an attempt anyone may have written the address: only the shape of a registered code is worth repeating.
function registeredError(callbackUrl: string): string {
  const error = new URL(callbackUrl).searchParams.get('error') ?? ''
  return /^[a-z_]{1,40}$/.test(error) ? ` The address carries the error ${error}.` : ''
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
