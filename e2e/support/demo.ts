import type { Page } from '@playwright/test'
import type { DemoAccount } from '../../src/demo/accounts.ts'
import type { DemoCluster } from '../../src/demo/start-cluster.ts'
import type { Demo } from '../../src/demo/start-demo.ts'
import { expectSignedInAs, leaveForIssuer } from './fairlead-page.ts'

/** The clusters by what stories need of them: the first two share an OIDC client, the third has its own, with a secret. */
export const PROD = 'harbour-prod'
export const STAGING = 'harbour/staging'
export const EDGE = 'arn:aws:eks:eu-west-1:000000000000:cluster/edge'

export function clusterOf(demo: Demo, name: string): DemoCluster {
  const cluster = demo.clusters.find((each) => each.name === name)
  if (!cluster) throw new Error(`The demo has no cluster ${name}`)
  return cluster
}

/** Ada sees everything, Tomás one namespace; Noor's e-mail is not verified; Kim is in no group. */
export function accountOf(demo: Demo, name: 'ada' | 'tomas' | 'noor' | 'kim'): DemoAccount {
  const account = demo.accounts.find((each) => each.name === name)
  if (!account) throw new Error(`The demo has no account ${name}`)
  return account
}

/** On the identity provider's page: types name and password. */
export async function typeCredentials(page: Page, name: string, password: string): Promise<void> {
  await page.getByLabel('User name').fill(name)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** At the identity provider: picks a demo account, and agrees. */
export async function signInAtDemo(page: Page, account: DemoAccount): Promise<void> {
  await page.getByRole('button', { name: account.fullName }).click()
  await page.getByRole('button', { name: 'Allow' }).click()
}

/** From nothing to a cluster's pods page, as one of the demo's people. */
export async function signIn(page: Page, demo: Demo, cluster: string, name: 'ada' | 'tomas' | 'kim' = 'ada') {
  const account = accountOf(demo, name)
  await leaveForIssuer(page, cluster)
  await signInAtDemo(page, account)
  await expectSignedInAs(page, account.email)
}

export const tokenRequests = (demo: Demo): number => demo.issuer.requests().token ?? 0
export const authorizationRequests = (demo: Demo): number => demo.issuer.requests().authorization ?? 0
