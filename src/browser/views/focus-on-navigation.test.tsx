// @vitest-environment happy-dom
import { cleanup, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { useFocusOnNavigation } from './focus-on-navigation.ts'

afterEach(cleanup)

function Screen({ path, heading, text }: { path: string; heading?: string; text?: string }) {
  useFocusOnNavigation(path)
  return (
    <main>
      {heading && <h1 tabIndex={-1}>{heading}</h1>}
      {text && <p>{text}</p>}
    </main>
  )
}

const focused = () => document.activeElement?.textContent

test('a page whose heading comes later gets the focus then, and once', async () => {
  const { rerender } = render(<Screen path="/" heading="Clusters" />)
  rerender(<Screen path="/signed-out" />)
  rerender(<Screen path="/signed-out" heading="Signed out" />)
  await waitFor(() => expect(focused()).toBe('Signed out'))
  screen.getByRole('heading').blur()
  rerender(<Screen path="/signed-out" heading="Signed out" text="What has ended" />)
  await new Promise((resolve) => setTimeout(resolve))
  expect(document.activeElement).toBe(document.body)
})

test('a page that is left before its heading is there moves no focus in the next one', async () => {
  const { rerender } = render(<Screen path="/" heading="Clusters" />)
  rerender(<Screen path="/signed-out" />)
  rerender(<Screen path="/pods" heading="Pods" />)
  expect(focused()).toBe('Pods')
  screen.getByRole('heading').blur()
  rerender(<Screen path="/pods" heading="Pods" text="All namespaces" />)
  await new Promise((resolve) => setTimeout(resolve))
  expect(document.activeElement).toBe(document.body)
})
