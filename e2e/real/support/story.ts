import { test as base, expect } from '@playwright/test'

import { Kubectl } from '../rig/kubectl.ts'
import { publishedRig, type Rig } from '../rig/rig.ts'
import { outputOf } from './output-of.ts'
import { SecretLedger } from './secret-ledger.ts'

interface Given {
  rig: Rig
  /** As the administrator of each cluster, past Fairlead. */
  kubectl: { readonly east: Kubectl; readonly west: Kubectl }
  secrets: SecretLedger
}

/** A story against the rig. After each, nothing secret that it used may stand in what Fairlead wrote. */
export const story = base.extend<Given>({
  rig: async ({}, use) => use(publishedRig()),
  baseURL: async ({ rig }, use) => use(rig.fairleadUrl),
  kubectl: async ({ rig }, use) => {
    const { east, west } = rig.clusters
    await use({
      east: new Kubectl(rig.kubectl, east.adminKubeconfigPath),
      west: new Kubectl(rig.kubectl, west.adminKubeconfigPath),
    })
  },
  secrets: [
    async ({ rig, context }, use) => {
      const ledger = new SecretLedger(rig)
      ledger.watch(context)
      await use(ledger)
      await ledger.noteCookies(context)
      expect(ledger.foundIn(outputOf(rig, 'fairlead')), "secrets in Fairlead's output").toEqual([])
    },
    { auto: true },
  ],
})
