import styled from '@emotion/styled'
import { COLOR_SCHEME_CHOICES, type ColorSchemeChoice } from '../color-scheme.ts'
import { panelItem, Popover } from '../popover.tsx'

const LABEL: Record<ColorSchemeChoice, string> = { light: 'Light', dark: 'Dark', system: 'System' }

export function ColorSchemeMenu(props: {
  choice: ColorSchemeChoice
  onChoose: (choice: ColorSchemeChoice) => void
}) {
  return (
    <Popover label="Colour scheme" align="end" button={<HalfMoon />}>
      <Choices>
        <legend className="unseen">Colour scheme</legend>
        {COLOR_SCHEME_CHOICES.map((choice) => (
          <Choice key={choice}>
            <input
              type="radio"
              name="color-scheme"
              checked={choice === props.choice}
              onChange={() => props.onChoose(choice)}
            />
            {LABEL[choice]}
          </Choice>
        ))}
      </Choices>
    </Popover>
  )
}

function HalfMoon() {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor" />
    </svg>
  )
}

const Choices = styled('fieldset')({ border: 0, margin: 0, padding: 0 })
const Choice = styled('label')({
  ...panelItem,
  '& input': { accentColor: 'var(--fl-palette-primary-main)', margin: 0 },
})
