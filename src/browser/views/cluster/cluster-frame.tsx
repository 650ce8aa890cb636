import styled from '@emotion/styled'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { ClusterName } from '../../../contract/cluster-name.ts'
import { PageHeading } from '../page.tsx'
import { color, NARROW } from '../theme.ts'
import { SECTION_NAMES, sectionPath, type Section } from '../sections.ts'
import { useMessages } from '../stages.ts'

/**
 * A cluster's page around what it lists. It stands at once, while the list is still on its way. `notice`: a line about
 * the session.
 */
export function ClusterFrame(props: {
  cluster: ClusterName
  section: Section
  notice?: ReactNode
  children: ReactNode
}) {
  const { shell } = useMessages()
  const title = shell.sections[props.section]
  return (
    <>
      <Strip aria-label={shell.resources}>
        <Tabs>
          {SECTION_NAMES.map((section) => (
            <li key={section}>
              <Tab
                href={sectionPath(props.cluster, section)}
                aria-current={section === props.section ? 'page' : undefined}
              >
                {shell.sections[section]}
              </Tab>
            </li>
          ))}
        </Tabs>
      </Strip>
      {props.notice}
      <Page>
        <div className="unseen">
          <PageHeading tab={`${title} · ${props.cluster}`}>{title}</PageHeading>
        </div>
        {props.children}
      </Page>
    </>
  )
}

const Page = styled('div')({ padding: '12px 24px 32px', [NARROW]: { padding: '12px 12px 24px' } })
const Strip = styled('nav')({
  padding: '0 16px',
  borderBottom: `1px solid ${color.line}`,
  background: color.surface,
  [NARROW]: { padding: '0 4px' },
})
const Tabs = styled('ul')({ display: 'flex', gap: 4 })
const Tab = styled(Link)({
  display: 'block',
  padding: '0 8px',
  lineHeight: '36px',
  borderBottom: '2px solid transparent',
  marginBottom: -1,
  color: color.inkQuiet,
  textDecoration: 'none',
  '&:hover': { color: color.ink },
  '&:focus-visible': { outlineOffset: -3 },
  '&[aria-current]': { color: color.ink, fontWeight: 600, borderBottomColor: color.accent },
})
