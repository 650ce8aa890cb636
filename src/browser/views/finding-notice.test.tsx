// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { FindingNotice } from './finding-notice.tsx'

afterEach(cleanup)

const langOf = (text: string) => screen.getByText(text).closest('[lang]')?.getAttribute('lang')

test('what the backend says is marked as English, with what to do', () => {
  render(<FindingNotice finding={{ code: 'ISSUER_UNREACHABLE', message: 'Down.', remedy: 'Wait.' }} />)
  expect(langOf('Down.')).toBe('en')
  expect(langOf('Wait.')).toBe('en')
})

test('what is nobody’s failure is told in a quiet tone, without a code', () => {
  render(<FindingNotice finding={{ code: 'SESSION_ENDED', message: 'Over.' }} />)
  const notice = screen.getByRole('alert')
  expect(notice.dataset.quiet).toBe('true')
  expect(notice.textContent).toBe('Over.')
})

test('a failure has a code to look up', () => {
  render(<FindingNotice finding={{ code: 'NETWORK_FAILED', message: 'No network.' }} />)
  const notice = screen.getByRole('alert')
  expect(notice.dataset.quiet).toBeUndefined()
  expect(notice.textContent).toContain('NETWORK_FAILED')
})

test('what the page itself says is in the page’s language', () => {
  render(<FindingNotice finding={{ code: 'NETWORK_FAILED', message: 'Kein Netz.' }} />)
  expect(langOf('Kein Netz.')).toBeUndefined()
})
