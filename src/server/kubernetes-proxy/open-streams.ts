/** Answers without an end of their own: watches, followed logs and WebSockets. A shutdown ends them at once. */
export interface OpenStreams {
  /** @returns to be called when the stream has ended by itself */
  add(end: () => void): () => void
  endAll(): void
}

export function createOpenStreams(): OpenStreams {
  const ends = new Set<() => void>()
  return {
    add: (end) => {
      ends.add(end)
      return () => ends.delete(end)
    },
    endAll: () => {
      for (const end of ends) end()
    },
  }
}

/** @see https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes */
export function isEndless(path: string): boolean {
  const query = new URLSearchParams(path.slice(path.indexOf('?') + 1))
  return ['watch', 'follow'].some((name) => ['true', '1'].includes(query.get(name) ?? ''))
}
