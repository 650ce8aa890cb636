import { dirname } from 'node:path'
import * as z from 'zod'
import { parseYaml } from '../settings/parse-yaml.ts'

const optionalText = z.string().nullish()

const clusterSchema = z.object({
  server: optionalText,
  'certificate-authority': optionalText,
  'certificate-authority-data': optionalText,
  'tls-server-name': optionalText,
  'insecure-skip-tls-verify': z.boolean().nullish(),
  'proxy-url': optionalText,
})

const contextSchema = z.object({ cluster: optionalText, user: optionalText })

/**
 * Of a user only what names an OIDC client. Its credentials (certificate, key, token, password, the environment of
 * `exec`, cached tokens) are left behind here: visitors bring their own, and never get the operator's.
 */
const userSchema = z.object({
  'auth-provider': z
    .object({
      name: optionalText,
      config: z
        .object({
          'client-id': optionalText,
          'client-secret': optionalText,
          'idp-issuer-url': optionalText,
          'idp-certificate-authority': optionalText,
          'idp-certificate-authority-data': optionalText,
          scope: optionalText,
          'extra-scopes': optionalText,
        })
        .nullish(),
    })
    .nullish(),
  exec: z.object({ command: optionalText, args: z.array(z.string()).nullish() }).nullish(),
})

const namedSchema = z.looseObject({ name: z.string() })
const list = z.array(z.unknown()).nullish()
const fileSchema = z.object({ clusters: list, contexts: list, users: list }).nullable()

export type KubeconfigCluster = z.infer<typeof clusterSchema>
export type KubeconfigContext = z.infer<typeof contextSchema>
export type KubeconfigUser = z.infer<typeof userSchema>

/** An entry with the folder of its file, or why it cannot be used. */
export type KubeconfigEntry<T> =
  | { readonly status: 'read'; readonly value: T; readonly path: string; readonly folder: string }
  | { readonly status: 'broken'; readonly problem: string; readonly path: string }

/** Entries by name; of equal names the first. */
export interface Kubeconfig {
  readonly clusters: ReadonlyMap<string, KubeconfigEntry<KubeconfigCluster>>
  readonly contexts: ReadonlyMap<string, KubeconfigEntry<KubeconfigContext>>
  readonly users: ReadonlyMap<string, KubeconfigEntry<KubeconfigUser>>
}

/** One file. */
export interface KubeconfigFile extends Kubeconfig {
  /** Names that several of its contexts bear. */
  readonly repeatedContexts: readonly string[]
}

/**
 * Reads what we need of one kubeconfig file: strict about that, lenient about all else.
 *
 * @returns the reason, without any of the text, when the file as a whole cannot be read
 * @see https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/
 */
export function parseKubeconfig(text: string, path: string): KubeconfigFile | { readonly problem: string } {
  const yaml = parseYaml(text, 'typed')
  if ('message' in yaml) return { problem: `line ${yaml.line}: ${yaml.message}` }
  let content: unknown
  try {
    content = yaml.document.toJS()
  } catch {
    return { problem: 'not valid YAML (too many aliases)' }
  }
  const file = fileSchema.safeParse(content)
  if (!file.success) return { problem: problemOf(file.error) }
  return {
    clusters: readEntries(file.data?.clusters ?? [], 'cluster', clusterSchema, path),
    contexts: readEntries(file.data?.contexts ?? [], 'context', contextSchema, path),
    users: readEntries(file.data?.users ?? [], 'user', userSchema, path),
    repeatedContexts: repeatedNames(file.data?.contexts ?? []),
  }
}

function repeatedNames(entries: readonly unknown[]): readonly string[] {
  const names = entries.flatMap((entry) => namedSchema.safeParse(entry).data?.name ?? [])
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))]
}

/** Merges files as kubectl does: the first to define a name wins, the whole entry. */
export function mergeKubeconfigs(files: readonly Kubeconfig[]): Kubeconfig {
  return {
    clusters: firstOfEachName(files.map(({ clusters }) => clusters)),
    contexts: firstOfEachName(files.map(({ contexts }) => contexts)),
    users: firstOfEachName(files.map(({ users }) => users)),
  }
}

function firstOfEachName<T>(maps: readonly ReadonlyMap<string, T>[]): ReadonlyMap<string, T> {
  const merged = new Map<string, T>()
  for (const [name, entry] of maps.flatMap((map) => [...map])) if (!merged.has(name)) merged.set(name, entry)
  return merged
}

function readEntries<T>(
  entries: readonly unknown[],
  kind: 'cluster' | 'context' | 'user',
  schema: z.ZodType<T>,
  path: string,
): ReadonlyMap<string, KubeconfigEntry<T>> {
  const read = new Map<string, KubeconfigEntry<T>>()
  for (const entry of entries) {
    const named = namedSchema.safeParse(entry)
    if (!named.success || read.has(named.data.name)) continue
    const body = schema.safeParse(named.data[kind] ?? {})
    read.set(
      named.data.name,
      body.success
        ? { status: 'read', value: body.data, path, folder: dirname(path) }
        : { status: 'broken', problem: problemOf(body.error), path },
    )
  }
  return read
}

/** Zod's words name the path and the types, not the values. */
function problemOf(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`).join('; ')
}
