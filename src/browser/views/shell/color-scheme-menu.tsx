import { COLOR_SCHEME_CHOICES, type ColorSchemeChoice } from '../color-scheme.ts'
import { useMessages } from '../stages.ts'
import { RadioPopover } from './radio-popover.tsx'

export function ColorSchemeMenu(props: {
  choice: ColorSchemeChoice
  onChoose: (choice: ColorSchemeChoice) => void
}) {
  const { shell } = useMessages()
  return (
    <RadioPopover
      label={shell.colorScheme}
      button={<HalfMoon />}
      choices={COLOR_SCHEME_CHOICES.map((value) => ({ value, word: shell.colorSchemes[value] }))}
      chosen={props.choice}
      onChoose={props.onChoose}
    />
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
