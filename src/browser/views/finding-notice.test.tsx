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

test('what the page itself says is in the page’s language', () => {
  render(<FindingNotice finding={{ code: 'NETWORK_FAILED', message: 'Kein Netz.' }} />)
  expect(langOf('Kein Netz.')).toBeUndefined()
})
