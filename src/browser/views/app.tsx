import type { ReactNode } from 'react'
import { Redirect, Route, Router, Switch, useLocation } from 'wouter'
import { useStore } from 'zustand'
import type { Speech } from '../messages/create-speech.ts'
import type { Finding } from '../../contract/finding.ts'
import { CALLBACK_PATH, SIGNED_OUT_PATH } from '../../contract/paths.ts'
import { ClusterRoute, ClusterSectionRoute, ClusterTools, LanguageTool } from './cluster-routes.tsx'
import { clusterEntries } from './cluster-entry.ts'
import { ClustersPage } from './clusters/clusters-page.tsx'
import type { ColorScheme } from './color-scheme.ts'
import { useFocusOnNavigation } from './focus-on-navigation.ts'
import { ErrorBoundary } from './problems/error-boundary.tsx'
import { ConfigUnreachablePage, SignInFailedPage, UnknownPage } from './problems/problem-pages.tsx'
import { HandedOverPage, LoadingPage, SigningInPage } from './problems/waiting-pages.tsx'
import { sectionPath } from './sections.ts'
import { ColorSchemeMenu } from './shell/color-scheme-menu.tsx'
import { LanguageMenu } from './shell/language-menu.tsx'
import { Shell } from './shell/shell.tsx'
import { SignedOutRoute, useIsSigningOut, useSignOut, WithSignOut } from './sign-out-routes.tsx'
import { SpeechContext, StagesContext, useLanguage, useSessions, useStages, type Stages } from './stages.ts'

/** How far the page has come. */
export type AppState =
  | { readonly status: 'loading' }
  | { readonly status: 'config-unreachable'; readonly reason: Finding }
  | { readonly status: 'completing-sign-in' }
  /** The tab that opened this window goes on with the sign-in. */
  | { readonly status: 'handed-over' }
  | {
      readonly status: 'ready'
      readonly stages: Stages
      /** From the issuer: the page is another one, though nobody has navigated in this document. */
      readonly cameBack?: boolean
      readonly signInFailure?: SignInFailure
    }

export interface SignInFailure {
  readonly reason: Finding
  /** Where one left from: path, query and fragment, base URL included. Left out where the attempt is not known. */
  readonly returnTo?: string
}

export interface AppProps {
  readonly state: AppState
  readonly baseUrl: string
  readonly colorScheme: ColorScheme
  readonly speech: Speech
  readonly reload: () => void
}

export function App(props: AppProps) {
  return (
    <SpeechContext value={props.speech.store}>
      <Router base={props.baseUrl}>
        <Screen {...props} />
      </Router>
    </SpeechContext>
  )
}

function Screen({ state, colorScheme, speech, reload }: AppProps) {
  const language = <LanguageMenu language={useLanguage()} onChoose={(chosen) => void speech.choose(chosen)} />
  const tools = (
    <>
      {language}
      <ColorSchemeMenu choice={useStore(colorScheme.choice)} onChoose={colorScheme.choose} />
    </>
  )
  if (state.status !== 'ready') return <Shell tools={tools}>{beforeReady(state, reload)}</Shell>
  return (
    <StagesContext value={state.stages}>
      <LanguageTool value={language}>
        <WithSignOut>
          <ReadyScreen tools={tools} {...state} />
        </WithSignOut>
      </LanguageTool>
    </StagesContext>
  )
}

function beforeReady(state: Exclude<AppState, { status: 'ready' }>, reload: () => void): ReactNode {
  switch (state.status) {
    case 'loading':
      return <LoadingPage />
    case 'completing-sign-in':
      return <SigningInPage />
    case 'handed-over':
      return <HandedOverPage />
    case 'config-unreachable':
      return <ConfigUnreachablePage reason={state.reason} onReload={reload} />
  }
}

function ReadyScreen(
  props: { tools: ReactNode } & Pick<Extract<AppState, { status: 'ready' }>, 'cameBack' | 'signInFailure'>,
) {
  const [path] = useLocation()
  // A sign-out has its heading, and with it something to focus, once it is over.
  useFocusOnNavigation(`${path} ${useIsSigningOut()}`, props.cameBack)
  return (
    <ClusterTools tools={props.tools}>
      <ErrorBoundary key={path} onReload={useStages().reload}>
        <Switch>
          <Route path="/">
            <ClustersRoute />
          </Route>
          <Route path="/c/:cluster">{({ cluster }) => <ClusterRoute segment={cluster} />}</Route>
          <Route path="/c/:cluster/:section">
            {({ cluster, section }) => <ClusterSectionRoute segment={cluster} section={section} />}
          </Route>
          <Route path={SIGNED_OUT_PATH}>
            <SignedOutRoute />
          </Route>
          <Route path={CALLBACK_PATH}>
            {props.signInFailure ? (
              <SignInFailedPage {...props.signInFailure} />
            ) : (
              <Redirect to="/" replace />
            )}
          </Route>
          <Route>
            <UnknownPage />
          </Route>
        </Switch>
      </ErrorBoundary>
    </ClusterTools>
  )
}

function ClustersRoute() {
  const { config, sessions, baseUrl, reload, clock, reachability } = useStages()
  const signOut = useSignOut()
  return (
    <ClustersPage
      entries={clusterEntries(config)}
      sessions={useSessions()}
      clock={clock}
      reachability={reachability}
      onSignIn={(cluster) => void sessions.signIn(cluster, `${baseUrl}${sectionPath(cluster, 'pods')}`)}
      onCancelSignIn={sessions.cancelSignIn}
      onSignOut={(cluster) => signOut({ cluster })}
      onSignInToAll={() => void sessions.signInToAll(`${baseUrl}/`)}
      onSignOutOfAll={() => signOut('all')}
      onReload={reload}
    />
  )
}
