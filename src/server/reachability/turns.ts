/** Lets so many pieces of work run at a time; the others wait for their turn, first come, first served. */
export interface Turns {
  take<T>(work: () => Promise<T>): Promise<T>
}

export function createTurns(mostAtATime: number): Turns {
  const waiting: (() => void)[] = []
  let running = 0

  return {
    async take(work) {
      if (running < mostAtATime) running++
      else await new Promise<void>((resolve) => waiting.push(resolve))
      try {
        return await work()
      } finally {
        // The place goes to the next in the row, without being free in between.
        const next = waiting.shift()
        if (next) next()
        else running--
      }
    },
  }
}
