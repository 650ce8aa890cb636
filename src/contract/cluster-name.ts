import * as z from 'zod/mini'

/** In UTF-16 code units. */
export const LONGEST_CLUSTER_NAME = 253

/** A cluster's name as its kubeconfig context or the settings file gives it: any well-formed text of 1 to 253 characters. */
export const clusterNameSchema = z
  .string()
  .check(
    z.minLength(1),
    z.maxLength(LONGEST_CLUSTER_NAME),
    z.refine((name) => name.isWellFormed(), 'holds half of a surrogate pair'),
  )
  .brand<'ClusterName'>()

export type ClusterName = z.infer<typeof clusterNameSchema>

/**
 * Writes a cluster's name as one URL path segment.
 *
 * Escapes are `~XX` (the UTF-8 bytes in hex), not `%XX`: reverse proxies and browsers decode, merge or refuse `%2F`
 * and `%2E`, while `~` is unreserved and passes through all of them untouched. Different names give different segments.
 *
 * @see RFC 3986, section 2.3
 */
export function encodeClusterName(name: ClusterName): string {
  const escaped = encodeURIComponent(name)
    .replaceAll(/[~!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%3A', ':')
    .replaceAll('%40', '@')
  const segment = /^\.+$/.test(escaped) ? escaped.replaceAll('.', '%2E') : escaped
  return segment.replaceAll('%', '~')
}

/**
 * Reads a URL path segment that {@link encodeClusterName} wrote.
 *
 * @returns `undefined` for anything else, a segment that is merely equivalent included: one name has one address
 */
export function decodeClusterName(segment: string): ClusterName | undefined {
  if (segment.includes('%')) return undefined
  try {
    const name = clusterNameSchema.safeParse(decodeURIComponent(segment.replaceAll('~', '%')))
    return name.success && encodeClusterName(name.data) === segment ? name.data : undefined
  } catch {
    return undefined
  }
}
