import { X509Certificate } from 'node:crypto'
import { ValueRefused } from './setting.ts'

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g

/**
 * Keeps the certificates of a PEM text, so that a private key beside them goes no further.
 *
 * @throws ValueRefused when it holds none, or one that cannot be read
 */
export function readPemCertificates(text: string): string {
  const certificates = text.match(CERTIFICATE) ?? []
  if (certificates.length === 0) throw new ValueRefused('it holds no PEM certificate')
  for (const [index, certificate] of certificates.entries()) {
    try {
      new X509Certificate(certificate)
    } catch {
      throw new ValueRefused(`its certificate ${index + 1} cannot be read`)
    }
  }
  return `${certificates.join('\n')}\n`
}
