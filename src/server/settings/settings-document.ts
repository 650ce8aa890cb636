import { variablesOf } from './read-variables.ts'
import { canComeFrom, type Setting, type SettingTable } from './setting.ts'
import { CLUSTER_SETTINGS, OIDC_SETTINGS, SETTING_GROUPS } from './setting-table.ts'

const INTRODUCTION = `\
# Settings

<!-- Made from src/server/settings/setting-table.ts: change that, then run \`npx vitest run src/server/settings -u\`. -->

Four settings are enough to sign in to the clusters of a kubeconfig: \`oidc-client-id\`, \`oidc-client-secret\` (left out for a public client), \`oidc-idp-issuer-url\` and, where the default does not fit, \`oidc-scopes\`.

Each setting can be given as a flag, as a variable, or in a YAML file. A flag wins over a variable, \`FAIRLEAD_*\` over \`HEADLAMP_CONFIG_*\`, and any of them over the file.

- **Flags** take one or two dashes, \`-name value\` or \`-name=value\`; for true and false \`-name\` or \`-name=false\`. An empty value clears what another source gave.
- **Variables** that are empty count as not set. Those that Kubernetes makes for a Service named \`fairlead\` are left alone.
- **The file** is named by \`-config\`. Paths in it are relative to its folder.

An unknown flag, an unknown \`FAIRLEAD_*\` variable, an unknown key and a value that does not fit end the start with exit code 2 and a line for each. An unknown \`HEADLAMP_CONFIG_*\` variable gives a warning and is ignored. Secrets are shown nowhere.`

const FILE_INTRODUCTION = `\
## The settings file

Any setting under its name, and \`clusters\`:

\`\`\`yaml
port: 4466
oidc-client-id: fairlead
oidc-client-secret-file: client-secret.txt
oidc-idp-issuer-url: https://issuer.example
clusters:
  - name: harbour
    server: https://10.0.0.1:6443
    certificate-authority: ca.crt
  - name: lighthouse
    server: https://10.0.0.2:6443
    certificate-authority-data: LS0tLS1CRUdJTi…
    oidc:
      client-id: lighthouse
      idp-issuer-url: https://other-issuer.example
      scopes: [profile, email, groups]
\`\`\`

A cluster without \`oidc\` uses the client of the \`oidc-*\` settings. One with \`oidc\` has a client of its own, which takes over \`scopes\`, \`callback-url\`, \`use-access-token\`, \`prompt\`, \`login-hint\`, \`acr-values\`, \`extra-params\`, \`ca-file\` and \`skip-tls-verify\` from there where it does not set them. Where there is no client at all, one signs in with a pasted token (\`token-sign-in\`).`

/** The text of `docs/settings.md`. */
export function settingsDocument(): string {
  const groups = SETTING_GROUPS.map(({ title, settings }) => `## ${title}\n\n${rows(settings, describe)}`)
  return `${[
    INTRODUCTION,
    ...groups,
    FILE_INTRODUCTION,
    `### A cluster\n\n${rows(CLUSTER_SETTINGS, describeKey)}`,
    `### Its \`oidc\`\n\n${rows(OIDC_SETTINGS, describeKey)}`,
  ].join('\n\n')}\n`
}

function rows(
  table: SettingTable,
  write: (name: string, setting: Setting<unknown>) => readonly string[],
): string {
  const body = Object.entries(table).map(([name, setting]) => write(name, setting))
  const head =
    write === describe ? ['setting', 'default', 'meaning', 'variables'] : ['key', 'value', 'meaning']
  return [head, head.map(() => '---'), ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function describe(name: string, setting: Setting<unknown>): readonly string[] {
  const title = canComeFrom(setting, 'flag') ? `\`-${name}\`` : `\`${name}\`, not as a flag`
  const standard = setting.default === undefined ? '' : `\`${setting.default}\``
  return [
    title,
    standard,
    help(setting),
    variablesOf(name)
      .map((variable) => `\`${variable}\``)
      .join(' '),
  ]
}

function describeKey(name: string, setting: Setting<unknown>): readonly string[] {
  return [`\`${name}\``, setting.reader.expected.replaceAll('|', '\\|'), help(setting)]
}

function help(setting: Setting<unknown>): string {
  return setting.help.replaceAll('|', '\\|')
}
