import { isIP } from 'node:net'
import { clusterNameSchema, type ClusterName } from '../../contract/cluster-name.ts'
import { ValueRefused, type RawValue, type Reader } from './setting.ts'

function one(raw: RawValue): string {
  if (typeof raw !== 'string') throw new ValueRefused('a list is too much')
  return raw.trim()
}

/**
 * Parses an absolute http or https URL without credentials, query and fragment.
 *
 * @throws ValueRefused
 */
export function parseHttpUrl(value: string): URL {
  const url = URL.parse(value)
  if (url === null || !/^https?:\/\//i.test(value)) throw new ValueRefused('')
  if (url.username !== '' || url.password !== '') throw new ValueRefused('it holds credentials')
  if (/[?#]/.test(value)) throw new ValueRefused('it has a query or a fragment')
  return url
}

/**
 * Kept letter by letter, since issuers and redirect URIs are compared so.
 *
 * @see OpenID Connect Discovery 1.0, section 4.3; RFC 6749, section 3.1.2.3
 */
export const exactUrl: Reader<string> = {
  placeholder: 'URL',
  expected: 'an absolute https URL without query and fragment',
  read(raw) {
    const value = one(raw)
    parseHttpUrl(value)
    return value
  },
}

export const httpUrl: Reader<URL> = {
  placeholder: 'URL',
  expected: 'an absolute http or https URL without query and fragment',
  read: (raw) => parseHttpUrl(one(raw)),
}

/** Credentials are allowed here: a proxy may ask for them. */
export const proxyUrl: Reader<string> = {
  placeholder: 'URL',
  expected: 'an http or https URL of a proxy',
  read(raw) {
    const url = URL.parse(one(raw))
    if (url === null || !/^https?:$/.test(url.protocol)) throw new ValueRefused('')
    return url.href
  },
}

/** `''` or a path such as `/fairlead`, without a slash at the end. */
export const baseUrl: Reader<string> = {
  placeholder: 'PATH',
  expected: 'a path such as /fairlead, of letters, digits, "-", "_", "." and "~"',
  read(raw) {
    const path = one(raw).replace(/\/$/, '')
    if (!/^(?:\/[\w.~-]+)*$/.test(path) || /\/\.{1,2}(?:\/|$)/.test(path)) throw new ValueRefused('')
    return path
  },
}

/** An IP address or a host name; an IPv6 address also in brackets. */
export const listenAddress: Reader<string> = {
  placeholder: 'ADDRESS',
  expected: 'an IP address or a host name, without a port',
  read(raw) {
    const address = one(raw).replace(/^\[(.*)\]$/, '$1')
    if (isIP(address) === 0 && !/^[a-z\d](?:[a-z\d.-]*[a-z\d])?$/i.test(address)) throw new ValueRefused('')
    return address
  },
}

export const clusterName: Reader<ClusterName> = {
  placeholder: 'NAME',
  expected: 'a name of 1 to 253 characters',
  read(raw) {
    const name = clusterNameSchema.safeParse(typeof raw === 'string' ? raw : '')
    if (!name.success) throw new ValueRefused('')
    return name.data
  },
}
