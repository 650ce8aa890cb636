// Runs before the first paint, so that the page never shows in the wrong colours. The choice is written by
// src/browser/views/color-scheme.ts under the same key.
;(() => {
  const key = 'fairlead-color-scheme'
  let choice = null
  try {
    choice = localStorage.getItem(key)
  } catch {
    // Storage is shut off: the system decides.
  }
  const dark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-color-scheme', dark ? 'dark' : 'light')
})()
