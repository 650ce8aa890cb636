import { createContext, lazy, Suspense, useContext, useState, type ReactNode } from 'react'
import { useLocation } from 'wouter'
import { useStore } from 'zustand'
import type { ClusterName } from '../../contract/cluster-name.ts'
import { SIGNED_OUT_PATH } from '../../contract/paths.ts'
import type { Sessions } from '../session/session.ts'
import { findClusterEntry, issuersWithLogout } from './cluster-entry.ts'
import { Unhurried } from './page.tsx'
import { useMessages, useSessions, useStages } from './stages.ts'

/** In chunks of their own: nobody signs out before the sign-in. */
export const loadSignOut = () =>
  Promise.all([import('./sign-out/sign-out-dialog.tsx'), import('./sign-out/signed-out-page.tsx')])

const SignOutDialog = lazy(async () => ({ default: (await loadSignOut())[0].SignOutDialog }))
const SignedOutPage = lazy(async () => ({ default: (await loadSignOut())[1].SignedOutPage }))

type SignOutAsked = { readonly cluster: ClusterName } | 'all'

interface SignOutUnderWay {
  /** Opens the choice of what to end: the session of this cluster, or all. */
  ask(what: SignOutAsked): void
  /** Whether something is being ended at the moment. */
  readonly isEnding: boolean
}

const SignOutContext = createContext<SignOutUnderWay>({ ask: () => undefined, isEnding: false })

export const useSignOut = () => useContext(SignOutContext).ask
export const useIsSigningOut = () => useContext(SignOutContext).isEnding

/** Lets the screens inside ask for a sign-out, and shows the choice on top of them. */
export function WithSignOut({ children }: { children: ReactNode }) {
  const [what, ask] = useState<SignOutAsked>()
  const [isEnding, setEnding] = useState(false)
  const { sessions } = useStages()
  const [, navigate] = useLocation()
  const signOut: Sessions['signOut'] = async (choice) => {
    ask(undefined)
    setEnding(true)
    navigate(SIGNED_OUT_PATH)
    return sessions.signOut(choice).finally(() => setEnding(false))
  }
  return (
    <SignOutContext value={{ ask, isEnding }}>
      {children}
      {what !== undefined && (
        <Suspense>
          <SignOutChoice what={what} onSignOut={signOut} onDismiss={() => ask(undefined)} />
        </Suspense>
      )}
    </SignOutContext>
  )
}

function SignOutChoice(props: { what: SignOutAsked; onSignOut: Sessions['signOut']; onDismiss: () => void }) {
  const cluster = props.what === 'all' ? undefined : props.what.cluster
  const { config } = useStages()
  const sessions = useSessions()
  const entry = cluster && findClusterEntry(config, cluster)
  const session = cluster && sessions[cluster]
  const pasted = session?.status === 'signed-in' && session.renewal === 'pasted'
  const sharedWith = entry && entry.status !== 'broken' && !pasted ? entry.sharedWith : []
  const signedIn = config.clusters
    .map(({ name }) => name)
    .filter((name) => sessions[name]?.status === 'signed-in')
  return (
    <SignOutDialog
      cluster={cluster}
      sharedWith={sharedWith}
      others={signedIn.filter((name) => name !== cluster && !sharedWith.includes(name)).length}
      issuerHosts={issuersWithLogout(config, cluster ? [cluster] : signedIn)}
      issuerHostsOfAll={issuersWithLogout(config, signedIn)}
      pasted={pasted}
      onDismiss={props.onDismiss}
      onSignOut={({ clusters, atIssuer }) =>
        void props.onSignOut({ clusters: cluster && clusters === 'this' ? [cluster] : 'all', atIssuer })
      }
    />
  )
}

/** `/signed-out`: what the last sign-out of this tab ended. */
export function SignedOutRoute() {
  const reports = useStore(useStages().sessionStore, (state) => state.signOut)
  const { problems } = useMessages()
  if (useIsSigningOut()) return <Unhurried role="status">{problems.signingOut}</Unhurried>
  return (
    <Suspense>
      <SignedOutPage reports={reports} />
    </Suspense>
  )
}
