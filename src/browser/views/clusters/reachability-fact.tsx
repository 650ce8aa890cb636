import { useStore } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import type { ClusterReachability } from '../../kubernetes/watch-reachability.ts'
import { StatusMark } from '../status-mark.tsx'
import { useLanguage, useMessages } from '../stages.ts'
import { timeText } from '../time-text.ts'
import { Disclosure, QuietLine } from './row-layout.tsx'

/** Whether the backend reaches the API server, and since when; nothing until it is known. */
export function ReachabilityFact(props: {
  reachability: ClusterReachability | undefined
  clock: StoreApi<number>
  shown: boolean
  onToggle: () => void
}) {
  const { reachability } = props
  const words = useMessages().clusters
  const language = useLanguage()
  const today = useStore(props.clock, (nowMs) => new Date(nowMs).setHours(0, 0, 0, 0))
  if (!reachability) return <QuietLine />
  const since = timeText(reachability.sinceMs, { nowMs: today, language })
  const reached = reachability.status === 'reachable'
  const text = `${reached ? words.reachable : words.unreachable} ${words.since(since)}`
  const mark = (
    <StatusMark tone={reached ? 'done' : 'bad'} title={text}>
      {text}
    </StatusMark>
  )
  return <QuietLine>{reached ? mark : <Disclosure {...props}>{mark}</Disclosure>}</QuietLine>
}
