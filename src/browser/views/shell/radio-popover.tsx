import styled from '@emotion/styled'
import type { ReactNode } from 'react'
import { closePopover, panelItem, Popover } from '../popover.tsx'

/** One of a few, out of sight until it is wanted. */
export function RadioPopover<Choice extends string>(props: {
  label: string
  button: ReactNode
  /** Each with its word, and the language of that word where it is another one than the page's. */
  choices: readonly { readonly value: Choice; readonly word: string; readonly lang?: string }[]
  chosen: Choice
  onChoose: (choice: Choice) => void
}) {
  return (
    <Popover label={props.label} align="end" button={props.button}>
      <Choices>
        <legend className="unseen">{props.label}</legend>
        {props.choices.map(({ value, word, lang }) => (
          <Label key={value} lang={lang}>
            <input
              type="radio"
              name={props.label}
              checked={value === props.chosen}
              onChange={() => props.onChoose(value)}
              // A click with a pointer is a decision; arrow keys click as well, without one.
              onClick={(event) => event.detail > 0 && closePopover(event)}
            />
            {word}
          </Label>
        ))}
      </Choices>
    </Popover>
  )
}

const Choices = styled('fieldset')({ border: 0, margin: 0, padding: 0 })
const Label = styled('label')({
  ...panelItem,
  '& input': { accentColor: 'var(--fl-palette-primary-main)', margin: 0 },
})
