import type { StateStore } from 'oidc-client-ts'
import * as z from 'zod/mini'
import { AppError } from '../../contract/app-error.ts'
import { clusterNameSchema } from '../../contract/cluster-name.ts'
import { displayedText } from './displayed-text.ts'
import type { SignInWords } from './sign-in-words.ts'

/** What an attempt remembers, besides what oidc-client-ts keeps with it, while the person is at the issuer. */
const attemptDataSchema = z.object({
  cluster: clusterNameSchema,
  clientKey: z.string(),
  returnTo: z.string(),
  /** Another tab waits for its callback. */
  inWindow: z.optional(z.boolean()),
})

export type AttemptData = z.infer<typeof attemptDataSchema>

const storedAttemptSchema = z.object({ data: attemptDataSchema })

/** The `state` of a callback's address: the name of its attempt, or `''`. @see RFC 6749, section 4.1.2 */
export function callbackState(callbackUrl: string): string {
  return URL.parse(callbackUrl)?.searchParams.get('state') ?? ''
}

/** The attempt that a callback answers, if this browser began it: the address names it and says nothing else about it. */
export async function findAttempt(
  callbackUrl: string,
  attempts: StateStore,
): Promise<AttemptData | undefined> {
  const stored = await attempts.get(callbackState(callbackUrl))
  return storedAttemptSchema.safeParse(parseJson(stored ?? '')).data?.data
}

/** An attempt that this browser did not begin is nobody's: its `ATTEMPT_UNKNOWN`. */
export function attemptUnknown(callbackUrl: string, words: SignInWords): AppError {
  const error = URL.parse(callbackUrl)?.searchParams.get('error') ?? ''
  // Anyone may have written the address: only the shape of a registered code is worth repeating.
  const named = /^[a-z_]{1,40}$/.test(error) ? ` ${words().addressNamesError(error)}` : ''
  return new AppError('ATTEMPT_UNKNOWN', words().attemptUnknown + named)
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
export function checkCallback(
  callbackUrl: string,
  { issuer, namesItself }: AnsweringIssuer,
  words: SignInWords,
): void {
  const params = new URL(callbackUrl).searchParams
  const iss = params.get('iss')
  if (iss === null ? namesItself : iss !== issuer) {
    const { answeredByNobody, answeredByAnother } = words()
    throw new AppError(
      'ISSUER_MISMATCH',
      iss === null ? answeredByNobody(issuer) : answeredByAnother(issuer, displayedText(iss)),
    )
  }
  const error = params.get('error')
  if (error !== null) {
    const description = displayedText(params.get('error_description') ?? '')
    const reason = `${displayedText(error, 60)}${description && ` (${description})`}`
    throw new AppError('ISSUER_REFUSED', words().notSignedIn(issuer, reason))
  }
  if (!params.get('code')) throw new AppError('ISSUER_INVALID', words().emptyAnswer(issuer))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
