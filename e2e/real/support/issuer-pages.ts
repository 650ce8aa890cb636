import type { Page } from '@playwright/test'
import type { Person } from '../rig/people.ts'

/** On the Node issuer's pages: says who one is, and agrees. */
export async function signInAtNodeIssuer(page: Page, person: Person): Promise<void> {
  await giveCredentialsAtNodeIssuer(page, person)
  await page.getByRole('button', { name: 'Allow' }).click()
}

/** As {@link signInAtNodeIssuer}, but for the last step. */
export async function refuseAtNodeIssuer(page: Page, person: Person): Promise<void> {
  await giveCredentialsAtNodeIssuer(page, person)
  await page.getByRole('button', { name: 'Refuse' }).click()
}

async function giveCredentialsAtNodeIssuer(page: Page, person: Person): Promise<void> {
  await page.getByLabel('E-mail').fill(person.email)
  await page.getByLabel('Password').fill(person.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** On the Go issuer's page, which asks for no consent. */
export async function signInAtGoIssuer(page: Page, person: Person): Promise<void> {
  await page.getByLabel('Username').fill(person.email)
  await page.getByLabel('Password').fill(person.password)
  await page.getByRole('button', { name: 'Login' }).click()
}

/** On the Node issuer's page: agrees that its own session ends. */
export async function signOutAtNodeIssuer(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Yes, sign me out' }).click()
}
