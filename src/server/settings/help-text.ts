import { variablesOf } from './read-variables.ts'
import { canComeFrom, type Setting } from './setting.ts'
import { SETTING_GROUPS } from './setting-table.ts'

const WIDTH = 100
const INDENT = '      '

const INTRODUCTION = `\
Sign in to Kubernetes clusters from the browser, over OpenID Connect.

Usage
  fairlead [serve] [flags]   serve the clusters of a kubeconfig, a pod or a settings file
  fairlead demo              try it: an identity provider and clusters of its own, on this machine

The least that is needed
  fairlead -oidc-client-id=fairlead -oidc-idp-issuer-url=https://issuer.example \\
           -oidc-client-secret-file=secret.txt

Flags take one or two dashes: -name value or -name=value. A flag wins over a variable, FAIRLEAD_*
over HEADLAMP_CONFIG_*, and any of them over the settings file (-config).`

/** The answer to `fairlead --help`. */
export function helpText(version: string): string {
  const groups = SETTING_GROUPS.map(({ title, settings }) => {
    const rows = Object.entries(settings).map(([name, setting]) => describe(name, setting))
    return [title, ...rows].join('\n')
  })
  return `Fairlead ${version}\n\n${INTRODUCTION}\n\n${groups.join('\n\n')}\n`
}

function describe(name: string, setting: Setting<unknown>): string {
  const { placeholder } = setting.reader
  const [ours, ...shared] = variablesOf(name)
  const isFlag = canComeFrom(setting, 'flag')
  const standard = setting.default === undefined ? '' : ` Default: ${setting.default}.`
  return [
    isFlag ? `  -${name} ${placeholder}`.trimEnd() : `  ${ours}=${placeholder}`,
    ...wrap(setting.help + standard).map((line) => INDENT + line),
    ...(isFlag && ours !== undefined ? [INDENT + [ours, ...shared].join(', ')] : []),
  ].join('\n')
}

function wrap(text: string): readonly string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const line = lines.at(-1)
    const fits = line !== undefined && INDENT.length + line.length + 1 + word.length <= WIDTH
    if (fits) lines[lines.length - 1] = `${line} ${word}`
    else lines.push(word)
  }
  return lines
}
