import { errors, type Adapter, type AdapterPayload } from 'oidc-provider'

/** The provider's own words for it. */
const REUSED = 'refresh token already used'

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

  const endFamily = (grantId: string | undefined) => {
    entries.delete(`Grant:${grantId}`)
    for (const [key, { payload }] of entries) if (payload.grantId === grantId) entries.delete(key)
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
      // The provider has looked some steps ago, and two requests may have passed since.
      if (model === 'RefreshToken' && entry?.payload.consumed !== undefined) {
        endFamily(entry.payload.grantId)
        throw new errors.InvalidGrant(REUSED)
      }
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

/** Whether a token request failed since its refresh token had been used before. */
export function isReuse(error: Error): boolean {
  return error instanceof errors.InvalidGrant && error.error_detail === REUSED
}
