import styled from '@emotion/styled'
import type { Finding } from '../../../contract/finding.ts'
import type { PastedToken } from '../../sign-in/read-pasted-token.ts'
import { languageOf } from '../finding-notice.tsx'
import { useLaterMessages } from '../later-messages.ts'
import { useLanguage } from '../stages.ts'
import { color, MONO } from '../theme.ts'
import { timeText } from '../time-text.ts'

type UnusableToken = Extract<PastedToken, { status: 'unusable' }>

/** Why a text cannot be a token that works. */
export function TokenFault({ fault, nowMs }: { fault: UnusableToken; nowMs: number }) {
  const { faults } = useLaterMessages().tokenForm
  const language = useLanguage()
  const text = faults[fault.fault]
  const moment = timeText((fault.atS ?? 0) * 1000, { nowMs, language })
  return <Problem role="alert">{typeof text === 'string' ? text : text(moment)}</Problem>
}

/** Why the API server did not take it. */
export function TokenRefused({ reason }: { reason: Finding }) {
  return (
    <Problem role="alert" lang={languageOf(reason)}>
      {reason.message} {reason.remedy} <Code translate="no">{reason.code}</Code>
    </Problem>
  )
}

const Problem = styled('p')({ color: color.bad, overflowWrap: 'anywhere' })
const Code = styled('span')({ color: color.inkQuiet, fontFamily: MONO, fontSize: '0.6875rem' })
