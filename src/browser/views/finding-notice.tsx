import styled from '@emotion/styled'
import type { ReactNode } from 'react'
import type { ErrorCode } from '../../contract/error-codes.ts'
import type { Finding } from '../../contract/finding.ts'
import { Shape } from './status-mark.tsx'
import { color, MONO } from './theme.ts'

/**
 * What went wrong and what to do, as text: an identity provider's words are in it, and never become markup. What is
 * nobody's failure is told in a quiet tone, and without a code to look up.
 */
export function FindingNotice({ finding, children }: { finding: Finding; children?: ReactNode }) {
  const isOrdinary = isOrdinaryEvent(finding)
  return (
    <Box role="alert" data-quiet={isOrdinary || undefined}>
      <Mark>
        <Shape tone={isOrdinary ? 'quiet' : 'bad'} />
      </Mark>
      <div>
        <div lang={languageOf(finding)}>
          <p>{finding.message}</p>
          {finding.remedy && <Remedy>{finding.remedy}</Remedy>}
        </div>
        {!isOrdinary && <Code translate="no">{finding.code}</Code>}
        {children}
      </div>
    </Box>
  )
}

/** The codes whose texts the page itself says. */
const OWN_CODES: ReadonlySet<ErrorCode> = new Set([
  'SESSION_ENDED',
  'SESSION_SEALED_ELSEWHERE',
  'SUBJECT_MISMATCH',
  'POPUP_BLOCKED',
  'PASTED_TOKEN_INVALID',
  'ATTEMPT_UNKNOWN',
  'ISSUER_REFUSED',
  'INSECURE_CONTEXT',
  'CONFIG_UNREACHABLE',
  'TOKEN_REFUSED',
  'KUBERNETES_FAILED',
  'NETWORK_FAILED',
])

/** Every session ends some day: signed out in another tab, or at its longest life. */
export const isOrdinaryEvent = ({ code }: Finding): boolean => code === 'SESSION_ENDED'

/** English for what the backend and those behind it say; the page's own language otherwise. */
export const languageOf = ({ code }: Finding): 'en' | undefined => (OWN_CODES.has(code) ? undefined : 'en')

const Box = styled('div')({
  display: 'flex',
  gap: 10,
  padding: '10px 12px',
  border: `1px solid color-mix(in srgb, ${color.bad} 35%, ${color.line})`,
  borderRadius: 6,
  background: `color-mix(in srgb, ${color.bad} 6%, ${color.surface})`,
  overflowWrap: 'anywhere',
  '&[data-quiet]': { borderColor: color.line, background: color.surface },
})
const Mark = styled('span')({ lineHeight: 'inherit', paddingTop: 1 })
const Remedy = styled('p')({ marginTop: 4, color: color.inkQuiet })
const Code = styled('p')({ marginTop: 4, color: color.inkQuiet, fontFamily: MONO, fontSize: '0.6875rem' })
