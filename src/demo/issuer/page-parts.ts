import type { DemoAccount } from '../accounts.ts'
import { html, type Html } from './html.ts'

/** The application that asks, as the person is shown it. */
export interface AskingClient {
  readonly name: string
  /** Host and port that the person will be sent back to. */
  readonly returnHost: string
}

/** The sentence below a heading, which ends with where this will lead. */
export function lead(words: Html, { returnHost }: AskingClient): Html {
  return html`<p class="lead">${words} <code>${returnHost}</code></p>`
}

/** A person, with something at the end of the first line and a line about them. */
export function accountLines(account: DemoAccount, aside: Html, about: string): Html {
  return html`<span class="avatar" aria-hidden="true">${initials(account.fullName)}</span>
    <span class="who">${account.fullName}</span>${aside}<span class="about">${about}</span>`
}

function initials(fullName: string): string {
  return fullName
    .split(' ')
    .map((word) => word.charAt(0))
    .join('')
}
