import styled from '@emotion/styled'
import { displayedText } from '../../sign-in/displayed-text.ts'
import type { PastedToken } from '../../sign-in/read-pasted-token.ts'
import { durationText } from '../duration-text.ts'
import { useLaterMessages } from '../later-messages.ts'
import { Quiet } from '../page.tsx'
import { useLanguage } from '../stages.ts'
import { Shape } from '../status-mark.tsx'
import { color, MONO } from '../theme.ts'
import { timeText } from '../time-text.ts'

type UsableToken = Extract<PastedToken, { status: 'usable' }>

/** What a token says about itself, before anyone has checked it. */
export function TokenFacts(props: { token: UsableToken; issuer: string | undefined; nowMs: number }) {
  const { token } = props
  const say = useLaterMessages().tokenForm
  if (token.format === 'opaque') return <Quiet role="status">{say.opaque}</Quiet>
  return (
    <div role="status">
      <List>
        <OneFact name={say.issuer} value={token.issuer} />
        <OneFact name={say.subject} value={token.subject} />
        <OneFact name={say.audience} value={token.audience.join(', ') || undefined} />
        <End expiresAtS={token.expiresAtS} nowMs={props.nowMs} />
      </List>
      {isOther(token.issuer, props.issuer) && (
        <Warning>
          <Shape tone="warning" />{' '}
          <span>{say.otherIssuer(displayedText(token.issuer ?? ''), props.issuer ?? '')}</span>
        </Warning>
      )}
    </div>
  )
}

/** A slash at the end is a difference to an API server, too. */
const isOther = (tokenIssuer: string | undefined, issuer: string | undefined) =>
  tokenIssuer !== undefined && issuer !== undefined && tokenIssuer !== issuer

function OneFact({ name, value }: { name: string; value: string | undefined }) {
  if (value === undefined) return undefined
  return (
    <>
      <dt>{name}</dt>
      <dd translate="no">{displayedText(value)}</dd>
    </>
  )
}

function End({ expiresAtS, nowMs }: { expiresAtS: number | undefined; nowMs: number }) {
  const say = useLaterMessages().tokenForm
  const language = useLanguage()
  if (expiresAtS === undefined) return <OneFact name={say.end} value={say.never} />
  const moment = timeText(expiresAtS * 1000, { nowMs, language })
  const duration = durationText(expiresAtS - nowMs / 1000, language)
  return <OneFact name={say.end} value={say.endsIn(moment, duration)} />
}

const List = styled('dl')({
  display: 'grid',
  gridTemplateColumns: 'max-content minmax(0, 1fr)',
  gap: '2px 16px',
  '& dt': { color: color.inkQuiet },
  '& dd': { fontFamily: MONO, fontSize: '0.75rem', lineHeight: '1.25rem', overflowWrap: 'anywhere' },
})
const Warning = styled('p')({
  display: 'flex',
  alignItems: 'baseline',
  gap: 6,
  marginTop: 8,
  color: color.warning,
  overflowWrap: 'anywhere',
  '& > span': { minWidth: 0 },
})
