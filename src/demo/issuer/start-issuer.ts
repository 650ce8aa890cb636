import type { RequestListener } from 'node:http'
import type { DemoAccount } from '../accounts.ts'
import { startLoopbackServer } from '../loopback-server.ts'
import type { SecretLedger } from '../secret-ledger.ts'
import { createProvider, type ProviderControls } from './create-provider.ts'
import type { DemoClient } from './demo-client.ts'
import { createInteractions, INTERACTION_PATH } from './interactions.ts'
import type { IssuerTraits } from './issuer-traits.ts'
import { createIssuerObservation, pathOf, type IssuerObservation } from './observe-requests.ts'

/** What a test may ask of the identity provider. */
export interface DemoIssuer extends IssuerObservation, ProviderControls {
  readonly url: string
  /** Until it comes back, every endpoint answers 503, or nobody listens at its address. */
  goDown(how?: 'answers-503' | 'refuses-connections'): Promise<void>
  comeBack(): Promise<void>
}

/** Starts the identity provider on loopback. */
export async function startIssuer(options: {
  readonly port: number
  readonly clients: readonly DemoClient[]
  readonly accounts: readonly DemoAccount[]
  readonly idTokenTtlS: number
  readonly traits?: IssuerTraits
  readonly secrets: SecretLedger
}): Promise<DemoIssuer & { close(): Promise<void> }> {
  const { observe, failAlways, ...observation } = createIssuerObservation()
  const formTargets = [...new Set(options.clients.flatMap((client) => client.redirectUris).map(originOf))]
  let controls: ProviderControls | undefined

  async function answerAt(issuerUrl: string): Promise<RequestListener> {
    const { provider, ...rest } = await createProvider({ traits: {}, ...options, issuerUrl, formTargets })
    controls = rest
    const interact = createInteractions({ provider, accounts: options.accounts, formTargets })
    const answer = provider.callback()
    return (request, response) => {
      const interaction = INTERACTION_PATH.exec(pathOf(request))
      void (interaction ? interact(request, response, interaction[1]) : answer(request, response))
    }
  }

  const server = await startLoopbackServer(options.port, async (url) => observe(await answerAt(url)))
  if (!controls) throw new Error('The identity provider was not made.')
  return {
    ...controls,
    ...observation,
    url: server.url,
    async goDown(how = 'answers-503') {
      if (how === 'answers-503') failAlways(true)
      else await server.pause()
    },
    async comeBack() {
      failAlways(false)
      await server.resume()
    },
    close: server.close,
  }
}

function originOf(uri: string): string {
  return new URL(uri).origin
}
