import styled from '@emotion/styled'
import type { ReactNode } from 'react'
import { color } from './theme.ts'

/** What a status means for the person. Each has a colour and a shape of its own; the word says the rest. */
export type Tone = 'good' | 'busy' | 'done' | 'warning' | 'bad' | 'quiet'

const TONE_COLOR: Record<Tone, string> = {
  good: color.good,
  busy: color.busy,
  done: color.inkQuiet,
  warning: color.warning,
  bad: color.bad,
  quiet: color.inkQuiet,
}

const SHAPE: Record<Tone, ReactNode> = {
  good: <circle cx="5" cy="5" r="4" fill="currentColor" />,
  busy: (
    <>
      <circle cx="5" cy="5" r="3.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M5 1.5a3.5 3.5 0 0 1 0 7z" fill="currentColor" />
    </>
  ),
  done: <path d="m1.5 5.5 2.5 2.5 4.5-6" fill="none" stroke="currentColor" strokeWidth="1.6" />,
  warning: <path d="M5 .8 9.6 9.2H.4z" fill="currentColor" />,
  bad: <path d="m1.8 1.8 6.4 6.4m0-6.4L1.8 8.2" stroke="currentColor" strokeWidth="2" />,
  quiet: <circle cx="5" cy="5" r="3.5" fill="none" stroke="currentColor" strokeWidth="1.5" />,
}

export function StatusMark({
  tone,
  children,
  title,
}: {
  tone: Tone
  children: ReactNode
  title?: string | undefined
}) {
  return (
    <Mark title={title} data-tone={tone}>
      <Shape tone={tone} />
      <Word>{children}</Word>
    </Mark>
  )
}

export function Shape({ tone }: { tone: Tone }) {
  return (
    <svg
      viewBox="0 0 10 10"
      width="10"
      height="10"
      aria-hidden="true"
      style={{ color: TONE_COLOR[tone], flex: 'none' }}
    >
      {SHAPE[tone]}
    </svg>
  )
}

/** Only what needs attention colours its word: a page of green words would hide the red one. */
const Mark = styled('span')({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 6,
  minWidth: 0,
  maxWidth: '100%',
  '&[data-tone="bad"]': { color: color.bad },
  '&[data-tone="warning"]': { color: color.warning },
  '&[data-tone="quiet"]': { color: color.inkQuiet },
  '&[data-tone="done"]': { color: color.inkQuiet },
})
const Word = styled('span')({ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' })
