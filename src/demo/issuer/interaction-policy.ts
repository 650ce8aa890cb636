import { interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider'

const { base, Check, Prompt } = interactionPolicy

/** What `prompt` may ask for here. oidc-provider does not say it in discovery by itself. */
export const PROMPT_VALUES = ['none', 'login', 'consent', 'select_account']

/**
 * When a person is shown a page: besides the provider's own reasons, when an account is to be chosen, and when the
 * session at the provider was begun at another level than `acr_values` names.
 *
 * @see OpenID Connect Core 1.0, section 3.1.2.1
 */
export function createInteractionPolicy(): interactionPolicy.DefaultPolicy {
  const policy = base()
  policy.add(new Prompt({ name: 'select_account', requestable: true }), 0)
  policy
    .get('login')
    ?.checks.add(
      new Check('acr_values', 'a sign-in at another level is asked for', 'login_required', needsOtherLevel),
    )
  return policy
}

function needsOtherLevel({ oidc }: KoaContextWithOIDC): boolean {
  const asked = oidc.params?.['acr_values']
  if (typeof asked !== 'string' || !oidc.session?.accountId) return false
  return !asked.split(' ').includes(oidc.session.acr ?? '')
}
