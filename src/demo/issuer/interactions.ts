import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import type Provider from 'oidc-provider'
import { findAccount, type DemoAccount } from '../accounts.ts'
import { pageHeaders } from './page.ts'
import { askingClient, levelOf, param, signedInAccount, type Interaction } from './asked-interaction.ts'
import { consentPage } from './consent-page.ts'
import { errorPage } from './notice-pages.ts'
import { signInPage, type SignInPage } from './sign-in-page.ts'

interface InteractionContext {
  readonly provider: Provider
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly interaction: Interaction
}

export const INTERACTION_PATH = /^\/interaction\/[\w-]+(?:\/(login|consent|switch|abort))?$/

/** Answers the sign-in and consent pages and their forms. */
export function createInteractions(options: {
  readonly provider: Provider
  readonly accounts: readonly DemoAccount[]
  readonly formTargets: readonly string[]
}): (request: IncomingMessage, response: ServerResponse, action: string | undefined) => Promise<void> {
  const { provider, accounts } = options
  const headers = pageHeaders(options.formTargets)
  const show = (response: ServerResponse, page: string, status = 200) =>
    void response.writeHead(status, headers).end(page)

  async function showPage({ response, interaction }: InteractionContext): Promise<void> {
    const account = signedInAccount(interaction)
    if (interaction.prompt.name === 'consent' && account) {
      const client = await askingClient(provider, interaction)
      const scopes = (param(interaction, 'scope') ?? '').split(' ')
      show(response, consentPage({ uid: interaction.uid, client, account, scopes }))
    } else {
      const userName = param(interaction, 'login_hint')
      await showSignIn(response, interaction, userName === undefined ? {} : { userName })
    }
  }

  async function showSignIn(
    response: ServerResponse,
    interaction: Interaction,
    typed: Pick<SignInPage, 'userName' | 'fault'>,
  ): Promise<void> {
    const client = await askingClient(provider, interaction)
    const signedIn = signedInAccount(interaction)
    const level = levelOf(interaction)
    const page = signInPage({
      uid: interaction.uid,
      client,
      accounts,
      choosesAccount: interaction.prompt.name === 'select_account',
      ...(signedIn && { signedIn }),
      ...(level !== undefined && { level }),
      ...typed,
    })
    show(response, page)
  }

  async function signIn(context: InteractionContext): Promise<void> {
    const form = await readForm(context.request)
    const chosen = form.get('account')
    const userName = form.get('username') ?? ''
    const account = chosen === null ? byPassword(userName, form.get('password') ?? '') : findAccount(chosen)
    if (account) return finish(context, signInResult(context.interaction, account))
    const fault = 'No account has this user name and password.'
    await showSignIn(context.response, context.interaction, { userName, fault })
  }

  async function decide(context: InteractionContext): Promise<void> {
    const decision = (await readForm(context.request)).get('decision')
    if (decision !== 'allow') return finish(context, refusal('The person did not allow it.'))
    await finish(context, { consent: { grantId: await saveGrant(context) } })
  }

  const actions: Readonly<Record<string, (context: InteractionContext) => Promise<void>>> = {
    login: signIn,
    consent: decide,
    switch: async ({ response, interaction }) => askAgain(response, interaction),
    abort: (context) => finish(context, refusal('The person cancelled the sign-in.')),
  }

  return async (request, response, action) => {
    try {
      const interaction = await provider.interactionDetails(request, response)
      const context = { provider, request, response, interaction }
      const act =
        request.method === 'POST' ? actions[action ?? ''] : action === undefined ? showPage : undefined
      if (act) await act(context)
      else show(response, errorPage({ error: 'not_found', description: 'There is no such page.' }), 404)
    } catch {
      const description = 'It has ended or belongs to another browser.'
      show(response, errorPage({ error: 'session_not_found', description }), 400)
    }
  }
}

function byPassword(userName: string, password: string): DemoAccount | undefined {
  const account = findAccount(userName.trim())
  return account?.password === password ? account : undefined
}

function signInResult(interaction: Interaction, { name }: DemoAccount) {
  const acr = levelOf(interaction)
  return { login: { accountId: name, ...(acr !== undefined && { acr }) }, select_account: {} }
}

function refusal(description: string) {
  return { error: 'access_denied', error_description: description }
}

async function finish(
  { provider, request, response, interaction }: InteractionContext,
  result: Parameters<Provider['interactionFinished']>[2],
): Promise<void> {
  // Consent builds on the sign-in just before it; a refusal or a new sign-in does not.
  const mergeWithLastSubmission = interaction.prompt.name === 'consent' && 'consent' in result
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission })
}

/** The same request again, with the choice of an account whatever the session says. */
function askAgain(response: ServerResponse, interaction: Interaction): void {
  const params = Object.entries(interaction.params).filter(
    (param): param is [string, string] => typeof param[1] === 'string',
  )
  const query = new URLSearchParams({ ...Object.fromEntries(params), prompt: 'select_account' })
  response.writeHead(303, { location: `/auth?${query}`, 'cache-control': 'no-store' }).end()
}

async function saveGrant({ provider, interaction }: InteractionContext): Promise<string> {
  const accountId = interaction.session?.accountId
  const clientId = param(interaction, 'client_id') ?? ''
  const earlier =
    interaction.grantId === undefined ? undefined : await provider.Grant.find(interaction.grantId)
  const grant = earlier ?? new provider.Grant({ clientId, ...(accountId !== undefined && { accountId }) })
  grant.addOIDCScope(param(interaction, 'scope') ?? 'openid')
  return grant.save()
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  return new URLSearchParams(await text(request))
}
