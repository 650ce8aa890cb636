import type { DemoAccount } from '../accounts.ts'
import { html, type Html } from './html.ts'
import { accountLines, lead, type AskingClient } from './page-parts.ts'
import { page } from './page.ts'

export interface ConsentPage {
  readonly uid: string
  readonly client: AskingClient
  readonly account: DemoAccount
  readonly scopes: readonly string[]
}

/** Asks once for each application whether it may know the person. */
export function consentPage({ uid, client, account, scopes }: ConsentPage): string {
  return page(
    'Allow access',
    html`<h1>${client.name} asks who you are</h1>
      ${lead(html`It will send you back to`, client)}
      <form method="post" action="/interaction/${uid}/switch" class="accounts">
        <div class="account">
          ${accountLines(account, html`<button class="quiet">Use another</button>`, account.email)}
        </div>
      </form>
      <ul class="grants" aria-label="What it will be told">
        ${scopes.flatMap((scope) => SCOPE_WORDS[scope] ?? [])}
      </ul>
      <form method="post" action="/interaction/${uid}/consent" class="actions">
        <button class="secondary" name="decision" value="cancel">Cancel</button>
        <button class="primary" name="decision" value="allow">Allow</button>
      </form>`,
  )
}

const SCOPE_WORDS: Readonly<Record<string, Html>> = {
  openid: html`<li>Your account at Harbour ID<small>and when you signed in to it</small></li>`,
  profile: html`<li>Your name and user name</li>`,
  email: html`<li>Your e-mail address<small>Kubernetes knows you by it</small></li>`,
  groups: html`<li>Your groups<small>Kubernetes decides by them what you may do</small></li>`,
  offline_access: html`<li>To stay signed in<small>until you sign out</small></li>`,
}
