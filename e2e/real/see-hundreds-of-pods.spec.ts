import { expect } from '@playwright/test'
import { leaveForIssuer, podRow } from '../support/fairlead-page.ts'
import { signInAtNodeIssuer } from './support/issuer-pages.ts'
import { watchApiServer } from './support/requests-seen.ts'
import { story } from './support/story.ts'

/** More than one chunk of a list, and enough for an API server to compress it. */
const PODS = 620

story(
  'hundreds of pods come in chunks, can be searched, and go away live',
  async ({ page, rig, kubectl }) => {
    await kubectl.east.run(
      ['create', '-f', '-'],
      JSON.stringify({ apiVersion: 'v1', kind: 'List', items: pods() }),
    )
    try {
      const kubernetes = watchApiServer(rig.clusters.east)
      await leaveForIssuer(page, 'east', '/pods?namespace=crowd')
      await signInAtNodeIssuer(page, rig.people.seesEverything)
      await expect(page.getByText(`${PODS} pods`)).toBeVisible()
      await expect(podRow(page, 'pod-0000')).toBeVisible()

      await page.getByLabel('Filter pods').fill('0619')
      await expect(podRow(page, 'pod-0619')).toBeVisible()
      await expect(podRow(page, 'pod-0000')).toHaveCount(0)
      await page.getByLabel('Filter pods').fill('')

      const lists = kubernetes
        .seen()
        .filter(({ verb, user }) => verb === 'list' && user.username !== undefined)
      expect(lists.length).toBeGreaterThan(1)
      expect(lists.slice(1).every(({ requestURI }) => requestURI.includes('continue='))).toBe(true)
    } finally {
      await kubectl.east.run(['delete', '--raw', '/api/v1/namespaces/crowd/pods?gracePeriodSeconds=0'])
    }
    await expect(podRow(page, 'pod-0000')).toHaveCount(0)
    await expect(page.getByText(`${PODS} pods`)).toHaveCount(0)
  },
)

function pods() {
  return Array.from({ length: PODS }, (_, index) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `pod-${String(index).padStart(4, '0')}`, namespace: 'crowd' },
    spec: { containers: [{ name: 'main', image: 'registry.example/main:1' }] },
  }))
}
