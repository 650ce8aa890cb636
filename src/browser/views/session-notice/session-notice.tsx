import { useState } from 'react'
import { useStore } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import { sessionOutlook } from '../../session/session-outlook.ts'
import type { SignedIn } from '../../session/session.ts'
import { Ending, Told, Trouble } from './notice-lines.tsx'
import { createToldOnce, isSameEnd, type SessionEnd } from './told-once.ts'

const toldOnce = createToldOnce(() => window.sessionStorage)

/** A line about how long the session lasts, where that is worth a line. Nothing of one that renews itself. */
export function SessionNotice(props: {
  session: SignedIn
  issuerHost: string
  clock: StoreApi<number>
  /** Signs in anew, and comes back to the same place. */
  onGoOn: () => void
}) {
  const { session, issuerHost, clock } = props
  const { renewal, expiresAtS, trouble } = session
  const [dismissed, setDismissed] = useState<SessionEnd>()
  const outlook = useStore(clock, (nowMs) => sessionOutlook(session, nowMs))
  if (trouble) return <Trouble reason={trouble} />
  if (renewal === 'possible' || expiresAtS === undefined) return undefined

  const end = { why: renewal, expiresAtS, issuerHost, clock }
  if (outlook === 'ends-soon') return <Ending {...end} onGoOn={props.onGoOn} />

  const dismiss = () => {
    toldOnce.setTold(end)
    setDismissed(end)
  }
  const isDismissed = dismissed !== undefined && isSameEnd(end, dismissed)
  return isDismissed || toldOnce.isTold(end) ? undefined : <Told {...end} onDismiss={dismiss} />
}
