import type { DemoAccount } from '../accounts.ts'
import { html, trusted, type Html } from './html.ts'
import { page } from './page.ts'

/** The application that asks, as the person is shown it. */
export interface AskingClient {
  readonly name: string
  /** Host and port that the person will be sent back to. */
  readonly returnHost: string
}

export interface SignInPage {
  readonly uid: string
  readonly client: AskingClient
  readonly accounts: readonly DemoAccount[]
  readonly userName?: string
  readonly fault?: string
}

/** Accounts to press, and a form for those who would rather type. */
export function signInPage({ uid, client, accounts, userName, fault }: SignInPage): string {
  const action = `/interaction/${uid}/login`
  const invalid = fault === undefined ? 'false' : 'true'
  return page(
    'Sign in',
    html`<h1>Sign in</h1>
      ${lead('to continue to', client)}
      <form method="post" action="${action}" aria-labelledby="accounts">
        <h2><span id="accounts">Demo accounts</span> <span>User name / password</span></h2>
        <ul class="accounts">
          ${accounts.map(
            (account) =>
              html`<li>
                <button class="account" name="account" value="${account.name}">
                  ${accountLines(account, html`<code class="password">${account.name} / ${account.password}</code>`, account.description)}
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
      ${lead('It will send you back to', client)}
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
  openid: html`<li>Your account at Harbor ID<small>and that you signed in just now</small></li>`,
  profile: html`<li>Your name and user name</li>`,
  email: html`<li>Your e-mail address<small>Kubernetes knows you by it</small></li>`,
  groups: html`<li>Your groups<small>Kubernetes decides by them what you may do</small></li>`,
  offline_access: html`<li>To stay signed in<small>until you sign out</small></li>`,
}

export interface ErrorPage {
  readonly error: string
  readonly description: string | undefined
}

/** For faults that cannot be sent back to the application, such as an unregistered redirect URI. */
export function errorPage({ error, description }: ErrorPage): string {
  return page(
    'Cannot go on',
    html`<h1>This sign-in cannot go on</h1>
      <p class="lead">
        Go back to the application and start again. If it happens again, its operator will want to know this:
      </p>
      <dl>
        <dt>Error</dt>
        <dd><code>${error}</code></dd>
        ${
          description === undefined
            ? undefined
            : html`<dt>Description</dt>
                <dd>${description}</dd>`
        }
      </dl>`,
  )
}

/** @param form the provider's own form, with its protection against forgery; its id is `op.logoutForm` */
export function signOutPage(form: string): string {
  return page(
    'Sign out',
    html`<h1>Sign out of Harbor ID?</h1>
      <p class="lead">Applications that you signed in to with it can no longer renew what they hold.</p>
      ${trusted(form)}
      <div class="actions">
        <button class="secondary" form="op.logoutForm">Stay signed in</button>
        <button class="primary" form="op.logoutForm" name="logout" value="yes">Sign out</button>
      </div>`,
  )
}

export function signedOutPage(): string {
  return page(
    'Signed out',
    html`<h1>Signed out</h1>
      <p class="lead">You may close this page.</p>`,
  )
}

function lead(words: string, client: AskingClient): Html {
  const toName = words.startsWith('to ')
  return html`<p class="lead">
    ${words} ${toName ? html`<strong>${client.name}</strong> at ` : undefined}<code
      >${client.returnHost}</code
    >
  </p>`
}

function accountLines(account: DemoAccount, aside: Html, about: string): Html {
  return html`<span class="avatar" aria-hidden="true">${initials(account.fullName)}</span>
    <span class="who">${account.fullName}</span>${aside}<span class="about">${about}</span>`
}

function initials(fullName: string): string {
  return fullName
    .split(' ')
    .map((word) => word.charAt(0))
    .join('')
}

function cancelForm(uid: string): Html {
  return html`<form method="post" action="/interaction/${uid}/abort" class="below">
    <button class="quiet">Cancel and go back</button>
  </form>`
}
