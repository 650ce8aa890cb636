import { expect } from '@playwright/test'
import { configSchema, type Config } from '../../src/contract/config.ts'
import { startFairlead } from './rig/fairlead.ts'
import { loginDialog, pagePath } from '../support/fairlead-page.ts'
import { story } from './support/story.ts'

const clientsOf = (config: Config, issuer: string) =>
  config.oidcClients.filter((client) => client.issuer === issuer)

story(
  'issuers with certificates of a private authority are trusted where its certificate was given',
  async ({ request }) => {
    const config = configSchema.parse(await (await request.get('/config')).json())
    expect(config.oidcClients.map(({ status }) => status)).toEqual([
      'ready',
      'ready',
      'ready',
      'ready',
      'ready',
    ])
  },
)

story(
  'without -oidc-ca-file the issuer is not trusted, and that is what one is told',
  async ({ page, request, rig }) => {
    const { registrations } = rig
    const untrusting = await startFairlead({
      name: 'fairlead-without-ca',
      url: `http://127.0.0.1:${rig.sparePort}`,
      flags: rig.flagsWithoutCa,
      logFolder: rig.logFolder,
    })
    try {
      const config = configSchema.parse(await (await request.get(`${untrusting.url}/config`)).json())
      const east = config.oidcClients.find(({ clientId }) => clientId === registrations.east.clientId)
      expect(east).toMatchObject({ status: 'unavailable', reason: { code: 'ISSUER_TLS_UNTRUSTED' } })
      expect(clientsOf(config, registrations.west.issuer), 'has its own authority').toMatchObject([
        { status: 'ready' },
      ])

      await page.goto(`${untrusting.url}${pagePath('east')}/pods`)
      await expect(loginDialog(page, 'east').getByRole('alert')).toContainText('ISSUER_TLS_UNTRUSTED')
    } finally {
      await untrusting.process.stop()
    }
  },
)
