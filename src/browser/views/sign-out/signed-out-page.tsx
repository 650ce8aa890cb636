import styled from '@emotion/styled'
import { useState } from 'react'
import type { SignOutReport } from '../../session/session.ts'
import { LinkButton } from '../button.tsx'
import { hostOf } from '../host-of.ts'
import { useLaterMessages } from '../later-messages.ts'
import { nameList } from '../name-list.ts'
import { Actions, CalmPage, PageHeading, Quiet } from '../page.tsx'
import { useLanguage } from '../stages.ts'
import { StatusMark } from '../status-mark.tsx'
import { color, NARROW, WIDE } from '../theme.ts'
import { timeText } from '../time-text.ts'
import { describeAtIssuer, sharedIssuers } from './describe-at-issuer.ts'
import { describeSignOut, type Outcome } from './describe-sign-out.ts'

interface SignedOutPageProps {
  /** Left out where the page was opened by its address. */
  readonly reports: readonly SignOutReport[] | undefined
  readonly nowMs?: () => number
}

/** What the last sign-out of this tab ended, and what it could not end. */
export function SignedOutPage(props: SignedOutPageProps) {
  const { reports } = props
  const say = useLaterMessages().signOut
  if (reports === undefined || reports.length === 0) {
    return (
      <CalmPage heading={say.nothing}>
        <Quiet>{say.nothingMeans}</Quiet>
        <WayOn />
      </CalmPage>
    )
  }
  const shared = sharedIssuers(reports)
  return (
    <Page>
      <PageHeading>{say.signedOut}</PageHeading>
      <Quiet>{say.summary}</Quiet>
      {reports.map((report) => {
        const isShared = shared.some(({ issuer }) => issuer === report.issuer)
        return <Report key={report.clusters.join('\n')} {...props} report={report} atIssuerToo={!isShared} />
      })}
      {shared.map((ended) => (
        <Outcomes key={ended.issuer} of={[hostOf(ended.issuer)]} outcomes={[describeAtIssuer(ended, say)]} />
      ))}
      <WayOn />
    </Page>
  )
}

function Report(props: SignedOutPageProps & { report: SignOutReport; atIssuerToo: boolean }) {
  const { report, atIssuerToo, nowMs = Date.now } = props
  const say = useLaterMessages().signOut
  const language = useLanguage()
  // As it was on coming here: a page of what has happened does not change under one's eyes.
  const [now] = useState(nowMs)
  const time = (atS: number) => timeText(atS * 1000, { nowMs: now, language })
  const { clusters, issuer, atIssuer } = report
  const outcomes = [
    ...describeSignOut(report, say, { nowS: now / 1000, time }),
    ...(atIssuerToo && issuer !== undefined ? [describeAtIssuer({ issuer, atIssuer }, say)] : []),
  ]
  return <Outcomes of={clusters} outcomes={outcomes} />
}

function Outcomes(props: { of: readonly string[]; outcomes: readonly Outcome[] }) {
  const say = useLaterMessages().signOut
  const language = useLanguage()
  return (
    <Table>
      <caption translate="no" title={props.of.join('\n')}>
        {nameList(props.of, language, say.furtherNames)}
      </caption>
      <thead>
        <tr>
          <th scope="col">{say.columns.what}</th>
          <th scope="col">{say.columns.state}</th>
          <th scope="col">{say.columns.means}</th>
        </tr>
      </thead>
      <tbody>
        {props.outcomes.map(({ what, tone, state, means }) => (
          <tr key={what}>
            <th scope="row">{what}</th>
            <td>
              <StatusMark tone={tone}>{state}</StatusMark>
            </td>
            <td>{means}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function WayOn() {
  return (
    <Actions>
      <LinkButton data-look="outlined" href="/">
        {useLaterMessages().signOut.backToClusters}
      </LinkButton>
    </Actions>
  )
}

const Page = styled('div')({
  display: 'grid',
  gap: 16,
  maxWidth: 880,
  margin: '0 auto',
  padding: '40px 24px 48px',
  [NARROW]: { padding: '24px 12px 32px' },
})
/** On a narrow screen each row is a card: what and state on its first line, the meaning below. */
const Table = styled('table')({
  width: '100%',
  borderCollapse: 'separate',
  borderSpacing: 0,
  border: `1px solid ${color.line}`,
  borderRadius: 8,
  background: color.surface,
  '& caption': {
    padding: '8px 0',
    textAlign: 'left',
    fontWeight: 600,
    overflowWrap: 'anywhere',
  },
  '& th, & td': { padding: '8px 12px', textAlign: 'left', verticalAlign: 'top', fontWeight: 400 },
  '& tbody th': { fontWeight: 500 },
  '& tbody tr > *': { borderTop: `1px solid ${color.line}` },
  '& thead th': { color: color.inkQuiet, fontSize: '0.75rem' },
  '& td:last-child': { color: color.inkQuiet },
  [WIDE]: {
    tableLayout: 'fixed',
    '& thead th:nth-of-type(1)': { width: '28%' },
    '& thead th:nth-of-type(2)': { width: '24%' },
  },
  [NARROW]: {
    display: 'block',
    '& caption, & tbody': { display: 'block' },
    '& caption': { padding: '10px 12px 2px' },
    '& thead': { position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' },
    '& tbody tr': {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr) max-content',
      gap: '2px 12px',
      padding: '10px 12px',
    },
    '& tbody tr + tr': { borderTop: `1px solid ${color.line}` },
    '& tbody tr > *': { border: 0, padding: 0 },
    '& td:last-child': { gridColumn: '1 / -1' },
  },
})
