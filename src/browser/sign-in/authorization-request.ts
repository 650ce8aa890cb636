import type { SigninRequestCreateArgs } from 'oidc-client-ts'
import type { AttemptData } from './callback.ts'
import type { ReadyClient } from './oidc-clients.ts'

/**
 * What an authorization request asks for besides what oidc-client-ts always sends: the operator's parameters, and the
 * person's own wish to be somebody else, which a configured `prompt` or `login_hint` must not undo.
 *
 * @see OpenID Connect Core 1.0, section 3.1.2.1
 */
export function authorizationRequest(
  client: Pick<ReadyClient, 'nonce' | 'authorizationParameters' | 'otherAccountPrompt'>,
  state: AttemptData,
  otherAccount: boolean,
): Pick<SigninRequestCreateArgs, 'nonce' | 'prompt'> & AuthorizationExtras {
  const { prompt: configured, login_hint, ...parameters } = client.authorizationParameters
  const prompt = otherAccount ? client.otherAccountPrompt : configured
  return {
    request_type: 'si:r',
    nonce: client.nonce,
    state,
    extraQueryParams: { ...parameters, ...(login_hint && !otherAccount && { login_hint }) },
    ...(prompt && { prompt }),
  }
}

interface AuthorizationExtras {
  request_type: string
  state: AttemptData
  extraQueryParams: Record<string, string>
}
