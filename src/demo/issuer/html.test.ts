import { expect, test } from 'vitest'
import { html, trusted } from './html.ts'

test('text that is put into a page stays text, in attributes too', () => {
  const nasty = `"><img src=x onerror='alert(1)'>&`
  expect(html`<a title="${nasty}">${nasty}</a>`.markup).toBe(
    '<a title="&quot;&gt;&lt;img src=x onerror=&#39;alert(1)&#39;&gt;&amp;">&quot;&gt;&lt;img src=x onerror=&#39;alert(1)&#39;&gt;&amp;</a>',
  )
})

test('markup made by html itself is kept, in lists too', () => {
  const items = ['<', '>'].map((item) => html`<li>${item}</li>`)
  expect(html`${items}${trusted('<hr>')}${undefined}${0}`.markup).toBe('<li>&lt;</li><li>&gt;</li><hr>0')
})
