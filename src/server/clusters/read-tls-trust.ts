import { basename, resolve } from 'node:path'
import { whyUnreadable } from '../settings/read-file.ts'
import { readPemCertificates } from '../settings/read-pem.ts'
import { ValueRefused } from '../settings/setting.ts'
import { ClusterBroken } from './cluster-broken.ts'

export type ReadFile = (path: string) => string

/**
 * Reads a CA from a file. Messages hold the file's name without its folder, since every visitor may see them.
 *
 * @throws ClusterBroken
 */
export function readCaFile(path: string, folder: string, label: string, readFile: ReadFile): string {
  const remedy = `Point ${label} at a file with PEM certificates that Fairlead may read.`
  const shown = JSON.stringify(basename(path))
  let text: string
  try {
    text = readFile(resolve(folder, path))
  } catch (error) {
    throw new ClusterBroken('KUBECONFIG_INVALID', `${label} ${shown}: ${whyUnreadable(error)}`, remedy)
  }
  return readCa(text, `${label} ${shown}`, remedy)
}

/** @throws ClusterBroken */
export function readCaData(base64: string, label: string): string {
  const remedy = `Put PEM certificates, encoded in base64, into ${label}.`
  return readCa(Buffer.from(base64, 'base64').toString('utf8'), label, remedy)
}

function readCa(text: string, label: string, remedy: string): string {
  try {
    return readPemCertificates(text)
  } catch (error) {
    if (!(error instanceof ValueRefused)) throw error
    throw new ClusterBroken('KUBECONFIG_INVALID', `${label}: ${error.message}`, remedy)
  }
}
