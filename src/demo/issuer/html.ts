/** Markup that is safe to send: made by {@link html}, which escapes whatever is put into it. */
export interface Html {
  readonly markup: string
}

type Value = Html | readonly Html[] | string | number | undefined

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** A template of HTML. Text in it becomes text or an attribute's value, never markup. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  return {
    markup: strings.reduce((markup, part, index) => markup + markupOf(values[index - 1]) + part),
  }
}

/** Takes markup as it is: for the provider's own forms and for files of ours, never for anything that was sent to us. */
export function trusted(markup: string): Html {
  return { markup }
}

function markupOf(value: Value): string {
  if (value === undefined) return ''
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return value.replaceAll(/[&<>"']/g, (char) => ESCAPES[char] ?? '')
  if ('markup' in value) return value.markup
  return value.map(markupOf).join('')
}
