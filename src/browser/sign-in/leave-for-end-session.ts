import { AppError } from '../../contract/app-error.ts'
import type { OidcClientConfig } from '../../contract/config.ts'
import type { SignInWords } from './sign-in-words.ts'

/**
 * Posts the form that ends a session at the issuer, and so leaves the page. A form and not a link: the ID token stays out
 * of the address, and with it out of histories and logs.
 *
 * @throws AppError `ISSUER_INVALID` where the issuer has no end-session endpoint
 * @see OpenID Connect RP-Initiated Logout 1.0, section 2
 */
export function leaveForEndSession(
  client: OidcClientConfig,
  logout: { state: string; idTokenHint: string | undefined; redirectUri: string },
  { document, words }: { document: Document; words: SignInWords },
): void {
  const action = client.status === 'ready' ? client.endSessionEndpoint : undefined
  if (action === undefined) throw new AppError('ISSUER_INVALID', words().noEndSession(client.issuer))

  const form = document.createElement('form')
  form.method = 'post'
  form.action = action
  form.hidden = true
  const fields = {
    id_token_hint: logout.idTokenHint,
    client_id: client.clientId,
    post_logout_redirect_uri: logout.redirectUri,
    state: logout.state,
  }
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue
    const input = document.createElement('input')
    input.type = 'hidden'
    input.name = name
    input.value = value
    form.append(input)
  }
  document.body.append(form)
  form.submit()
  form.remove()
}
