import { useState } from 'react'
import { useStore } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import type { Finding } from '../../../contract/finding.ts'
import { sessionOutlook } from '../../session/session-outlook.ts'
import type { SignedIn } from '../../session/session.ts'
import { Ending, SignInFailed, Told, Trouble } from './notice-lines.tsx'
import { createToldOnce, isSameEnd, type SessionEnd } from './told-once.ts'

const toldOnce = createToldOnce(() => window.sessionStorage)

interface NoticeProps {
  readonly session: SignedIn
  readonly issuerHost: string
  readonly clock: StoreApi<number>
  /** Signs in anew, and comes back to the same place. */
  readonly onGoOn: () => void
}

/** What is worth a line about the session: how long it lasts, and what went wrong with it. */
export function SessionNotice(props: NoticeProps) {
  const { signInFailure } = props.session
  const [read, setRead] = useState<Finding>()
  return (
    <>
      {signInFailure && signInFailure !== read && (
        <SignInFailed reason={signInFailure} onDismiss={() => setRead(signInFailure)} />
      )}
      <EndNotice {...props} />
    </>
  )
}

/** Nothing of a session that renews itself. */
function EndNotice({ session, issuerHost, clock, onGoOn }: NoticeProps) {
  const { renewal, expiresAtS, trouble } = session
  const [dismissed, setDismissed] = useState<SessionEnd>()
  const outlook = useStore(clock, (nowMs) => sessionOutlook(session, nowMs))
  if (trouble) return <Trouble reason={trouble} />
  if (renewal === 'possible' || expiresAtS === undefined) return undefined

  const end = { why: renewal, expiresAtS, issuerHost, clock }
  if (outlook === 'ends-soon') return <Ending {...end} onGoOn={onGoOn} />

  const dismiss = () => {
    toldOnce.setTold(end)
    setDismissed(end)
  }
  const isDismissed = dismissed !== undefined && isSameEnd(end, dismissed)
  return isDismissed || toldOnce.isTold(end) ? undefined : <Told {...end} onDismiss={dismiss} />
}
