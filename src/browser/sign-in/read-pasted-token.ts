import * as z from 'zod/mini'

/** Why a pasted text cannot be a bearer token that works; the form says it in words, as `PASTED_TOKEN_INVALID`. */
export type PastedTokenFault =
  | 'empty'
  | 'kubeconfig'
  | 'certificate'
  /** White space in the middle, or characters that no token has. */
  | 'no-token'
  /** A JWT of which a part is missing. */
  | 'cut-off'
  /** A JWT by which a client gets tokens, and no API server lets anyone in. */
  | 'refresh-token'
  | 'over'
  | 'not-yet-valid'

/** What a pasted text is. `usable` says only that it may work: the API server decides. */
export type PastedToken =
  | {
      readonly status: 'usable'
      readonly bearerToken: string
      /** An `opaque` token says nothing about itself. */
      readonly format: 'jwt' | 'opaque'
      readonly issuer?: string
      readonly subject?: string
      readonly audience: readonly string[]
      /** Unix seconds. */
      readonly expiresAtS?: number
    }
  | {
      readonly status: 'unusable'
      readonly fault: PastedTokenFault
      /** When it ended, or will begin, Unix seconds. */
      readonly atS?: number
    }

/** How far the clocks of browser and issuer may be apart. */
const CLOCK_SKEW_S = 120
/** In characters. No longer header reaches the backend. */
const LONGEST_TOKEN = 64 * 1024
/** Of quotes and words around a token. */
const MOST_LAYERS = 10

const tolerant = <T extends z.ZodMiniType>(schema: T) => z.catch(z.optional(schema), undefined)

/** Unix seconds, as far as a `Date` can show them. @see ECMAScript, section 21.4.1.1 */
const momentSchema = z.number().check(z.minimum(-8.64e12), z.maximum(8.64e12))

const claimsSchema = z.object({
  iss: tolerant(z.string()),
  sub: tolerant(z.string()),
  aud: tolerant(z.union([z.string(), z.array(z.string())])),
  exp: tolerant(momentSchema),
  nbf: tolerant(momentSchema),
  typ: tolerant(z.string()),
})

/**
 * Judges a pasted text before it is used: strips what people copy along with a token, and reads a JWT's claims, which
 * nobody has verified.
 *
 * @see RFC 6750, section 2.1 (what a bearer token may look like); RFC 7519, section 4.1
 */
export function readPastedToken(text: string, nowS: number): PastedToken {
  const bare = withoutWrapping(text)
  if (bare === '') return unusable('empty')
  if (/^\s*-{5}BEGIN /.test(bare)) return unusable('certificate')
  if (/^(?:apiVersion|clusters|contexts|users):/m.test(bare) || bare.startsWith('{'))
    return unusable('kubeconfig')

  if (bare.length > LONGEST_TOKEN) return unusable('no-token')
  // A terminal breaks a long token into lines.
  const bearerToken = bare.replaceAll(/\s+/g, (space) => (space.includes('\n') ? '' : space))
  if (!/^[\w.~+/-]+=*$/.test(bearerToken)) return unusable('no-token')
  // {" in base64url: how the header of every JWT begins.
  return bearerToken.startsWith('eyJ') ? readJwt(bearerToken, nowS) : opaque(bearerToken)
}

function readJwt(bearerToken: string, nowS: number): PastedToken {
  const parts = bearerToken.split('.')
  // Five parts are an encrypted token, which only the API server's own means can read.
  if (parts.length === 5) return opaque(bearerToken)
  const claims = claimsSchema.safeParse(decodedJson(parts[1]))
  if (parts.length !== 3 || !parts[2] || !claims.success) return unusable('cut-off')

  const { iss, sub, aud, exp, nbf, typ } = claims.data
  if (typ === 'Refresh' || typ === 'Offline') return unusable('refresh-token')
  if (exp !== undefined && exp <= nowS) return unusable('over', exp)
  if (nbf !== undefined && nbf > nowS + CLOCK_SKEW_S) return unusable('not-yet-valid', nbf)
  return {
    status: 'usable',
    bearerToken,
    format: 'jwt',
    audience: [aud ?? []].flat(),
    ...(iss !== undefined && { issuer: iss }),
    ...(sub !== undefined && { subject: sub }),
    ...(exp !== undefined && { expiresAtS: exp }),
  }
}

const opaque = (bearerToken: string): PastedToken => ({
  status: 'usable',
  bearerToken,
  format: 'opaque',
  audience: [],
})

const unusable = (fault: PastedTokenFault, atS?: number): PastedToken => ({
  status: 'unusable',
  fault,
  ...(atS !== undefined && { atS }),
})

/** Takes away quotes, a kubeconfig's `token:` and a header's `Authorization: Bearer`, in whatever order they come. */
function withoutWrapping(text: string): string {
  let bare = text
  for (let layer = 0; layer < MOST_LAYERS; layer++) {
    const inner = withoutQuotes(bare.trim())
      .replace(/^(?:authorization:|id-token:|token:|bearer(?=\s|$))/i, '')
      .trim()
    if (inner === bare) break
    bare = inner
  }
  return bare
}

/** No regular expression: one that looks for the end begins anew at each comma of a text full of them. */
function withoutQuotes(text: string): string {
  let [start, end] = [0, text.length]
  while (start < end && `"'\``.includes(text.charAt(start))) start++
  while (start < end && `"'\`,;`.includes(text.charAt(end - 1))) end--
  return text.slice(start, end)
}

function decodedJson(part: string | undefined): unknown {
  try {
    const bytes = Uint8Array.from(atob((part ?? '').replaceAll('-', '+').replaceAll('_', '/')), (char) =>
      char.charCodeAt(0),
    )
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}
