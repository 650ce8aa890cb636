import * as z from 'zod/mini'
import { ERROR_CODES } from '../../contract/error-codes.ts'

const ofClient = { clientKey: z.string() }

const newsSchema = z.discriminatedUnion('kind', [
  z.object({
    ...ofClient,
    kind: z.literal('tokens'),
    received: z.object({
      tokens: z.object({
        bearerToken: z.string(),
        expiresAtS: z.number(),
        renewal: z.enum(['possible', 'no-refresh-token', 'no-id-token']),
      }),
      subject: z.string(),
      idToken: z.optional(z.string()),
      sealed: z.boolean(),
    }),
    /** The `state` of the sign-in that brought them; left out of a renewal. */
    attempt: z.optional(z.string()),
  }),
  /** A renewal failed this time. */
  z.object({ ...ofClient, kind: z.literal('failed'), code: z.enum(ERROR_CODES), message: z.string() }),
  z.object({ ...ofClient, kind: z.literal('ended') }),
])

/** What one tab of this browser tells the others about the session of an OIDC client. */
export type SessionNews = z.infer<typeof newsSchema>

export interface SessionChannel {
  /** Tells all other tabs. Tokens stay within this origin and in memory. */
  tell(news: SessionNews): void
  /** Listeners hear in the order in which they began to. @returns a function that stops it */
  listen(listener: (news: SessionNews) => void): () => void
}

/** @param name the same in all tabs of one Fairlead */
export function createSessionChannel(name: string): SessionChannel {
  const channel = new BroadcastChannel(name)
  const listeners = new Set<(news: SessionNews) => void>()
  channel.onmessage = ({ data }) => {
    // A tab that was loaded before an upgrade may speak another way.
    const news = newsSchema.safeParse(data)
    if (news.success) for (const listener of [...listeners]) listener(news.data)
  }
  return {
    tell: (news) => channel.postMessage(news),
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
