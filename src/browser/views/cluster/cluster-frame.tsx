import { styled } from '@mui/material/styles'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { ClusterName } from '../../../contract/cluster-name.ts'
import { PageHeading } from '../page.tsx'
import { color, NARROW } from '../theme.ts'
import { SECTIONS, sectionPath, type Section } from '../sections.ts'

/** A cluster's page around what it lists. It stands at once, while the list is still on its way. */
export function ClusterFrame(props: { cluster: ClusterName; section: Section; children: ReactNode }) {
  return (
    <Page>
      <Top>
        <PageHeading tab={`${SECTIONS[props.section].title} · ${props.cluster}`}>
          {SECTIONS[props.section].title}
        </PageHeading>
        <nav aria-label="Resources">
          <Tabs>
            {Object.entries(SECTIONS).map(([section, { title }]) => (
              <li key={section}>
                <Tab
                  href={sectionPath(props.cluster, section as Section)}
                  aria-current={section === props.section ? 'page' : undefined}
                >
                  {title}
                </Tab>
              </li>
            ))}
          </Tabs>
        </nav>
      </Top>
      {props.children}
    </Page>
  )
}

const Page = styled('div')({ padding: '0 24px 32px', [NARROW]: { padding: '0 12px 24px' } })
const Top = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  justifyContent: 'space-between',
  gap: '4px 24px',
  padding: '14px 0 10px',
})
const Tabs = styled('ul')({ display: 'flex', gap: 2, padding: 2, borderRadius: 8, background: color.hover })
const Tab = styled(Link)({
  display: 'block',
  padding: '3px 10px',
  borderRadius: 6,
  color: color.inkQuiet,
  textDecoration: 'none',
  '&:hover': { color: color.ink },
  '&[aria-current]': { color: color.ink, background: color.surface, boxShadow: `0 0 0 1px ${color.line}` },
})
