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

interface SignOutUnderWay {
  /** Opens the choice of what to end: a cluster's session, or all. */
  ask(what: ClusterName | 'all'): void
  /** Whether something is being ended at the moment. */
  readonly isEnding: boolean
}

const SignOutContext = createContext<SignOutUnderWay>({ ask: () => undefined, isEnding: false })

export const useSignOut = () => useContext(SignOutContext).ask
export const useIsSigningOut = () => useContext(SignOutContext).isEnding

/** Lets the screens inside ask for a sign-out, and shows the choice on top of them. */
export function WithSignOut({ children }: { children: ReactNode }) {
  const [what, ask] = useState<ClusterName | 'all'>()
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

function SignOutChoice(props: {
  what: ClusterName | 'all'
  onSignOut: Sessions['signOut']
  onDismiss: () => void
}) {
  const { what } = props
  const { config } = useStages()
  const sessions = useSessions()
  const entry = what === 'all' ? undefined : findClusterEntry(config, what)
  const session = what === 'all' ? undefined : sessions[what]
  const pasted = session?.status === 'signed-in' && session.renewal === 'pasted'
  const sharedWith = entry && entry.status !== 'broken' && !pasted ? entry.sharedWith : []
  const signedIn = config.clusters
    .map(({ name }) => name)
    .filter((name) => sessions[name]?.status === 'signed-in')
  return (
    <SignOutDialog
      cluster={what === 'all' ? undefined : what}
      sharedWith={sharedWith}
      others={signedIn.filter((name) => name !== what && !sharedWith.includes(name)).length}
      issuerHosts={issuersWithLogout(config, what === 'all' ? signedIn : [what])}
      issuerHostsOfAll={issuersWithLogout(config, signedIn)}
      pasted={pasted}
      onDismiss={props.onDismiss}
      onSignOut={({ clusters, atIssuer }) =>
        void props.onSignOut({ clusters: clusters === 'all' ? 'all' : what, atIssuer })
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
