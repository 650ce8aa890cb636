import styled from '@emotion/styled'
import type { ReactNode } from 'react'
import type { StoreApi } from 'zustand/vanilla'
import type { Finding } from '../../../contract/finding.ts'
import type { Renewal } from '../../session/session.ts'
import { Button } from '../button.tsx'
import { languageOf } from '../finding-notice.tsx'
import { useLaterMessages } from '../later-messages.ts'
import { useLanguage } from '../stages.ts'
import { Shape, type Tone } from '../status-mark.tsx'
import { color, NARROW } from '../theme.ts'
import { timeText } from '../time-text.ts'
import { Countdown } from './countdown.tsx'

export function Trouble({ reason }: { reason: Finding }) {
  const say = useLaterMessages().sessionNotice
  return (
    <Line tone="warning">
      <Words role="status">
        {say.cannotRenew} <span lang={languageOf(reason)}>{reason.message}</span> {say.tryingAgain}
      </Words>
    </Line>
  )
}

/** Another sign-in was to take this session's place. */
export function SignInFailed({ reason, onDismiss }: { reason: Finding; onDismiss: () => void }) {
  const say = useLaterMessages().sessionNotice
  return (
    <Line tone="warning">
      <Words role="status">
        {say.signInFailed} <span lang={languageOf(reason)}>{reason.message}</span>
      </Words>
      <Button data-small onClick={onDismiss}>
        {say.read}
      </Button>
    </Line>
  )
}

interface End {
  readonly why: Exclude<Renewal, 'possible'>
  readonly expiresAtS: number
  readonly issuerHost: string
  readonly clock: StoreApi<number>
}

/** When the session will end, told once. */
export function Told({ why, expiresAtS, issuerHost, clock, onDismiss }: End & { onDismiss: () => void }) {
  const say = useLaterMessages().sessionNotice
  const end = timeText(expiresAtS * 1000, { nowMs: clock.getState(), language: useLanguage() })
  return (
    <Line tone="quiet">
      <Words role="status">{say.until[why](end, issuerHost)}</Words>
      <Button data-small onClick={onDismiss}>
        {say.read}
      </Button>
    </Line>
  )
}

/** The end is near. */
export function Ending({ why, issuerHost, onGoOn, ...end }: End & { onGoOn: () => void }) {
  const say = useLaterMessages().sessionNotice
  return (
    <Line tone="warning">
      <Words>
        <Countdown {...end} sentence={why === 'pasted' ? say.pastedEndsIn : say.endsIn} />
      </Words>
      {why !== 'pasted' && (
        <Button data-small data-look="outlined" title={say.goOnMeans(issuerHost)} onClick={onGoOn}>
          {say.goOn}
        </Button>
      )}
    </Line>
  )
}

function Line({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <Strip data-tone={tone}>
      <Shape tone={tone} />
      {children}
    </Strip>
  )
}

const Strip = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  minHeight: 36,
  padding: '4px 24px',
  borderBottom: `1px solid ${color.line}`,
  background: color.surface,
  '&[data-tone="warning"]': { background: `color-mix(in srgb, ${color.warning} 9%, ${color.surface})` },
  [NARROW]: { padding: '4px 12px' },
})
const Words = styled('p')({ minWidth: 0, overflowWrap: 'anywhere' })
