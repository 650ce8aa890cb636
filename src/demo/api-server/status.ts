/** Why a request failed, in the form that Kubernetes gives it. */
export interface Status {
  readonly kind: 'Status'
  readonly apiVersion: 'v1'
  readonly metadata: Readonly<Record<string, unknown>>
  readonly status: 'Failure'
  readonly message: string
  readonly reason: string
  readonly details?: Readonly<Record<string, unknown>>
  readonly code: number
}

export function failure(
  code: number,
  reason: string,
  message: string,
  details?: Readonly<Record<string, unknown>>,
): Status {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    reason,
    ...(details && { details }),
    code,
  }
}

export const UNAUTHORIZED = failure(401, 'Unauthorized', 'Unauthorized')

export const METHOD_NOT_ALLOWED = failure(
  405,
  'MethodNotAllowed',
  'the server does not allow this method on the requested resource',
  {},
)

export function badRequest(message: string): Status {
  return failure(400, 'BadRequest', message)
}

export function notFound(resource: string, group: string, name: string): Status {
  const qualified = group === '' ? resource : `${resource}.${group}`
  const details = { name, ...(group !== '' && { group }), kind: resource }
  return failure(404, 'NotFound', `${qualified} "${name}" not found`, details)
}

export function tooOld(requested: number, oldest: number): Status {
  return failure(410, 'Expired', `too old resource version: ${requested} (${oldest})`)
}

/** The token in it goes on from where the old one stood, with the list as it is now. */
export function continueExpired(inconsistentContinue: string): Status {
  return {
    ...failure(
      410,
      'Expired',
      'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results.',
    ),
    metadata: { continue: inconsistentContinue },
  }
}
