import type { DemoAccount } from '../accounts.ts'
import { html, trusted, type Html } from './html.ts'
import { accountLines, lead, type AskingClient } from './page-parts.ts'
import { page } from './page.ts'

export interface SignInPage {
  readonly uid: string
  readonly client: AskingClient
  readonly accounts: readonly DemoAccount[]
  /** `prompt=select_account`: whoever is signed in may still be somebody else. */
  readonly choosesAccount?: boolean
  readonly signedIn?: DemoAccount
  /** What `acr_values` asks for. */
  readonly level?: string
  readonly userName?: string
  readonly fault?: string
}

/** Accounts to press, and a form for those who would rather type. */
export function signInPage(shown: SignInPage): string {
  const { uid, client, accounts, choosesAccount = false, level, userName, fault } = shown
  const action = `/interaction/${uid}/login`
  const invalid = fault === undefined ? 'false' : 'true'
  const title = choosesAccount ? 'Choose an account' : 'Sign in'
  return page(
    title,
    html`<h1>${title}</h1>
      ${lead(html`to continue to <strong>${client.name}</strong> at`, client)}
      ${level === undefined ? undefined : html`<p class="level">It asks for a sign-in at the level <code>${level}</code></p>`}
      <form method="post" action="${action}" aria-labelledby="accounts">
        <h2><span id="accounts">Demo accounts</span> <span>User name / password</span></h2>
        <ul class="accounts">
          ${accounts.map(
            (account) =>
              html`<li>
                <button class="account" name="account" value="${account.name}">
                  ${accountLines(account, asideOf(account, shown), account.description)}
                </button>
              </li>`,
          )}
        </ul>
      </form>
      <p class="or">or type it yourself</p>
      <form method="post" action="${action}">
        ${fault === undefined ? undefined : html`<p class="fault" role="alert" id="fault">${fault}</p>`}
        <label
          >User name or e-mail
          <input
            type="text"
            name="username"
            value="${userName}"
            autocomplete="username"
            autocapitalize="none"
            spellcheck="false"
            required
            aria-invalid="${invalid}"
          />
        </label>
        <label
          >Password
          <input
            type="password"
            name="password"
            autocomplete="current-password"
            required
            aria-invalid="${invalid}"
            ${fault === undefined ? undefined : trusted('aria-describedby="fault" autofocus')}
          />
        </label>
        <button class="primary">Sign in</button>
      </form>
      ${cancelForm(uid)}`,
  )
}

function asideOf({ name, password }: DemoAccount, { signedIn }: SignInPage): Html {
  return signedIn?.name === name
    ? html`<span class="now">Signed in</span>`
    : html`<code class="password">${name} / ${password}</code>`
}

function cancelForm(uid: string): Html {
  return html`<form method="post" action="/interaction/${uid}/abort" class="below">
    <button class="quiet">Cancel and go back</button>
  </form>`
}
