import styled from '@emotion/styled'
import { useId, useState, type KeyboardEvent } from 'react'
import { useLaterMessages } from '../later-messages.ts'
import { color, MONO } from '../theme.ts'

/**
 * A field of several lines, for a token that a terminal has broken; masked until one asks to see it. No password field:
 * a browser would offer to keep what is in one.
 */
export function TokenField(props: {
  text: string
  /** The element that says what is wrong. */
  problem: string | undefined
  onText: (text: string) => void
}) {
  const say = useLaterMessages().tokenForm
  const field = useId()
  const [shown, setShown] = useState(false)
  return (
    <div>
      <Head>
        <label htmlFor={field}>{say.label}</label>
        <Toggle type="button" aria-controls={field} aria-pressed={shown} onClick={() => setShown(!shown)}>
          {shown ? say.hide : say.show}
        </Toggle>
      </Head>
      <Field
        ref={focusNow}
        id={field}
        data-focus-first
        data-masked={!shown}
        data-1p-ignore
        data-lpignore="true"
        rows={4}
        value={props.text}
        autoComplete="off"
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        translate="no"
        aria-invalid={props.problem !== undefined}
        aria-describedby={props.problem}
        onChange={(event) => props.onText(event.target.value)}
        onKeyDown={submitOnEnter}
      />
    </div>
  )
}

function focusNow(element: HTMLElement | null): void {
  element?.focus()
}

/** As in a field of one line; with Shift it is a new line. */
function submitOnEnter(event: KeyboardEvent<HTMLTextAreaElement>): void {
  if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
  event.preventDefault()
  event.currentTarget.form?.requestSubmit()
}

const Head = styled('div')({ display: 'flex', justifyContent: 'space-between', marginBottom: 4 })
const Toggle = styled('button')({
  minHeight: 24,
  padding: '0 4px',
  border: 0,
  borderRadius: 3,
  background: 'none',
  color: color.accent,
  cursor: 'pointer',
})
const Field = styled('textarea')({
  display: 'block',
  width: '100%',
  padding: '8px 10px',
  border: `1px solid ${color.line}`,
  borderRadius: 6,
  background: color.surface,
  color: color.ink,
  font: `0.75rem/1.4 ${MONO}`,
  overflowWrap: 'anywhere',
  resize: 'vertical',
  '&[data-masked="true"]': { WebkitTextSecurity: 'disc' },
  '&[aria-invalid="true"]': { borderColor: color.bad },
  '&:focus': { outline: `2px solid ${color.accent}`, outlineOffset: -1 },
})
