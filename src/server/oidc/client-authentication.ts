import { ClientSecretPost, None, type ClientAuth } from 'oauth4webapi'
import type { OidcClient } from '../clusters/cluster.ts'
import type { TokenEndpointAuthMethod } from '../settings/settings.ts'

/**
 * How the client shows the issuer who it is: as the setting says, else as discovery says.
 *
 * @param supported `token_endpoint_auth_methods_supported`; left out it means `client_secret_basic`
 * @see RFC 8414, section 2
 */
export function clientAuthentication(
  client: Pick<OidcClient, 'clientSecret' | 'tokenEndpointAuthMethod'>,
  supported: readonly string[] | undefined,
): ClientAuth {
  const { clientSecret } = client
  if (clientSecret === undefined) return None()
  switch (client.tokenEndpointAuthMethod ?? methodByDiscovery(supported)) {
    case 'client_secret_basic':
      return clientSecretBasic(clientSecret)
    case 'client_secret_post':
      return ClientSecretPost(clientSecret)
    case 'none':
      return None()
  }
}

function methodByDiscovery(supported: readonly string[] = ['client_secret_basic']): TokenEndpointAuthMethod {
  if (supported.includes('client_secret_basic')) return 'client_secret_basic'
  return supported.includes('client_secret_post') ? 'client_secret_post' : 'client_secret_basic'
}

/**
 * oauth4webapi's own escapes `-`, `_` and `.` as well, which providers that do not unescape then refuse.
 *
 * @see RFC 6749, section 2.3.1 and appendix B
 */
function clientSecretBasic(clientSecret: string): ClientAuth {
  return (_issuer, client, _body, headers) => {
    const credentials = `${formEncode(client.client_id)}:${formEncode(clientSecret)}`
    headers.set('authorization', `Basic ${Buffer.from(credentials).toString('base64')}`)
  }
}

/** As in a form's body. @see RFC 6749, appendix B */
export const formEncode = (text: string) => new URLSearchParams({ '': text }).toString().slice(1)
