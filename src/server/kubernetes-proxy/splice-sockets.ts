import type { Socket } from 'node:net'

const KEEP_ALIVE_MS = 30_000

/** Joins two connections until either ends: bytes both ways, no faster than the slower side reads. */
export function spliceSockets(one: Socket, other: Socket): void {
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    from.setTimeout(0)
    from.setNoDelay(true)
    from.setKeepAlive(true, KEEP_ALIVE_MS)
    from.pipe(to)
    from.on('end', () => to.destroySoon())
    from.on('error', () => to.destroy())
    from.on('close', () => to.destroySoon())
  }
}
