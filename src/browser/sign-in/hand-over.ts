import * as z from 'zod/mini'

const ANSWER_WITHIN_MS = 1_000
const TAKEN = 'taken'

const offerSchema = z.object({ callbackUrl: z.string() })

/**
 * Waits for the callback page that hands over its address. The channel bears the attempt's `state`, which nobody else
 * knows; no window needs to know another one, which an issuer's Cross-Origin-Opener-Policy would cut off.
 *
 * @param take whether it wants this address; only then the callback page is told that it is taken, once
 * @returns a function that stops waiting
 */
export function awaitCallback(
  channelName: string,
  take: (callbackUrl: string) => Promise<boolean>,
): () => void {
  const channel = new BroadcastChannel(channelName)
  channel.onmessage = async ({ data }) => {
    const offer = offerSchema.safeParse(data)
    if (!offer.success || !(await take(offer.data.callbackUrl))) return
    channel.postMessage(TAKEN)
    channel.close()
  }
  return () => channel.close()
}

/** Offers a callback's address to the tab that waits for it. @returns whether it was taken */
export async function offerCallback(channelName: string, callbackUrl: string): Promise<boolean> {
  const channel = new BroadcastChannel(channelName)
  const { promise: taken, resolve } = Promise.withResolvers<boolean>()
  channel.onmessage = ({ data }) => {
    if (data === TAKEN) resolve(true)
  }
  const timer = setTimeout(() => resolve(false), ANSWER_WITHIN_MS)
  channel.postMessage({ callbackUrl })
  try {
    return await taken
  } finally {
    clearTimeout(timer)
    channel.close()
  }
}
