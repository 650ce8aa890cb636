import { describe, expect, test } from 'vitest'
import { helpText } from './help-text.ts'
import { ALL_SETTINGS, SETTING_GROUPS } from './setting-table.ts'
import { settingsDocument } from './settings-document.ts'

describe('the help', () => {
  const help = helpText('1.2.3')

  test('begins with the version and fits a terminal of 100 columns', () => {
    expect(help).toMatch(/^Fairlead 1\.2\.3\n/)
    expect(help.split('\n').filter((line) => line.length > 100)).toEqual([])
  })

  test.each(Object.keys(ALL_SETTINGS).filter((name) => name !== 'sealing-key'))('shows -%s', (name) => {
    expect(help).toMatch(new RegExp(`^  -${name}( |$)`, 'm'))
  })

  test('shows variables and defaults', () => {
    expect(help).toContain('FAIRLEAD_OIDC_CLIENT_ID, HEADLAMP_CONFIG_OIDC_CLIENT_ID')
    expect(help).toContain('Default: profile,email.')
    expect(help).toContain('FAIRLEAD_SEALING_KEY=KEYS')
  })

  test('every setting stands in one group', () => {
    const grouped = SETTING_GROUPS.flatMap(({ settings }) => Object.keys(settings))
    expect(grouped.toSorted()).toEqual(Object.keys(ALL_SETTINGS).toSorted())
  })
})

test('docs/settings.md says what the table says', async () => {
  await expect(settingsDocument()).toMatchFileSnapshot('../../../docs/settings.md')
})
