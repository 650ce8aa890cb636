import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { decodeClusterName, type ClusterName } from '../contract/cluster-name.ts'
import type { Config } from '../contract/config.ts'
import { CALLBACK_PATH } from '../contract/paths.ts'
import { buildStages } from './build-stages.ts'
import { loadConfig } from './config/load-config.ts'
import { readBaseUrl } from './config/read-base-url.ts'
import { identifySessions } from './kubernetes/identify-sessions.ts'
import { createSpeech, type Speech } from './messages/create-speech.ts'
import { signInAutomatically } from './session/sign-in-automatically.ts'
import { App, type AppState, type SignInFailure } from './views/app.tsx'
import { createColorScheme } from './views/color-scheme.ts'
import { findingOf } from './views/finding-of.ts'
import type { Stages } from './views/stages.ts'

const fetch = window.fetch.bind(window)
const baseUrl = readBaseUrl(document)
const colorScheme = createColorScheme(window)
const reload = () => window.location.reload()
const root = createRoot(document.getElementById('app') as HTMLElement)
const callbackUrl =
  window.location.pathname === `${baseUrl}${CALLBACK_PATH}` ? window.location.href : undefined
// The authorization code has nothing to do in the history.
if (callbackUrl) window.history.replaceState(null, '', `${baseUrl}${CALLBACK_PATH}`)

const speaking = createSpeech(window)
const messages = async () => (await speaking).store.getState().messages
const config = loadConfig({ fetch, baseUrl, messages })
void speaking.then(open)

async function open(speech: Speech): Promise<void> {
  const show = (state: AppState) =>
    root.render(
      <StrictMode>
        <App state={state} {...{ baseUrl, colorScheme, speech, reload }} />
      </StrictMode>,
    )
  show({ status: callbackUrl ? 'completing-sign-in' : 'loading' })
  await config.then(
    (loaded) => start(loaded, speech, show),
    (error: unknown) => show({ status: 'config-unreachable', reason: findingOf(error) }),
  )
}

async function start(config: Config, speech: Speech, show: (state: AppState) => void): Promise<void> {
  const stages = buildStages({ config, speech, baseUrl, fetch, reload, window })
  const back = callbackUrl === undefined ? undefined : await comeBack(stages, callbackUrl)
  if (back === 'leaving') return
  if (back === 'handed-over') {
    show({ status: 'handed-over' })
    window.close()
    return
  }
  void stages.sessions.restore()
  show({ status: 'ready', stages, cameBack: callbackUrl !== undefined, ...(back && { signInFailure: back }) })
  keepGoing(stages)
}

/**
 * Takes up what the issuer sent the person back with. Once for an address, and outside React, which may run an effect
 * twice.
 *
 * @returns why the sign-in failed, or nothing where it did not
 */
async function comeBack(
  { sessions, leftFrom }: Stages,
  url: string,
): Promise<SignInFailure | 'leaving' | 'handed-over' | undefined> {
  try {
    const back = await sessions.completeSignIn(url)
    if (typeof back === 'string') return back
    window.history.replaceState(null, '', back.returnTo)
    return undefined
  } catch (error) {
    const returnTo = leftFrom()
    return { reason: findingOf(error), ...(returnTo && { returnTo }) }
  }
}

/** What goes on beside the screens, as long as the page is there. */
function keepGoing({ config, sessionStore: store, sessions, clusterApi }: Stages): void {
  signInAutomatically({ config, store, sessions, baseUrl, window, onScreen: clusterOnScreen })
  identifySessions({
    store,
    sessions,
    whoAmI: async (cluster) => (await clusterApi(cluster)).whoAmI(),
    onScreen: clusterOnScreen,
  })
}

function clusterOnScreen(): ClusterName | undefined {
  const segment = /^\/c\/([^/]+)/.exec(window.location.pathname.slice(baseUrl.length))?.[1]
  return segment === undefined ? undefined : decodeClusterName(segment)
}
