import { html, trusted } from './html.ts'
import { page } from './page.ts'

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
    html`<h1>Sign out of Harbour ID?</h1>
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
