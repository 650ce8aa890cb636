import { randomUUID } from 'node:crypto'
import { text } from 'node:stream/consumers'
import type { KoaContextWithOIDC } from 'oidc-provider'
import { signedOutPage, signOutPage } from './notice-pages.ts'

const END_SESSION_PATH = '/session/end'
const REMEMBERED_FORMS = 100

/**
 * What the end-session endpoint shows. Whoever shows an ID token of the person who is signed in here means it, and is
 * not asked again.
 *
 * @see OpenID Connect RP-Initiated Logout 1.0, section 2
 */
export function signOutSources(headers: Readonly<Record<string, string>>) {
  return {
    async logoutSource(ctx: KoaContextWithOIDC, form: string) {
      if (isMeant(ctx)) return endSession(ctx)
      ctx.set(headers)
      ctx.body = signOutPage(form)
    },
    postLogoutSuccessSource(ctx: KoaContextWithOIDC) {
      ctx.set(headers)
      ctx.body = signedOutPage()
    },
  }
}

/**
 * A form that comes from another site brings no `SameSite=Lax` cookie, so what it says waits for a request that does:
 * the redirect to it is a GET.
 */
export function createSignOutForms() {
  const forms = new Map<string, string>()
  return async (ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> => {
    if (ctx.method === 'POST' && ctx.path === END_SESSION_PATH) {
      const path = `${END_SESSION_PATH}/${randomUUID()}`
      forms.set(path, await text(ctx.req))
      const [oldest] = forms.size > REMEMBERED_FORMS ? forms.keys() : []
      if (oldest !== undefined) forms.delete(oldest)
      ctx.status = 303
      ctx.redirect(path)
      return
    }
    const form = ctx.method === 'GET' ? forms.get(ctx.path) : undefined
    if (form !== undefined) ctx.url = `${END_SESSION_PATH}?${form}`
    await next()
  }
}

function isMeant({ oidc }: KoaContextWithOIDC): boolean {
  const hint = oidc.entities['IdTokenHint'] as { readonly payload: { readonly sub?: string } } | undefined
  return hint !== undefined && hint.payload.sub === oidc.session?.accountId
}

/** What comes of it once a person has confirmed: the session ends, and its grants, on which refresh tokens rest. */
async function endSession(ctx: KoaContextWithOIDC): Promise<void> {
  const { provider, session, params } = ctx.oidc
  const grants = Object.values(session?.authorizations ?? {}).flatMap(({ grantId }) => grantId ?? [])
  for (const grantId of grants) await (await provider.Grant.find(grantId))?.destroy()
  await session?.destroy()
  ctx.status = 303
  ctx.redirect(returnAddress(params ?? {}) ?? `${END_SESSION_PATH}/success`)
}

/** The provider has checked that it is registered. */
function returnAddress(params: Readonly<Record<string, unknown>>): string | undefined {
  const { post_logout_redirect_uri: target, state } = params
  if (typeof target !== 'string') return undefined
  const url = new URL(target)
  if (typeof state === 'string') url.searchParams.set('state', state)
  return url.href
}
