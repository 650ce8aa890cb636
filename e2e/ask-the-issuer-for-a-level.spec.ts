import { expect } from '@playwright/test'
import { accountOf, PROD, signInAtDemo } from './support/demo.ts'
import { expectSignedInAs, leaveForIssuer } from './support/fairlead-page.ts'
import { startFairlead } from './support/start-fairlead.ts'
import { story } from './support/story.ts'

story('an operator says at what level one signs in, and who is expected', async ({ browser }) => {
  const flags = ['-oidc-acr-values=urn:harbour:passkey', '-oidc-login-hint=kim']
  const { demo, url, stop } = await startFairlead({ flags })
  try {
    const page = await browser.newPage({ baseURL: url })
    await leaveForIssuer(page, PROD)
    await expect(page.getByText('at the level urn:harbour:passkey')).toBeVisible()
    await expect(page.getByLabel('User name')).toHaveValue('kim')
    const ada = accountOf(demo, 'ada')
    await signInAtDemo(page, ada)
    await expectSignedInAs(page, ada.email)
  } finally {
    await stop()
  }
})
