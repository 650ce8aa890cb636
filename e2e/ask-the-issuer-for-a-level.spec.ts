import { expect } from '@playwright/test'
import { accountOf, PROD, signInAtDemo } from './support/demo.ts'
import { expectSignedInAs, leaveForIssuer, openAccountMenu } from './support/fairlead-page.ts'
import { story } from './support/story.ts'

story.use({
  fairleadOptions: {
    flags: [
      '-oidc-acr-values=urn:harbour:passkey',
      '-oidc-login-hint=kim',
      '-oidc-prompt=login',
      '-oidc-extra-params=ui_locales=de en,dock=7',
    ],
  },
})

story(
  'an operator says at what level one signs in, and who is expected; a person can still be someone else',
  async ({ page, fairlead }) => {
    const { demo } = fairlead
    await leaveForIssuer(page, PROD)
    await expect(page.getByText('at the level urn:harbour:passkey')).toBeVisible()
    await expect(page.getByLabel('User name')).toHaveValue('kim')
    const always = { acr_values: 'urn:harbour:passkey', ui_locales: 'de en', dock: '7' }
    expect(demo.issuer.lastAuthorizationRequest()).toMatchObject({
      ...always,
      login_hint: 'kim',
      prompt: 'login',
    })
    const kim = accountOf(demo, 'kim')
    await signInAtDemo(page, kim)
    await expectSignedInAs(page, kim.email)

    await openAccountMenu(page)
    await page.getByRole('button', { name: 'Sign in as someone else' }).click()
    const ada = accountOf(demo, 'ada')
    await signInAtDemo(page, ada)
    await expectSignedInAs(page, ada.email)
    const asked = demo.issuer.lastAuthorizationRequest()
    expect(asked).toMatchObject({ ...always, prompt: 'select_account login' })
    expect(asked).not.toHaveProperty('login_hint')
  },
)
