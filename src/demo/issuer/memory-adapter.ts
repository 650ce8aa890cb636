import type { Adapter, AdapterPayload } from 'oidc-provider'

interface Entry {
  readonly payload: AdapterPayload
  readonly endsAtMs: number
}

/** Where the identity provider keeps sessions, grants and tokens: this process, until it ends. */
export function createMemoryAdapter(nowMs: () => number): (model: string) => Adapter {
  const entries = new Map<string, Entry>()

  const forget = () => {
    for (const [key, { endsAtMs }] of entries) if (endsAtMs <= nowMs()) entries.delete(key)
  }
  const findWhere = (model: string, matches: (payload: AdapterPayload) => boolean) => {
    for (const [key, { payload }] of entries) {
      if (key.startsWith(`${model}:`) && matches(payload)) return payload
    }
    return undefined
  }

  return (model) => ({
    async upsert(id, payload, expiresInS) {
      forget()
      entries.set(`${model}:${id}`, {
        payload,
        endsAtMs: expiresInS ? nowMs() + expiresInS * 1000 : Infinity,
      })
    },
    find: async (id) => entries.get(`${model}:${id}`)?.payload,
    findByUid: async (uid) => findWhere(model, (payload) => payload.uid === uid),
    findByUserCode: async (userCode) => findWhere(model, (payload) => payload.userCode === userCode),
    async consume(id) {
      const entry = entries.get(`${model}:${id}`)
      if (entry) entry.payload.consumed = Math.floor(nowMs() / 1000)
    },
    async destroy(id) {
      entries.delete(`${model}:${id}`)
    },
    async revokeByGrantId(grantId) {
      for (const [key, { payload }] of entries) {
        if (key.startsWith(`${model}:`) && payload.grantId === grantId) entries.delete(key)
      }
    },
  })
}
