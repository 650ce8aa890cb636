// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { Router } from 'wouter'
import { afterEach, expect, test } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { clusterNameSchema } from '../../../contract/cluster-name.ts'
import { first as german } from '../../messages/de/first.ts'
import { first as english } from '../../messages/en/first.ts'
import type { Language } from '../../messages/language.ts'
import type { SignedIn } from '../../session/session.ts'
import { SpeechContext } from '../stages.ts'
import { AccountMenu } from './account-menu.tsx'
import { ClusterSwitcher } from './cluster-switcher.tsx'
import { ColorSchemeMenu } from './color-scheme-menu.tsx'
import { describeSessionEnd } from './describe-session-end.ts'
import { LanguageMenu } from './language-menu.tsx'

afterEach(cleanup)

const named = (name: string) => clusterNameSchema.parse(name)
const NOW_MS = new Date(2026, 10, 24, 9, 0).getTime()
const SESSION: SignedIn = {
  status: 'signed-in',
  bearerToken: 'token',
  expiresAtS: new Date(2026, 10, 24, 14, 32).getTime() / 1000,
  renewal: 'possible',
  identity: { username: 'ada@harbour.example', groups: ['platform', 'system:authenticated'] },
}

function openAccount(props: Partial<Parameters<typeof AccountMenu>[0]> = {}) {
  const asked = { signOuts: 0, otherAccounts: 0 }
  render(
    <AccountMenu
      cluster={named('prod')}
      sharedWith={[named('team/staging')]}
      session={SESSION}
      onSignOut={() => (asked.signOuts += 1)}
      onSignInAsSomeoneElse={() => (asked.otherAccounts += 1)}
      {...props}
    />,
  )
  return { user: userEvent.setup(), asked }
}

test('the account menu says who one is, in which groups, how long, and where else', () => {
  openAccount()
  expect(screen.getByRole('button', { name: 'Account: ada@harbour.example' })).toBeTruthy()
  expect(screen.getByText('platform')).toBeTruthy()
  expect(screen.getByText(/You stay signed in until you sign out/)).toBeTruthy()
  expect(screen.getByText('The same sign-in opens team/staging.')).toBeTruthy()
})

test('signing out and signing in as someone else are asked for, and nothing more', async () => {
  const { user, asked } = openAccount()
  await user.click(screen.getByRole('button', { name: 'Sign out…' }))
  expect(asked).toEqual({ signOuts: 1, otherAccounts: 0 })
  await user.click(screen.getByRole('button', { name: 'Sign in as someone else' }))
  expect(asked).toEqual({ signOuts: 1, otherAccounts: 1 })
})

test('where no identity provider asks who one is, there is no someone else', () => {
  openAccount({ onSignInAsSomeoneElse: undefined })
  expect(screen.queryByRole('button', { name: 'Sign in as someone else' })).toBeNull()
})

const inEnglish = { messages: english, language: 'en', nowMs: NOW_MS } as const
const inGerman = { messages: german, language: 'de', nowMs: NOW_MS } as const

test.each([
  ['possible', /^Renews by itself/, /^Verlängert sich von selbst/],
  ['no-refresh-token', /^Until .*32.*gives no refresh token/, /^Bis 14:32.*kein Refresh-Token/],
  ['no-id-token', /without an ID token/, /ohne ID-Token/],
  ['issuer-limit', /lasts no longer/, /^Bis 14:32. Länger/],
  ['pasted', /You pasted this token/, /wurde eingefügt/],
] as const)('how long a session lasts: %s', (renewal, inEnglishWords, inGermanWords) => {
  expect(describeSessionEnd({ ...SESSION, renewal }, inEnglish)).toMatch(inEnglishWords)
  expect(describeSessionEnd({ ...SESSION, renewal }, inGerman)).toMatch(inGermanWords)
})

test('trouble with the renewal, and an end that nobody knows, are said', () => {
  const trouble = { code: 'NETWORK_FAILED', message: 'No network.' } as const
  expect(describeSessionEnd({ ...SESSION, trouble }, inEnglish)).toMatch(
    /^It cannot be renewed at the moment/,
  )
  const { expiresAtS: _, ...endless } = SESSION
  expect(describeSessionEnd({ ...endless, renewal: 'pasted' }, inEnglish)).toMatch(
    /does not say when it ends/,
  )
})

test('the switcher leads to every cluster, to what one looks at, and says where one is signed in', () => {
  render(
    <Router base="/fairlead">
      <ClusterSwitcher
        current="prod"
        section="namespaces"
        names={[named('prod'), named('team/staging')]}
        sessions={{ [named('prod')]: SESSION }}
      />
    </Router>,
  )
  const link = (name: string) => screen.getByRole('link', { name })
  expect(link('signed in: prod').getAttribute('aria-current')).toBe('true')
  expect(link('not signed in: team/staging').getAttribute('href')).toBe(
    '/fairlead/c/team~2Fstaging/namespaces',
  )
  expect(link('All clusters').getAttribute('href')).toMatch(/^\/fairlead\/?$/)
})

test('the colour scheme and the language are chosen apart from each other', async () => {
  const user = userEvent.setup()
  const schemes: string[] = []
  render(<Tools onScheme={(scheme) => schemes.push(scheme)} />)
  await user.click(screen.getByRole('radio', { name: 'Dark' }))
  expect(schemes).toEqual(['dark'])
  await user.click(screen.getByRole('radio', { name: 'Deutsch' }))
  expect(schemes).toEqual(['dark'])
  expect(screen.getByRole('radio', { name: 'Dunkel' })).toBeTruthy()
  expect(screen.getByRole('radio', { name: 'Deutsch' })).toHaveProperty('checked', true)
})

function Tools({ onScheme }: { onScheme: (scheme: string) => void }) {
  const [language, setLanguage] = useState<Language>('en')
  const speech = createStore(() => ({ language, messages: language === 'en' ? english : german }))
  return (
    <SpeechContext value={speech}>
      <LanguageMenu language={language} onChoose={setLanguage} />
      <ColorSchemeMenu choice="system" onChoose={onScheme} />
    </SpeechContext>
  )
}
