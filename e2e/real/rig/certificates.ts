import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { mustRun } from './run-program.ts'

/** Paths of PEM files. The authority signs the servers' certificate and the cluster administrator's. */
export interface Certificates {
  readonly authority: string
  readonly serverCertificate: string
  readonly serverKey: string
  /** A client certificate of `system:masters`: it may do everything in every cluster. */
  readonly adminCertificate: string
  readonly adminKey: string
  readonly serviceAccountKey: string
  readonly serviceAccountPublicKey: string
}

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
const SERVER_EXTENSIONS = `keyUsage=digitalSignature
extendedKeyUsage=serverAuth
subjectAltName=IP:127.0.0.1,DNS:localhost,DNS:kubernetes.default.svc
`
const CLIENT_EXTENSIONS = `keyUsage=digitalSignature
extendedKeyUsage=clientAuth
`

/** Makes a private certificate authority, and what it signs, for one run. */
export async function makeCertificates(folder: string): Promise<Certificates> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const openssl = (...args: string[]) => mustRun('openssl', args, { cwd: folder })
  // prettier-ignore
  await openssl('req', '-x509', ...NEW_KEY, '-days', '2', '-subj', '/CN=Private test authority',
    '-addext', 'basicConstraints=critical,CA:TRUE', '-addext', 'keyUsage=critical,keyCertSign,cRLSign',
    '-keyout', 'ca.key', '-out', 'ca.crt')
  const sign = async (name: string, subject: string, extensions: string) => {
    await writeFile(join(folder, `${name}.ext`), extensions)
    await openssl('req', ...NEW_KEY, '-subj', subject, '-keyout', `${name}.key`, '-out', `${name}.csr`)
    // prettier-ignore
    await openssl('x509', '-req', '-in', `${name}.csr`, '-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial',
      '-days', '2', '-extfile', `${name}.ext`, '-out', `${name}.crt`)
  }
  await sign('server', '/CN=localhost', SERVER_EXTENSIONS)
  await sign('admin', '/O=system:masters/CN=cluster-admin', CLIENT_EXTENSIONS)
  await openssl('genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048', '-out', 'sa.key')
  await openssl('pkey', '-in', 'sa.key', '-pubout', '-out', 'sa.pub')
  const path = (file: string) => join(folder, file)
  return {
    authority: path('ca.crt'),
    serverCertificate: path('server.crt'),
    serverKey: path('server.key'),
    adminCertificate: path('admin.crt'),
    adminKey: path('admin.key'),
    serviceAccountKey: path('sa.key'),
    serviceAccountPublicKey: path('sa.pub'),
  }
}

/** A file as kubeconfigs carry it: base64 of the PEM. */
export async function base64Of(path: string): Promise<string> {
  return (await readFile(path)).toString('base64')
}
