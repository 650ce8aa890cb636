import { text } from 'node:stream/consumers'
import type { Interaction, Provider } from 'oidc-provider'
import type { Person } from './people.ts'

/** Answers `/interaction/…`: a page to sign in on, and one to agree or refuse. */
export function serveInteractions(provider: Provider, people: readonly Person[]): void {
  provider.use(async (context, next) => {
    if (!context.path.startsWith('/interaction/')) {
      await next()
      return
    }
    const interaction = await provider.interactionDetails(context.req, context.res)
    if (context.method === 'GET') {
      context.type = 'html'
      context.body = interaction.prompt.name === 'login' ? loginPage() : consentPage(interaction)
      return
    }
    const form = new URLSearchParams(await text(context.req))
    const result =
      interaction.prompt.name === 'login' ? signIn(form, people) : await decide(form, interaction, provider)
    if (result === undefined) {
      context.status = 401
      context.type = 'html'
      context.body = loginPage('Wrong e-mail address or password.')
      return
    }
    const merge = { mergeWithLastSubmission: interaction.prompt.name === 'consent' }
    context.redirect(await provider.interactionResult(context.req, context.res, result, merge))
  })
}

function signIn(form: URLSearchParams, people: readonly Person[]) {
  const person = people.find(({ email }) => email === form.get('email'))
  if (person === undefined || person.password !== form.get('password')) return undefined
  return { login: { accountId: person.email } }
}

async function decide(form: URLSearchParams, interaction: Interaction, provider: Provider) {
  if (form.get('decision') !== 'allow') {
    return { error: 'access_denied', error_description: 'The person pressed Refuse.' }
  }
  const grant = new provider.Grant({
    accountId: interaction.session?.accountId,
    clientId: String(interaction.params['client_id']),
  })
  grant.addOIDCScope(String(interaction.params['scope']))
  return { consent: { grantId: await grant.save() } }
}

function loginPage(fault = ''): string {
  return page(
    'Sign in at the Node issuer',
    `<p role="alert">${fault}</p>
     <label>E-mail <input name="email" autocomplete="username"></label>
     <label>Password <input name="password" type="password"></label>
     <button>Sign in</button>`,
  )
}

function consentPage(interaction: Interaction): string {
  return page(
    'Let this client sign you in?',
    `<p>It asks for: ${escape(String(interaction.params['scope']))}</p>
     <button name="decision" value="allow">Allow</button>
     <button name="decision" value="refuse">Refuse</button>`,
  )
}

/** Asks whether the issuer's own session is to end, too. @param form the provider's, named `op.logoutForm` */
export function logoutPage(form: string): string {
  const yes = '<button form="op.logoutForm" name="logout" value="yes">Yes, sign me out</button>'
  return html('Sign out at the Node issuer?', `${form}${yes}`)
}

const page = (title: string, form: string) => html(title, `<form method="post">${form}</form>`)

function html(title: string, body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title>
    <h1>${title}</h1>${body}</html>`
}

const escape = (value: string) => value.replaceAll(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
