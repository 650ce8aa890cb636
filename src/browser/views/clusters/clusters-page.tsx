import styled from '@emotion/styled'
import { useState } from 'react'
import type { SessionState } from '../../session/session.ts'
import type { ClusterEntry } from '../cluster-entry.ts'
import { CalmPage, PageHeading, Quiet } from '../page.tsx'
import { SearchField } from '../search-field.tsx'
import { NARROW } from '../theme.ts'
import { ClusterRow } from './cluster-row.tsx'
import type { ClusterIntents } from './cluster-session.tsx'
import { Card, HeadRow, Rows } from './row-layout.tsx'

const SEARCH_FROM = 9

/** Every cluster that Fairlead knows, and how one stands with it. */
export function ClustersPage(
  props: { entries: readonly ClusterEntry[]; sessions: SessionState['sessions'] } & ClusterIntents,
) {
  const [wanted, setWanted] = useState('')
  if (props.entries.length === 0) return <NoClusters />
  const shown = props.entries.filter((entry) => matches(entry, wanted))
  return (
    <Page>
      <Top>
        <PageHeading>Clusters</PageHeading>
        {props.entries.length >= SEARCH_FROM && (
          <SearchField label="Find a cluster" value={wanted} onChange={setWanted} />
        )}
      </Top>
      <Card>
        <HeadRow aria-hidden="true">
          <span>Cluster</span>
          <span>API server</span>
          <span>Identity provider</span>
          <span>Session</span>
        </HeadRow>
        <Rows aria-label="Clusters">
          {shown.map((entry) => (
            <ClusterRow key={entry.name} entry={entry} session={props.sessions[entry.name]} {...props} />
          ))}
        </Rows>
        {shown.length === 0 && <None>No cluster matches “{wanted}”.</None>}
      </Card>
    </Page>
  )
}

function matches(entry: ClusterEntry, wanted: string): boolean {
  const text = entry.status === 'broken' ? entry.name : `${entry.name} ${entry.server} ${entry.issuerHost}`
  return text.toLowerCase().includes(wanted.trim().toLowerCase())
}

function NoClusters() {
  return (
    <CalmPage heading="No clusters yet">
      <p>
        Fairlead lists the clusters of a kubeconfig, of a settings file, or the one it runs in. It was started
        without any of them.
      </p>
      <Quiet>
        Start it with <code>-kubeconfig ~/.kube/config</code>, <code>-config settings.yaml</code> or{' '}
        <code>-in-cluster</code>, then reload this page. <code>fairlead --help</code> lists every setting.
      </Quiet>
    </CalmPage>
  )
}

const Page = styled('div')({
  maxWidth: 1320,
  margin: '0 auto',
  padding: '28px 24px 48px',
  [NARROW]: { padding: '16px 12px 32px' },
})
const Top = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  justifyContent: 'space-between',
  gap: 12,
  minHeight: 32,
  marginBottom: 12,
})
const None = styled(Quiet)({ gridColumn: '1 / -1', padding: '16px' })
