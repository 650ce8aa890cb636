import styled from '@emotion/styled'
import { useId, useState, type SyntheticEvent } from 'react'
import type { ClusterName } from '../../../contract/cluster-name.ts'
import type { Finding } from '../../../contract/finding.ts'
import { readPastedToken, type PastedToken } from '../../sign-in/read-pasted-token.ts'
import { Button } from '../button.tsx'
import { findingOf } from '../finding-of.ts'
import { useLaterMessages } from '../later-messages.ts'
import { Quiet } from '../page.tsx'
import { color, MONO } from '../theme.ts'
import { TokenFault, TokenRefused } from './token-fault.tsx'
import { TokenFacts } from './token-facts.tsx'
import { TokenField } from './token-field.tsx'

export interface TokenFormProps {
  readonly cluster: ClusterName
  /** That this cluster signs in with. Left out where it has none. */
  readonly issuer: string | undefined
  /** @throws AppError that says why the token does not work */
  readonly onUse: (token: string) => Promise<void>
  readonly onCancel: () => void
  /** Unix milliseconds. */
  readonly nowMs?: () => number
}

/** Takes a bearer token, says what it is before it is used, and keeps it nowhere else. */
export function TokenForm({ nowMs = Date.now, ...props }: TokenFormProps) {
  const say = useLaterMessages().tokenForm
  const problem = useId()
  const [text, setText] = useState('')
  const [judged, setJudged] = useState<{ token: PastedToken; atMs: number }>()
  const [refusal, setRefusal] = useState<Finding>()
  const [asking, setAsking] = useState(false)
  const fault = judged?.token.status === 'unusable' ? judged.token : undefined

  function judge(next: string): PastedToken {
    const atMs = nowMs()
    const token = readPastedToken(next, atMs / 1000)
    setJudged({ token, atMs })
    return token
  }

  async function use(event: SyntheticEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const field = event.currentTarget.querySelector('textarea')
    if (asking) return
    const token = judge(text)
    if (token.status === 'unusable') return field?.focus()
    setAsking(true)
    try {
      await props.onUse(token.bearerToken)
    } catch (error) {
      field?.focus()
      setRefusal(findingOf(error))
    } finally {
      setAsking(false)
    }
  }

  return (
    <Form onSubmit={(event) => void use(event)} autoComplete="off" noValidate>
      <TokenField
        text={text}
        problem={fault || refusal ? problem : undefined}
        onText={(next) => {
          setText(next)
          setRefusal(undefined)
          if (next.trim() === '') setJudged(undefined)
          else judge(next)
        }}
      />
      <Problem id={problem}>
        {fault && judged && <TokenFault fault={fault} nowMs={judged.atMs} />}
        {refusal && <TokenRefused reason={refusal} />}
      </Problem>
      {judged?.token.status === 'usable' && (
        <TokenFacts token={judged.token} issuer={props.issuer} nowMs={judged.atMs} />
      )}
      {text === '' && <HowToGet />}
      <Ways>
        <Button type="button" onClick={props.onCancel}>
          {say.cancel}
        </Button>
        <Use data-look="primary" type="submit" aria-disabled={asking}>
          <span aria-live="polite">{asking ? say.asking(props.cluster) : say.use(props.cluster)}</span>
        </Use>
      </Ways>
      <Quiet>{say.staysHere}</Quiet>
    </Form>
  )
}

function HowToGet() {
  const say = useLaterMessages().tokenForm
  return (
    <div>
      <Quiet>{say.howToGet}</Quiet>
      <Command>kubectl create token NAME --namespace NAMESPACE --duration 8h</Command>
    </div>
  )
}

const Form = styled('form')({ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 12 })
const Problem = styled('div')({ '&:empty': { display: 'none' } })
const Ways = styled('div')({ display: 'flex', flexWrap: 'wrap', justifyContent: 'flex-end', gap: 8 })
const Use = styled(Button)({ whiteSpace: 'normal', overflowWrap: 'anywhere' })
const Command = styled('code')({
  display: 'block',
  marginTop: 4,
  padding: '6px 8px',
  border: `1px solid ${color.line}`,
  borderRadius: 6,
  background: color.canvas,
  fontFamily: MONO,
  overflowWrap: 'anywhere',
  userSelect: 'all',
})
