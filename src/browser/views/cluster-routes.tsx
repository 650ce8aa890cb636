import { createContext, lazy, Suspense, use, useContext, type ReactNode } from 'react'
import { Redirect, useLocation, useRoute, useSearchParams } from 'wouter'
import { decodeClusterName, type ClusterName } from '../../contract/cluster-name.ts'
import type { Session } from '../session/session.ts'
import { findClusterEntry, type SignInEntry } from './cluster-entry.ts'
import { ClusterFrame } from './cluster/cluster-frame.tsx'
import { LoginDialog } from './login-dialog/login-dialog.tsx'
import { BrokenClusterPage, UnknownClusterPage, UnknownPage } from './problems/problem-pages.tsx'
import { isSection, sectionPath, type Section } from './sections.ts'
import { AccountMenu } from './shell/account-menu.tsx'
import { ClusterSwitcher } from './shell/cluster-switcher.tsx'
import { Shell } from './shell/shell.tsx'
import { useSignOut } from './sign-out-routes.tsx'
import { useMessages, useSession, useSessions, useStages } from './stages.ts'
import { TableRowsToCome, TableSkeleton } from './table-skeleton.tsx'

/** In a chunk of its own: nobody needs a table before the sign-in. */
export const loadResourcesPage = () => import('./resources/resources-page.tsx')

const TokenForm = lazy(async () => ({ default: (await import('./token-form/token-form.tsx')).TokenForm }))
export const loadSessionNotice = () => import('./session-notice/session-notice.tsx')
const SessionNotice = lazy(async () => ({ default: (await loadSessionNotice()).SessionNotice }))
const ResourcesPage = lazy(async () => ({ default: (await loadResourcesPage()).ResourcesPage }))

/** The choice of the language, which a dialog in front of the page keeps within reach. */
export const LanguageTool = createContext<ReactNode>(undefined)

/** The shell, with what belongs to the cluster in the address. */
export function ClusterTools({ tools, children }: { tools: ReactNode; children: ReactNode }) {
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
          {tools}
          {entry && entry.status !== 'broken' && <Account entry={entry} />}
        </>
      }
    >
      {children}
    </Shell>
  )
}

function Account({ entry }: { entry: SignInEntry }) {
  const { sessions, currentAddress } = useStages()
  const session = useSession(entry.name)
  const signOut = useSignOut()
  if (session.status !== 'signed-in') return undefined
  return (
    <AccountMenu
      cluster={entry.name}
      sharedWith={session.renewal === 'pasted' ? [] : entry.sharedWith}
      session={session}
      onSignOut={() => signOut({ cluster: entry.name })}
      {...(entry.method === 'oidc' && {
        onSignInAsSomeoneElse: () =>
          void sessions.signIn(entry.name, currentAddress(), { otherAccount: true }),
      })}
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
  const { shell } = useMessages()
  const cluster = decodeClusterName(segment)
  const entry = cluster && findClusterEntry(config, cluster)
  if (!entry) return <UnknownClusterPage name={cluster ?? segment} />
  if (entry.status === 'broken') return <BrokenClusterPage name={entry.name} reason={entry.reason} />
  if (!isSection(section)) return <UnknownPage />
  return (
    <ClusterFrame cluster={entry.name} section={section} notice={<Notice entry={entry} />}>
      <SignedInOnly entry={entry}>
        <Suspense fallback={<TableSkeleton label={shell.loading} />}>
          <Resources key={`${entry.name} ${section}`} cluster={entry.name} section={section} />
        </Suspense>
      </SignedInOnly>
    </ClusterFrame>
  )
}

/** Shows the page, or the dialog in front of it, because the session says so. Nothing else opens the dialog. */
function SignedInOnly({ entry, children }: { entry: SignInEntry; children: ReactNode }) {
  const session = useSession(entry.name)
  const { shell } = useMessages()
  if (session.status === 'signed-in') return children
  if (session.status === 'restoring') return <TableSkeleton label={shell.restoring} />
  return (
    <>
      <TableRowsToCome />
      <SignIn entry={entry} session={session} />
    </>
  )
}

function SignIn(props: {
  entry: SignInEntry
  session: Extract<Session, { status: 'signed-out' | 'signing-in' }>
}) {
  const { config, sessions, reload, currentAddress, tryPastedToken } = useStages()
  const { name } = props.entry
  const [, navigate] = useLocation()
  return (
    <LoginDialog
      {...props}
      pastedTokens={config.signIn.pastedTokens}
      tools={useContext(LanguageTool)}
      onSignIn={(how) => void sessions.signIn(name, currentAddress(), how)}
      onSignInAsSomeoneElse={() => void sessions.signIn(name, currentAddress(), { otherAccount: true })}
      onCancel={() => sessions.cancelSignIn(name)}
      onReload={reload}
      onDismiss={() => navigate('/')}
      tokenForm={(onCancel) => (
        <TokenForm
          cluster={name}
          issuer={props.entry.method === 'oidc' ? props.entry.issuer : undefined}
          onUse={(token) => tryPastedToken(name, token)}
          onCancel={onCancel}
        />
      )}
    />
  )
}

function Notice({ entry }: { entry: SignInEntry }) {
  const { sessions, clock, currentAddress } = useStages()
  const session = useSession(entry.name)
  if (session.status !== 'signed-in') return undefined
  return (
    <Suspense>
      <SessionNotice
        session={session}
        issuerHost={entry.method === 'oidc' ? entry.issuerHost : ''}
        clock={clock}
        onGoOn={() => void sessions.signIn(entry.name, currentAddress())}
      />
    </Suspense>
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
