import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createSecureContext } from 'node:tls'
import { isLoopback } from './loopback.ts'
import { showValue } from './read-values.ts'
import { MEANINGLESS_SETTINGS, type ServerValues } from './setting-table.ts'
import type { Given } from './setting.ts'
import type { Report } from './settings-faults.ts'

/** Reports what is wrong between settings that are each well-formed. */
export function checkServerSettings(values: ServerValues, given: ReadonlyMap<string, Given>, report: Report) {
  const where = (name: string) => given.get(name)?.where ?? `-${name}`
  checkPublicUrl(values, where('public-url'), report)
  checkTls(values, given, report)
  if (given.has('sealing-key') && given.has('sealing-key-file'))
    report.faults.push(
      `${where('sealing-key')}: given beside ${where('sealing-key-file')}; expected one of them`,
    )
  for (const range of values['trusted-proxies'] ?? [])
    if (range.endsWith('/0'))
      report.warnings.push(
        `${where('trusted-proxies')}: ${range} is everyone, so anyone can say what our address is; name the proxies`,
      )
  if (values['insecure-ssl'])
    report.warnings.push(
      `${where('insecure-ssl')}: anyone on the way can pose as an API server and take tokens`,
    )
  if (!values['oidc-use-pkce']) report.warnings.push(`${where('oidc-use-pkce')}: PKCE stays on`)
  warnOfMeaningless(given, report)
}

export function publicOriginOf(values: ServerValues): string | undefined {
  return values['public-url']?.origin
}

export function tlsFilesOf(values: ServerValues): { certPath: string; keyPath: string } | undefined {
  const certPath = values['tls-cert-path']
  const keyPath = values['tls-key-path']
  return certPath === undefined || keyPath === undefined ? undefined : { certPath, keyPath }
}

function warnOfMeaningless(given: ReadonlyMap<string, Given>, report: Report) {
  for (const [name, { help }] of Object.entries(MEANINGLESS_SETTINGS)) {
    const where = given.get(name)?.where
    if (where !== undefined) report.warnings.push(`${where}: without effect; ${help.replace(/\.$/, '')}`)
  }
}

function checkPublicUrl(values: ServerValues, where: string, report: Report) {
  const url = values['public-url']
  if (url === undefined) return
  const path = url.pathname.replace(/\/$/, '')
  if (path !== '' && path !== (values['base-url'] ?? ''))
    report.faults.push(
      `${where}: its path is ${showValue(path)}; expected none, or the one that -base-url sets`,
    )
  if (url.protocol === 'http:' && !isLoopback(url))
    report.warnings.push(`${where}: browsers do not sign in over plain http; serve https`)
}

function checkTls(values: ServerValues, given: ReadonlyMap<string, Given>, report: Report) {
  if (given.has('tls-cert-path') && !given.has('tls-key-path'))
    report.faults.push('-tls-key-path: missing; -tls-cert-path needs its private key')
  if (given.has('tls-key-path') && !given.has('tls-cert-path'))
    report.faults.push('-tls-cert-path: missing; -tls-key-path needs its certificate')
  const files = tlsFilesOf(values)
  if (files === undefined) return
  const shown = `${showValue(files.certPath)} and ${showValue(files.keyPath)}`
  const fault = (problem: string) => report.faults.push(`-tls-cert-path, -tls-key-path: ${shown} ${problem}`)
  try {
    const [cert, key] = [readFileSync(files.certPath), readFileSync(files.keyPath)]
    createSecureContext({ cert, key })
    // OpenSSL lets a certificate and a key of different kinds pass, and then fails every handshake.
    if (!new X509Certificate(cert).checkPrivateKey(createPrivateKey(key)))
      fault('do not belong together: the private key is not that of the first certificate')
  } catch {
    fault('are not a PEM certificate and its private key')
  }
}
