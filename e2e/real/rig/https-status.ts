import { readFile } from 'node:fs/promises'
import { Agent, request } from 'undici'
import type { Certificates } from './certificates.ts'

/** The status of a GET, trusting our authority only; as cluster administrator where `asAdmin`. */
export async function httpsStatus(
  url: string,
  certificates: Certificates,
  options: { asAdmin?: boolean } = {},
): Promise<number> {
  const admin = options.asAdmin && {
    cert: await readFile(certificates.adminCertificate),
    key: await readFile(certificates.adminKey),
  }
  const agent = new Agent({ connect: { ca: await readFile(certificates.authority), ...admin } })
  try {
    const answer = await request(url, { dispatcher: agent })
    await answer.body.dump()
    return answer.statusCode
  } finally {
    await agent.destroy()
  }
}
