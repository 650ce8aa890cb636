import { z } from 'zod'
import { AppError } from '../../contract/app-error.ts'

const LONGEST_CODE = 8192

const relayRequestSchema = z.discriminatedUnion('grant_type', [
  z.object({
    grant_type: z.literal('authorization_code'),
    code: z.string().min(1).max(LONGEST_CODE),
    /** RFC 7636, section 4.1 */
    code_verifier: z.string().regex(/^[\w.~-]{43,128}$/),
    redirect_uri: z.string(),
  }),
  z.object({ grant_type: z.literal('refresh_token') }),
])

/** What the page may ask for. Everything else that it sends, a scope or a placeholder, goes no further. */
export type RelayRequest = z.infer<typeof relayRequestSchema>
export type CodeGrant = Extract<RelayRequest, { grant_type: 'authorization_code' }>

/**
 * Reads a token request's form.
 *
 * @throws AppError `RELAY_REQUEST_INVALID`, naming the parameters and never their values
 * @see RFC 6749, section 3.2: a parameter must not come twice
 */
export function readRelayRequest(body: unknown): RelayRequest {
  const form = body instanceof URLSearchParams ? body : new URLSearchParams()
  const names = [...form.keys()]
  if (new Set(names).size !== names.length) throw invalid('a parameter comes twice')
  const request = relayRequestSchema.safeParse(Object.fromEntries(form))
  if (request.success) return request.data
  throw invalid(`check ${[...new Set(request.error.issues.map((issue) => issue.path.join('.')))].join(', ')}`)
}

const invalid = (what: string) =>
  new AppError(
    'RELAY_REQUEST_INVALID',
    `The token request is not one that Fairlead's pages send: ${what}. Expected: grant_type authorization_code with code, code_verifier and redirect_uri, or refresh_token.`,
  )
