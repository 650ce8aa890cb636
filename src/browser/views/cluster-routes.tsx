import { lazy, Suspense, use, type ReactNode } from 'react'
import { Redirect, useLocation, useRoute, useSearchParams } from 'wouter'
import { decodeClusterName, type ClusterName } from '../../contract/cluster-name.ts'
import { findClusterEntry, type BrokenEntry, type ClusterEntry } from './cluster-entry.ts'
import { ClusterFrame } from './cluster/cluster-frame.tsx'
import { LoginDialog } from './login-dialog/login-dialog.tsx'
import { BrokenClusterPage, UnknownClusterPage, UnknownPage } from './problems/problem-pages.tsx'
import { isSection, sectionPath, type Section } from './sections.ts'
import { AccountMenu } from './shell/account-menu.tsx'
import { ClusterSwitcher } from './shell/cluster-switcher.tsx'
import { Shell } from './shell/shell.tsx'
import { useSession, useSessions, useStages } from './stages.ts'
import { TableRowsToCome, TableSkeleton } from './table-skeleton.tsx'

/** In a chunk of its own: nobody needs a table before the sign-in. */
export const loadResourcesPage = () => import('./resources/resources-page.tsx')

const ResourcesPage = lazy(async () => ({ default: (await loadResourcesPage()).ResourcesPage }))

/** The shell, with what belongs to the cluster in the address. */
export function ClusterTools({ schemeMenu, children }: { schemeMenu: ReactNode; children: ReactNode }) {
  const { config } = useStages()
  const sessions = useSessions()
  const [, params] = useRoute<{ cluster: string; section?: string }, RegExp>(
    /^\/c\/(?<cluster>[^/]+)(?:\/(?<section>[^/]+))?/,
  )
  const name = params && decodeClusterName(params.cluster)
  const section = params?.section && isSection(params.section) ? params.section : 'pods'
  const entry = name && findClusterEntry(config, name)
  return (
    <Shell
      breadcrumb={
        entry && (
          <ClusterSwitcher
            current={entry.name}
            section={section}
            names={config.clusters.map((cluster) => cluster.name)}
            sessions={sessions}
          />
        )
      }
      tools={
        <>
          {schemeMenu}
          {entry && entry.status !== 'broken' && <Account entry={entry} />}
        </>
      }
    >
      {children}
    </Shell>
  )
}

function Account({ entry }: { entry: Exclude<ClusterEntry, BrokenEntry> }) {
  const { sessions } = useStages()
  const session = useSession(entry.name)
  if (session.status !== 'signed-in') return undefined
  return (
    <AccountMenu
      cluster={entry.name}
      sharedWith={entry.sharedWith}
      session={session}
      onSignOut={() => void sessions.signOut(entry.name)}
    />
  )
}

/** `/c/NAME`: its pods. */
export function ClusterRoute({ segment }: { segment: string }) {
  const cluster = decodeClusterName(segment)
  const rest = /[?#].*$/.exec(useStages().currentAddress())?.[0] ?? ''
  if (!cluster) return <UnknownClusterPage name={segment} />
  return <Redirect to={`${sectionPath(cluster, 'pods')}${rest}`} replace />
}

export function ClusterSectionRoute({ segment, section }: { segment: string; section: string }) {
  const { config } = useStages()
  const cluster = decodeClusterName(segment)
  const entry = cluster && findClusterEntry(config, cluster)
  if (!entry) return <UnknownClusterPage name={cluster ?? segment} />
  if (entry.status === 'broken') return <BrokenClusterPage name={entry.name} reason={entry.reason} />
  if (!isSection(section)) return <UnknownPage />
  return (
    <ClusterFrame cluster={entry.name} section={section}>
      <SignedInOnly entry={entry}>
        <Suspense fallback={<TableSkeleton label="Loading…" />}>
          <Resources key={`${entry.name} ${section}`} cluster={entry.name} section={section} />
        </Suspense>
      </SignedInOnly>
    </ClusterFrame>
  )
}

/** Shows the page, or the dialog in front of it, because the session says so. Nothing else opens the dialog. */
function SignedInOnly(props: { entry: Exclude<ClusterEntry, BrokenEntry>; children: ReactNode }) {
  const { sessions, reload, currentAddress } = useStages()
  const session = useSession(props.entry.name)
  const [, navigate] = useLocation()
  if (session.status === 'signed-in') return props.children
  if (session.status === 'restoring') return <TableSkeleton label="Restoring your session…" />
  return (
    <>
      <TableRowsToCome />
      <LoginDialog
        entry={props.entry}
        session={session}
        onSignIn={() => void sessions.signIn(props.entry.name, currentAddress())}
        onSignInAsSomeoneElse={() => void sessions.signIn(props.entry.name, currentAddress(), 'login')}
        onReload={reload}
        onDismiss={() => navigate('/')}
      />
    </>
  )
}

function Resources({ cluster, section }: { cluster: ClusterName; section: Section }) {
  const { clusterApi, clock } = useStages()
  const [search] = useSearchParams()
  const [, navigate] = useLocation()
  return (
    <ResourcesPage
      cluster={cluster}
      section={section}
      namespace={search.get('namespace') || undefined}
      clusterApi={use(clusterApi(cluster))}
      clock={clock}
      onNamespace={(next) => navigate(sectionPath(cluster, section, next))}
    />
  )
}
