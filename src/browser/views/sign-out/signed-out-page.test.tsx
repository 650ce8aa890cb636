// @vitest-environment happy-dom
import { cleanup, render, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { clusterNameSchema } from '../../../contract/cluster-name.ts'
import { first as english } from '../../messages/en/first.ts'
import type { Language } from '../../messages/language.ts'
import type { SignOutReport } from '../../session/session.ts'
import { SpeechContext } from '../stages.ts'
import { SignedOutPage } from './signed-out-page.tsx'

afterEach(cleanup)

const NOW_MS = new Date(2026, 10, 24, 13, 40).getTime()
const named = (name: string) => clusterNameSchema.parse(name)
const ENDED: SignOutReport = {
  clusters: [named('prod'), named('edge')],
  issuer: 'https://id.example/realms/one',
  refreshToken: 'revoked',
  bearerEndsAtS: NOW_MS / 1000 + 25 * 60,
  atIssuer: 'ended',
}

const open = (reports: readonly SignOutReport[] | undefined, language: Language = 'en') =>
  render(
    <SpeechContext value={createStore(() => ({ language, messages: english }))}>
      <SignedOutPage reports={reports} nowMs={() => NOW_MS} />
    </SpeechContext>,
  )

/** What the table of these clusters says: a row for each thing, without what it means. */
const states = (clusters: string) =>
  within(screen.getByRole('table', { name: clusters }))
    .getAllByRole('row')
    .slice(1)
    .map((row) => [
      within(row).getByRole('rowheader').textContent,
      within(row).getAllByRole('cell')[0]?.textContent,
    ])

test('what has ended is told apart from what lives on', () => {
  open([ENDED], 'de')
  expect(states('prod und edge')).toEqual([
    ['Sitzung in diesem Browser', 'Beendet'],
    ['Refresh-Token', 'Widerrufen'],
    ['Token beim API-Server', 'Gilt bis 14:05'],
    ['Sitzung bei id.example', 'Beendet'],
  ])
})

test.each([
  ['revoked', 'Revoked'],
  ['not-supported', 'Not revoked'],
  ['refused', 'Not revoked'],
  ['none', 'None'],
  ['unknown', 'Not known'],
] as const)('a refresh token: %s', (refreshToken, state) => {
  open([{ ...ENDED, refreshToken }])
  expect(states('prod and edge')[1]).toEqual(['Refresh token', state])
})

test.each([
  ['ended', 'Ended', /asks for your credentials/],
  ['not-asked', 'Not ended', /You did not ask for it/],
  ['no-endpoint', 'Not ended', /no end-session endpoint/],
  ['not-confirmed', 'Not known', /has not sent you back/],
] as const)('the session at the issuer: %s', (atIssuer, state, why) => {
  open([{ ...ENDED, atIssuer }])
  expect(states('prod and edge')[3]).toEqual(['Session at id.example', state])
  expect(screen.getByText(why)).toBeTruthy()
})

test('where the backend was not reached, the cookie may still be here', () => {
  open([{ ...ENDED, refreshToken: 'unknown' }])
  expect(states('prod and edge')[0]).toEqual(['Session in this browser', 'Ended in part'])
  expect(screen.getByText(/sealed cookie may still be here/)).toBeTruthy()
})

test('a token that is over lives nowhere', () => {
  open([{ ...ENDED, bearerEndsAtS: NOW_MS / 1000 - 1 }])
  expect(states('prod and edge')[2]).toEqual(['Token at the API server', 'Has ended'])
})

test('each sign-in has a table of its own, and a pasted token no issuer in it', () => {
  open([ENDED, { clusters: [named('lab')], refreshToken: 'none', atIssuer: 'not-asked' }])
  expect(states('prod and edge')).toHaveLength(4)
  expect(states('lab')).toEqual([
    ['Session in this browser', 'Ended'],
    ['Token at the API server', 'End not known'],
  ])
})

test('the session at an issuer is told once, however many sign-ins went through it', () => {
  const asked = { ...ENDED, clusters: [named('lab')], atIssuer: 'not-confirmed' } as const
  open([ENDED, asked])
  expect(states('prod and edge')).toHaveLength(3)
  expect(states('lab')).toHaveLength(3)
  expect(states('id.example')).toEqual([['Session at id.example', 'Ended']])
})

test('two issuers at one host have a session each', () => {
  open([ENDED, { ...ENDED, clusters: [named('lab')], issuer: 'https://id.example/realms/two' }])
  expect(states('prod and edge')).toHaveLength(4)
  expect(states('lab')).toHaveLength(4)
})

test('opened by its address the page says so, and leads on', () => {
  open(undefined)
  expect(screen.getByRole('heading', { name: 'Nothing was signed out' })).toBeTruthy()
  expect(screen.getByRole('link', { name: 'Back to clusters' })).toBeTruthy()
})
