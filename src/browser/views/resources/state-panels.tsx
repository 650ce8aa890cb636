import styled from '@emotion/styled'
import type { ReactNode } from 'react'
import type { ClusterName } from '../../../contract/cluster-name.ts'
import { InlineLink } from '../button.tsx'
import { useLaterMessages } from '../later-messages.ts'
import { Quiet } from '../page.tsx'
import { sectionPath, type Section } from '../sections.ts'
import { color } from '../theme.ts'

interface Place {
  readonly what: Section
  readonly cluster: ClusterName
  readonly namespace: string | undefined
}

/** What stands where the rows would be: a sentence and a way on. */
export function StatePanel({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Panel>
      <Heading>{heading}</Heading>
      {children}
    </Panel>
  )
}

/** Signed in, and not allowed: no matter of the sign-in. Many people may see a namespace or two, and no more. */
export function ForbiddenPanel({ what, message, ...place }: Place & { message: string }) {
  const say = useLaterMessages().resources
  return (
    <StatePanel heading={say[what].forbidden(place)}>
      <p>{say[what].wayOn(place)}</p>
      {what !== 'pods' && (
        <p>
          <InlineLink href={sectionPath(place.cluster, 'pods')}>{say.toPods}</InlineLink>
        </p>
      )}
      <Said lang="en">{message}</Said>
    </StatePanel>
  )
}

export function EmptyPanel({ what, ...place }: Place) {
  const say = useLaterMessages().resources
  return (
    <StatePanel heading={say[what].none(place)}>
      <Quiet>{say.showAsSoon}</Quiet>
      {place.namespace && (
        <p>
          <InlineLink href={sectionPath(place.cluster, what)}>{say.seeAllNamespaces}</InlineLink>
        </p>
      )}
    </StatePanel>
  )
}

const Panel = styled('section')({
  display: 'grid',
  gap: 10,
  maxWidth: 620,
  margin: '8vh auto 0',
  padding: '0 8px',
  overflowWrap: 'anywhere',
})
const Heading = styled('h2')({ fontSize: '0.9375rem', fontWeight: 600 })
const Said = styled('p')({
  paddingLeft: 10,
  borderLeft: `2px solid ${color.line}`,
  color: color.inkQuiet,
  fontSize: '0.75rem',
})
