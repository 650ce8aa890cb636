import { LANGUAGE_NAME, LANGUAGES, type Language } from '../../messages/language.ts'
import { useMessages } from '../stages.ts'
import { RadioPopover } from './radio-popover.tsx'

/** Each language by its own name: it is looked for by people who cannot read the page's. */
export function LanguageMenu(props: { language: Language; onChoose: (language: Language) => void }) {
  const { shell } = useMessages()
  return (
    <RadioPopover
      label={shell.language}
      button={<Globe />}
      choices={LANGUAGES.map((value) => ({ value, word: LANGUAGE_NAME[value], lang: value }))}
      chosen={props.language}
      onChoose={props.onChoose}
    />
  )
}

function Globe() {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <g fill="none" stroke="currentColor" strokeWidth="1.3">
        <circle cx="8" cy="8" r="6" />
        <ellipse cx="8" cy="8" rx="2.7" ry="6" />
        <path d="M2 8h12" />
      </g>
    </svg>
  )
}
