/** Asked for in this order, as far as the issuer knows them. */
const CHOOSE_AN_ACCOUNT = ['select_account', 'login'] as const

/** They show their chooser on `select_account`, and do not list what they support. */
const HOSTS_WITH_A_CHOOSER: readonly (string | undefined)[] = [
  'accounts.google.com',
  'login.microsoftonline.com',
]

/**
 * The `prompt` by which an issuer lets a person choose another account than the one it knows. `login` is the one that
 * each has to support; some answer one that they do not know with an error.
 *
 * @param supported `prompt_values_supported` of its discovery
 * @see OpenID Connect Core 1.0, section 3.1.2.1
 */
export function otherAccountPrompt(issuer: string, supported: readonly string[] | undefined): string {
  if (supported === undefined) {
    return HOSTS_WITH_A_CHOOSER.includes(URL.parse(issuer)?.host) ? 'select_account' : 'login'
  }
  return CHOOSE_AN_ACCOUNT.filter((prompt) => supported.includes(prompt)).join(' ') || 'login'
}
