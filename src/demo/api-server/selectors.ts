import type { KubeObject } from '../world/kube-object.ts'

export type Selector = (object: KubeObject) => boolean

/**
 * Reads `labelSelector` (equality only) and `fieldSelector` (name and namespace only).
 *
 * @returns a sentence that says what is not understood, for a 400
 */
export function readSelectors(params: URLSearchParams): Selector | string {
  const tests: Selector[] = []
  for (const term of terms(params.get('labelSelector'))) {
    const test = equality(term, (object, key) => object.metadata.labels?.[key])
    if (!test) return `unable to parse requirement: ${term}`
    tests.push(test)
  }
  for (const term of terms(params.get('fieldSelector'))) {
    const test = equality(term, fieldOf)
    if (!test) return `invalid field selector: ${term}`
    if (!/^metadata\.(name|namespace)[!=]/.test(term))
      return `field label not supported: ${term.split(/[!=]/, 1)[0]}`
    tests.push(test)
  }
  return (object) => tests.every((test) => test(object))
}

function terms(selector: string | null): readonly string[] {
  return (selector ?? '').split(',').filter(Boolean)
}

function equality(
  term: string,
  read: (object: KubeObject, key: string) => string | undefined,
): Selector | undefined {
  const match = /^\s*([^!=\s]+)\s*(!=|==|=)\s*([^!=\s]*)\s*$/.exec(term)
  if (!match) return undefined
  const [, key = '', operator, value] = match
  return (object) => (read(object, key) === value) === (operator !== '!=')
}

function fieldOf({ metadata }: KubeObject, field: string): string | undefined {
  if (field === 'metadata.name') return metadata.name
  if (field === 'metadata.namespace') return metadata.namespace
  return undefined
}
