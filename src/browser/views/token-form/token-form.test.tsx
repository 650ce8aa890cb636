// @vitest-environment happy-dom
import { cleanup, configure, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { AppError } from '../../../contract/app-error.ts'
import { clusterNameSchema } from '../../../contract/cluster-name.ts'
import { TokenForm } from './token-form.tsx'

configure({ defaultHidden: true })
afterEach(cleanup)

const NOW_MS = new Date(2026, 4, 4, 14, 0).getTime()
const NOW_S = NOW_MS / 1000
const ISSUER = 'https://id.example'

const part = (claims: object) => Buffer.from(JSON.stringify(claims)).toString('base64url')
const token = (claims: object) =>
  `${part({ alg: 'RS256' })}.${part({ iss: ISSUER, sub: 'ada', aud: 'fairlead', exp: NOW_S + 3600, ...claims })}.c2ln`

const field = () => screen.getByLabelText<HTMLTextAreaElement>('Bearer token')
const submit = () => screen.getByRole('button', { name: 'Sign in to lab' })

function open(onUse: (token: string) => Promise<void> = async () => undefined, issuer?: string) {
  const asked = { onUse: vi.fn(onUse), onCancel: vi.fn() }
  render(
    <TokenForm cluster={clusterNameSchema.parse('lab')} issuer={issuer} nowMs={() => NOW_MS} {...asked} />,
  )
  const user = userEvent.setup()
  return {
    asked,
    user,
    async paste(text: string) {
      await user.click(field())
      await user.paste(text)
    },
  }
}

test('a token says what it is before it is used', async () => {
  const { paste, asked } = open(undefined, ISSUER)
  await paste(token({}))
  const facts = screen.getByRole('status').textContent
  expect(facts).toContain('Issuerhttps://id.example')
  expect(facts).toContain('Subjectada')
  expect(facts).toContain('Audiencefairlead')
  expect(facts).toMatch(/Ends.*00.*, in 1 hr/)
  expect(facts).not.toContain('may refuse it')
  expect(asked.onUse).not.toHaveBeenCalled()
})

test('a token of another issuer than the cluster signs in with is warned of', async () => {
  const { paste } = open(undefined, ISSUER)
  await paste(token({ iss: 'https://else.example' }))
  expect(screen.getByText(/It is from https:\/\/else.example, not from https:\/\/id.example/)).toBeTruthy()
})

test('a cluster without an issuer warns of none', async () => {
  const { paste } = open()
  await paste(token({}))
  expect(screen.queryByText(/It is from/)).toBeNull()
})

test('what a token says about itself cannot hide or turn around what stands beside it', async () => {
  const { paste } = open(undefined, ISSUER)
  await paste(token({ iss: 'https://a\u202E.example', sub: `ada\u2066${'x'.repeat(1_000)}` }))
  expect(document.body.textContent).toContain('https://a .example')
  expect(document.body.textContent).not.toMatch(/[\u202E\u2066]|x{400}/)
})

test('what surrounds or breaks a token is taken away before it is used', async () => {
  const { paste, user, asked } = open()
  const wanted = token({})
  await paste(`Bearer ${wanted.slice(0, 40)}\n${wanted.slice(40)}\n`)
  await user.click(submit())
  expect(asked.onUse).toHaveBeenCalledExactlyOnceWith(wanted)
})

test('Enter uses the token', async () => {
  const { paste, user, asked } = open()
  await paste('opaque-token')
  expect(screen.getByText(/This is no JWT/)).toBeTruthy()
  await user.keyboard('{Enter}')
  expect(asked.onUse).toHaveBeenCalledExactlyOnceWith('opaque-token')
})

test.each([
  ['', 'Paste a token first.'],
  ['two words', /This cannot be a token/],
  [token({ exp: NOW_S - 1800 }), /This token ended at .*30/],
  [token({}).slice(0, 60), /Part of this token is missing/],
])('what cannot work is said beside the field, and not asked for: %s', async (text, problem) => {
  const { paste, user, asked } = open()
  if (text) await paste(text)
  await user.click(submit())
  const alert = screen.getByRole('alert')
  expect(alert.textContent).toMatch(problem)
  expect(field().getAttribute('aria-invalid')).toBe('true')
  expect(field().getAttribute('aria-describedby')).toBe(alert.parentElement?.id)
  expect(asked.onUse).not.toHaveBeenCalled()
})

test('a refusal of the API server is said beside the field, until the text changes', async () => {
  const { paste, user } = open(async () => {
    throw new AppError('TOKEN_REFUSED', 'lab refused this token.')
  })
  await paste('opaque-token')
  await user.click(submit())
  expect((await screen.findByRole('alert')).textContent).toContain('lab refused this token.')
  expect(document.activeElement).toBe(field())
  await user.keyboard('x')
  expect(screen.queryByRole('alert')).toBeNull()
})

test('while the API server is asked nobody asks again', async () => {
  const answer = Promise.withResolvers<undefined>()
  const { paste, user, asked } = open(() => answer.promise)
  await paste('opaque-token')
  await user.click(submit())
  await user.click(screen.getByRole('button', { name: 'Asking lab…' }))
  expect(asked.onUse).toHaveBeenCalledOnce()
  answer.resolve(undefined)
  expect(await screen.findByRole('button', { name: 'Sign in to lab' })).toBeTruthy()
})

test('the field is masked until one asks, and no browser keeps or checks what is in it', async () => {
  const { user } = open()
  expect(field().dataset['masked']).toBe('true')
  await user.click(screen.getByRole('button', { name: 'Show' }))
  expect(field().dataset['masked']).toBe('false')
  expect(screen.getByRole('button', { name: 'Hide' })).toBeTruthy()
  expect(field().autocomplete).toBe('off')
  expect(field().getAttribute('spellcheck')).toBe('false')
  expect(field().name).toBe('')
})

test('it says how to get a token, that it stays in memory, and lets one go back', async () => {
  const { user, asked } = open()
  expect(screen.getByText(/^kubectl create token/)).toBeTruthy()
  expect(screen.getByText(/a reload, and it is gone/)).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Cancel' }))
  expect(asked.onCancel).toHaveBeenCalledOnce()
})
