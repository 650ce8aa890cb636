import styled from '@emotion/styled'
import { useStore } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import { useLaterMessages } from '../later-messages.ts'
import { useLanguage } from '../stages.ts'
import { minutesLeft, timeLeft } from './time-left.ts'

/** Seconds for the eye, minutes for the ear. */
export function Countdown(props: {
  clock: StoreApi<number>
  expiresAtS: number
  sentence: (countdown: string) => string
}) {
  const { clock, expiresAtS, sentence } = props
  const say = useLaterMessages().sessionNotice
  const seconds = useStore(clock, (nowMs) => timeLeft(expiresAtS, nowMs))
  const left = minutesLeft(expiresAtS, clock.getState())
  const minutes = new Intl.NumberFormat(useLanguage(), { style: 'unit', unit: 'minute', unitDisplay: 'long' })
  return (
    <>
      <Ticking aria-hidden="true">{sentence(seconds)}</Ticking>
      <span className="unseen" role="status">
        {left > 1 ? say.timeLeft(minutes.format(left)) : say.underAMinuteLeft}
      </span>
    </>
  )
}

const Ticking = styled('span')({ fontVariantNumeric: 'tabular-nums' })
