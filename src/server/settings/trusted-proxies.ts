import { BlockList, isIP } from 'node:net'
import { ValueRefused } from './setting.ts'

/** One list is made for each set of ranges, however many requests ask. */
const lists = new WeakMap<readonly string[], BlockList>()

/**
 * Whether the other end of a connection is a proxy whose word counts.
 *
 * @param ranges as {@link checkRange} has let them pass
 */
export function isTrustedProxy(address: string | undefined, ranges: readonly string[]): boolean {
  if (address === undefined || ranges.length === 0) return false
  const family = familyOf(address)
  return family !== undefined && listOf(ranges).check(address, family)
}

/**
 * Lets pass an IP address, or a range such as `10.0.0.0/8`.
 *
 * @throws ValueRefused
 */
export function checkRange(range: string): string {
  try {
    addTo(new BlockList(), range)
  } catch {
    throw new ValueRefused(`${JSON.stringify(range)} is none`)
  }
  return range
}

function listOf(ranges: readonly string[]): BlockList {
  const known = lists.get(ranges)
  if (known !== undefined) return known
  const list = new BlockList()
  for (const range of ranges) addTo(list, range)
  lists.set(ranges, list)
  return list
}

function addTo(list: BlockList, range: string): void {
  const [address = '', prefix, ...more] = range.split('/')
  const family = familyOf(address)
  if (family === undefined || more.length > 0) throw new Error('not an IP address')
  if (prefix === undefined) list.addAddress(address, family)
  else if (/^\d{1,3}$/.test(prefix)) list.addSubnet(address, Number(prefix), family)
  else throw new Error('not a prefix length')
}

function familyOf(address: string): 'ipv4' | 'ipv6' | undefined {
  const version = isIP(address)
  return version === 0 ? undefined : version === 4 ? 'ipv4' : 'ipv6'
}
