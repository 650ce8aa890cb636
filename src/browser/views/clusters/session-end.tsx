import styled from '@emotion/styled'
import { useStore } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import type { ClusterName } from '../../../contract/cluster-name.ts'
import type { Language } from '../../messages/language.ts'
import type { Messages } from '../../messages/messages.ts'
import { sessionOutlook } from '../../session/session-outlook.ts'
import type { SignedIn } from '../../session/session.ts'
import type { SignInEntry } from '../cluster-entry.ts'
import { durationText } from '../duration-text.ts'
import { StatusMark } from '../status-mark.tsx'
import { useLanguage, useMessages } from '../stages.ts'
import { color } from '../theme.ts'
import { Disclosure, Elided, Line, LineButton, QuietLine } from './row-layout.tsx'

interface EndProps {
  readonly entry: SignInEntry
  readonly session: SignedIn
  readonly clock: StoreApi<number>
  readonly shown: boolean
  readonly onToggle: () => void
  readonly onSignIn: (cluster: ClusterName) => void
}

/** How long one stays signed in: by itself, or until when and what then. Drawn again only when a word changes. */
export function SessionEnd(props: EndProps) {
  const { session } = props
  const words = useMessages().clusters
  const language = useLanguage()
  const text = useStore(props.clock, (nowMs) => endText(session, nowMs, language, words))
  const soon = useStore(props.clock, (nowMs) => sessionOutlook(session, nowMs) === 'ends-soon')
  const [first = '', rest] = text.split('\n')
  const second = soon && canSignInAgain(props) ? words.signInAgain : rest
  const tone = session.trouble || soon ? 'warning' : undefined
  return (
    <>
      <Line>
        {tone ? <StatusMark tone={tone}>{first}</StatusMark> : <Elided title={first}>{first}</Elided>}
      </Line>
      <QuietLine>{second && <Second {...props} text={second} soon={soon} />}</QuietLine>
    </>
  )
}

function Second({ text, soon, ...props }: EndProps & { text: string; soon: boolean }) {
  const { entry, session, onSignIn } = props
  const words = useMessages().clusters
  const line = <Elided title={text}>{text}</Elided>
  if (soon && canSignInAgain(props)) {
    return (
      <Again aria-label={words.signInAgainTo(entry.name)} onClick={() => onSignIn(entry.name)}>
        {text}
      </Again>
    )
  }
  return session.trouble || session.renewal !== 'possible' ? (
    <Disclosure shown={props.shown} onToggle={props.onToggle}>
      {line}
    </Disclosure>
  ) : (
    line
  )
}

const canSignInAgain = ({ entry, session }: Pick<EndProps, 'entry' | 'session'>) =>
  entry.method === 'oidc' && session.renewal !== 'pasted'

/** Why a session does not renew itself now, in a sentence. */
export function notRenewedText(entry: SignInEntry, session: SignedIn, messages: Messages): string {
  const { notRenewed } = messages.clusters
  if (session.renewal === 'possible') return ''
  if (session.renewal === 'pasted') return notRenewed.pasted
  return notRenewed[session.renewal](entry.method === 'oidc' ? entry.issuerHost : entry.name)
}

/** Two lines, as one text: equal texts need no new drawing. */
function endText(
  { expiresAtS, renewal, trouble }: SignedIn,
  nowMs: number,
  language: Language,
  words: Messages['clusters'],
): string {
  const leftS = expiresAtS === undefined ? undefined : expiresAtS - nowMs / 1000
  const over = leftS !== undefined && leftS <= 0
  if (trouble) {
    const left = over || leftS === undefined ? words.tokenOver : words.left(durationText(leftS, language))
    return `${words.renewalFails}\n${left}`
  }
  if (renewal === 'possible') {
    if (over || leftS === undefined) return `${words.renews}\n${words.tokenOver}`
    return `${words.renews}\n${words.tokenLeft(inMinutes(leftS, language, words))}`
  }
  if (leftS === undefined) return `${words.noKnownEnd}\n${words.doesNotRenew}`
  return `${over ? words.over : words.left(durationText(leftS, language))}\n${words.doesNotRenew}`
}

/** What renews itself is nobody's concern: its seconds would only draw the eye. */
const inMinutes = (leftS: number, language: Language, words: Messages['clusters']) =>
  leftS < 60 ? words.lessThan(durationText(60, language, 'minute')) : durationText(leftS, language, 'minute')

const Again = styled(LineButton)({ color: color.accent, '&:hover': { textDecoration: 'underline' } })
