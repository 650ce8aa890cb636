import styled from '@emotion/styled'
import type { ReactNode } from 'react'
import type { ClusterName } from '../../../contract/cluster-name.ts'
import { InlineLink } from '../button.tsx'
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
export function ForbiddenPanel({ what, cluster, namespace, message }: Place & { message: string }) {
  return (
    <StatePanel heading={`You may not list ${what}${placeOf({ what, cluster, namespace })}`}>
      {what === 'pods' ? (
        <p>
          You are signed in; your permissions do not reach this far. Type {namespace ? 'another' : 'a'}{' '}
          namespace above that you may see, or ask whoever runs {cluster} for access.
        </p>
      ) : (
        <p>
          You are signed in; your permissions do not reach this far. Go to{' '}
          <InlineLink href={sectionPath(cluster, 'pods')}>Pods</InlineLink> and type the name of a namespace
          that you may see.
        </p>
      )}
      <Said>{message}</Said>
    </StatePanel>
  )
}

export function EmptyPanel({ what, cluster, namespace }: Place) {
  return (
    <StatePanel heading={`No ${what}${placeOf({ what, cluster, namespace })}`}>
      <Quiet>They show here as soon as there are some.</Quiet>
      {namespace && (
        <p>
          <InlineLink href={sectionPath(cluster, what)}>See all namespaces</InlineLink>
        </p>
      )}
    </StatePanel>
  )
}

function placeOf({ what, cluster, namespace }: Place): string {
  if (what === 'namespaces') return ` of ${cluster}`
  return namespace ? ` in ${namespace}` : ` in all namespaces of ${cluster}`
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
