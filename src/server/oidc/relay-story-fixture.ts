import { afterEach, beforeEach, expect } from 'vitest'
import { startIssuer, type IssuerFixture } from './issuer-fixture.ts'
import { startFairlead, type Fairlead, type FairleadOptions } from './relay-fixture.ts'
import { CODE_VERIFIER, TestBrowser } from './test-browser-fixture.ts'

export interface RelayStory {
  readonly issuer: IssuerFixture
  startFairlead(options?: FairleadOptions): Promise<Fairlead>
  /** A browser at a Fairlead of its own. */
  startBrowser(options?: FairleadOptions): Promise<TestBrowser>
}

/** Gives each test of a file an issuer, and checks after it that no log line and no address holds a secret. */
export function tellRelayStories(): RelayStory {
  let issuer: IssuerFixture
  let opened: Fairlead[]

  beforeEach(async () => {
    issuer = await startIssuer()
    opened = []
  })

  afterEach(async () => {
    const logs = opened.flatMap(({ logLines }) => logLines).join('\n')
    for (const secret of [...issuer.secrets, CODE_VERIFIER]) expect(logs).not.toContain(secret)
    expect(issuer.seen.filter(({ query }) => query !== '')).toEqual([])
    await Promise.all(opened.map((fairlead) => fairlead.close()))
    await issuer.stop()
  })

  async function start(options: FairleadOptions = {}) {
    const fairlead = await startFairlead(issuer, options)
    opened.push(fairlead)
    return fairlead
  }

  return {
    get issuer() {
      return issuer
    },
    startFairlead: start,
    startBrowser: async (options) => new TestBrowser(await start(options)),
  }
}
