import { useStore } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import type { ClusterReachability } from '../../kubernetes/watch-reachability.ts'
import type { SignInEntry } from '../cluster-entry.ts'
import { StatusMark } from '../status-mark.tsx'
import { useLanguage, useMessages } from '../stages.ts'
import { Disclosure, QuietLine } from './row-layout.tsx'
import { momentWords } from './time-words.ts'

/** Whether the backend reaches the API server, and since when; nothing until it is known. */
export function ReachabilityFact(props: {
  entry: SignInEntry
  reachability: ClusterReachability | undefined
  clock: StoreApi<number>
  shown: boolean
  onToggle: () => void
}) {
  const { reachability } = props
  const words = useMessages().clusters
  const language = useLanguage()
  const since = useStore(props.clock, (nowMs) =>
    reachability ? momentWords(reachability.sinceMs, nowMs, language) : '',
  )
  if (!reachability) return <QuietLine />
  const reached = reachability.status === 'reachable'
  const text = `${reached ? words.reachable : words.unreachable} ${words.since(since)}`
  return (
    <QuietLine>
      <StatusMark tone={reached ? 'done' : 'bad'} title={text}>
        {text}
      </StatusMark>
      {!reached && (
        <Disclosure
          aria-label={words.whyUnreachable(props.entry.name)}
          aria-expanded={props.shown}
          onClick={props.onToggle}
        >
          {words.why}
        </Disclosure>
      )}
    </QuietLine>
  )
}
