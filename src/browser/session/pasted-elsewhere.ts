import * as z from 'zod/mini'
import { clusterNameSchema, type ClusterName } from '../../contract/cluster-name.ts'
import type { Messages } from '../messages/messages.ts'
import { isPasted, signedOutFor, type SessionRecords } from './session-records.ts'

/** Pasted tokens are each tab's own, and no tab knows those of another: a sign-out names the clusters only. */
const newsSchema = z.object({ kind: z.literal('signed-out'), clusters: z.array(clusterNameSchema) })

export const pastedChannelName = (baseUrl: string) => `fairlead${baseUrl}.pasted-sessions`

/** Pasted sessions in the other tabs of this browser. */
export interface PastedElsewhere {
  end(clusters: readonly ClusterName[]): void
}

/** Ends the pasted sessions of clusters that the person signs out of, in whatever tab. */
export function createPastedElsewhere(deps: {
  channel: BroadcastChannel
  records: SessionRecords
  messages(): Messages
}): PastedElsewhere {
  const { channel, records } = deps

  channel.onmessage = ({ data }) => {
    // A tab that was loaded before an upgrade may speak another way.
    const news = newsSchema.safeParse(data)
    if (!news.success) return
    const reason = { code: 'SESSION_ENDED', message: deps.messages().session.endedElsewhere } as const
    for (const cluster of news.data.clusters) {
      if (isPasted(records.get(cluster))) records.set(cluster, signedOutFor(reason))
    }
  }

  return { end: (clusters) => channel.postMessage({ kind: 'signed-out', clusters }) }
}
