import styled from '@emotion/styled'
import { color } from './theme.ts'

/** A box that narrows down what is listed as one types. */
export function SearchField(props: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <Field
      type="search"
      aria-label={props.label}
      placeholder={props.label}
      autoComplete="off"
      spellCheck={false}
      value={props.value}
      onChange={(event) => props.onChange(event.target.value)}
    />
  )
}

const Field = styled('input')({
  height: 32,
  width: 220,
  maxWidth: '100%',
  padding: '0 10px',
  border: `1px solid ${color.line}`,
  borderRadius: 6,
  background: color.surface,
  '&::placeholder': { color: color.inkQuiet, opacity: 1 },
  '&:focus': { outline: `2px solid ${color.accent}`, outlineOffset: -1 },
})
