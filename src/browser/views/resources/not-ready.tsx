import type { ClusterName } from '../../../contract/cluster-name.ts'
import type { LiveTable } from '../../kubernetes/cluster-api.ts'
import { Button } from '../button.tsx'
import { FindingNotice } from '../finding-notice.tsx'
import { useLaterMessages } from '../later-messages.ts'
import type { Section } from '../sections.ts'
import { TableSkeleton } from '../table-skeleton.tsx'
import { ForbiddenPanel, StatePanel } from './state-panels.tsx'

/** What stands there while there are no rows, and why. */
export function NotReady(props: {
  table: Exclude<LiveTable, { status: 'ready' }>
  section: Section
  cluster: ClusterName
  namespace: string | undefined
  onRetry: () => void
}) {
  const { table, section, cluster, namespace } = props
  const say = useLaterMessages().resources
  switch (table.status) {
    case 'loading':
      return <TableSkeleton label={say[section].loading} />
    case 'forbidden':
      return <ForbiddenPanel what={section} cluster={cluster} namespace={namespace} message={table.message} />
    case 'failed':
      return (
        <StatePanel heading={say[section].notListed}>
          <FindingNotice finding={table.reason} />
          <div>
            <Button data-look="outlined" onClick={props.onRetry}>
              {say.tryAgain}
            </Button>
          </div>
        </StatePanel>
      )
  }
}
