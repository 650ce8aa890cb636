import styled from '@emotion/styled'
import type { ReactNode } from 'react'
import type { Finding } from '../../contract/finding.ts'
import { Shape } from './status-mark.tsx'
import { color, MONO } from './theme.ts'

/** What went wrong and what to do, as text: an identity provider's words are in it, and never become markup. */
export function FindingNotice({ finding, children }: { finding: Finding; children?: ReactNode }) {
  return (
    <Box role="alert">
      <Mark>
        <Shape tone="bad" />
      </Mark>
      <div>
        <p>{finding.message}</p>
        {finding.remedy && <Remedy>{finding.remedy}</Remedy>}
        <Code>{finding.code}</Code>
        {children}
      </div>
    </Box>
  )
}

const Box = styled('div')({
  display: 'flex',
  gap: 10,
  padding: '10px 12px',
  border: `1px solid color-mix(in srgb, ${color.bad} 35%, ${color.line})`,
  borderRadius: 6,
  background: `color-mix(in srgb, ${color.bad} 6%, ${color.surface})`,
  overflowWrap: 'anywhere',
})
const Mark = styled('span')({ lineHeight: 'inherit', paddingTop: 1 })
const Remedy = styled('p')({ marginTop: 4, color: color.inkQuiet })
const Code = styled('p')({ marginTop: 4, color: color.inkQuiet, fontFamily: MONO, fontSize: '0.6875rem' })
