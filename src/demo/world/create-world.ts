import type { Deployment } from './kube-object.ts'
import { foundCluster } from './found-cluster.ts'
import { crashLoop, podsOf, rollOut, type Happening } from './happenings.ts'
import { isReady } from './pods.ts'
import type { Site } from './site.ts'

/** A cluster in which time goes on. */
export interface World {
  /** Lets one thing happen, or a few. */
  step(): void
}

/** How much goes on at once. */
const HAPPENINGS = 3
const CRASH_LOOPS_IN_TEN = 3

interface UnderWay {
  readonly deployment: string
  readonly happening: Happening
}

/** Founds a cluster, and gives it a life in steps that the seed repeats. */
export function createWorld(site: Site): World {
  foundCluster(site)
  const underWay: UnderWay[] = []

  return {
    step() {
      while (underWay.length < HAPPENINGS) underWay.push(begin(site, underWay))
      // Not all at once: changes come one by one, as in a real cluster.
      for (let count = 1 + site.random.int(2); count > 0; count -= 1) {
        const next = underWay.shift()
        if (next && !next.happening.next().done) underWay.push(next)
      }
    },
  }
}

function begin(site: Site, underWay: readonly UnderWay[]): UnderWay {
  const quiet = (site.store.list('deployments') as readonly Deployment[]).filter(
    ({ metadata }) => !underWay.some(({ deployment }) => deployment === metadata.uid),
  )
  const deployment = site.random.pick(quiet)
  return { deployment: deployment.metadata.uid, happening: happeningFor(site, deployment) }
}

function happeningFor(site: Site, deployment: Deployment): Happening {
  const pods = podsOf(site, deployment).filter(isReady)
  const crashes = site.random.int(10) < CRASH_LOOPS_IN_TEN && pods.length > 0
  return crashes ? crashLoop(site, site.random.pick(pods), 2 + site.random.int(4)) : rollOut(site, deployment)
}
