import { createContext, lazy, Suspense, useContext, useState, type ReactNode } from 'react'
import { useLocation } from 'wouter'
import { useStore } from 'zustand'
import type { ClusterName } from '../../contract/cluster-name.ts'
import { SIGNED_OUT_PATH } from '../../contract/paths.ts'
import { findClusterEntry } from './cluster-entry.ts'
import { useLanguage, useSessions, useStages } from './stages.ts'

/** In chunks of their own: nobody signs out before the sign-in. */
export const loadSignOut = () =>
  Promise.all([import('./sign-out/sign-out-dialog.tsx'), import('./sign-out/signed-out-page.tsx')])

const SignOutDialog = lazy(async () => ({ default: (await loadSignOut())[0].SignOutDialog }))
const SignedOutPage = lazy(async () => ({ default: (await loadSignOut())[1].SignedOutPage }))

const SignOutContext = createContext<(what: ClusterName | 'all') => void>(() => undefined)

/** Opens the choice of what to end: a cluster's session, or all. */
export const useSignOut = () => useContext(SignOutContext)

/** Lets the screens inside ask for a sign-out, and shows the choice on top of them. */
export function WithSignOut({ children }: { children: ReactNode }) {
  const [what, setWhat] = useState<ClusterName | 'all'>()
  return (
    <SignOutContext value={setWhat}>
      {children}
      {what !== undefined && (
        <Suspense>
          <SignOutChoice what={what} onDismiss={() => setWhat(undefined)} />
        </Suspense>
      )}
    </SignOutContext>
  )
}

function SignOutChoice({ what, onDismiss }: { what: ClusterName | 'all'; onDismiss: () => void }) {
  const { config, sessions } = useStages()
  const all = useSessions()
  const [, navigate] = useLocation()
  const entry = what === 'all' ? undefined : findClusterEntry(config, what)
  const sharedWith = entry && entry.status !== 'broken' ? entry.sharedWith : []
  const signedIn = config.clusters.map(({ name }) => name).filter((name) => all[name]?.status === 'signed-in')
  const others = signedIn.filter((name) => name !== what && !sharedWith.includes(name))
  return (
    <SignOutDialog
      {...(what !== 'all' && { cluster: what })}
      sharedWith={sharedWith}
      others={others.length}
      issuerHosts={[]}
      pasted={false}
      onDismiss={onDismiss}
      onSignOut={({ clusters, atIssuer }) => {
        onDismiss()
        navigate(SIGNED_OUT_PATH)
        void sessions.signOut({ clusters: clusters === 'all' ? 'all' : what, atIssuer })
      }}
    />
  )
}

/** `/signed-out`: what the last sign-out of this tab ended. */
export function SignedOutRoute() {
  const reports = useStore(useStages().sessionStore, (state) => state.signOut)
  return (
    <Suspense>
      <SignedOutPage reports={reports} language={useLanguage()} />
    </Suspense>
  )
}
