import type { OutgoingHttpHeaders } from 'node:http'
import type { Finding } from '../../contract/finding.ts'
import { ERROR_HEADER } from '../../contract/relay.ts'
import type { Cluster } from '../clusters/cluster.ts'
import type { TargetRefusal } from './read-target.ts'
import { responseHeaders } from './forwarded-headers.ts'

/** An answer that the proxy gives itself, in the API server's place. */
export interface ProxyFailure {
  readonly httpStatus: number
  readonly finding: Finding
}

const STATUS_REASONS: Record<number, string> = {
  400: 'BadRequest',
  403: 'Forbidden',
  404: 'NotFound',
  502: 'ServiceUnavailable',
  503: 'ServiceUnavailable',
  504: 'Timeout',
}

/**
 * Writes a failure the way Kubernetes does, so that a client needs one way to read errors.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/
 */
export function statusResponse({ httpStatus, finding }: ProxyFailure): {
  headers: OutgoingHttpHeaders
  body: string
} {
  const body = JSON.stringify({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message: [finding.message, finding.remedy].filter(Boolean).join(' '),
    reason: STATUS_REASONS[httpStatus] ?? 'InternalError',
    code: httpStatus,
  })
  const headers = {
    ...responseHeaders({ 'content-type': 'application/json' }),
    'content-length': Buffer.byteLength(body),
    [ERROR_HEADER]: finding.code,
  }
  return { headers, body }
}

export function targetRefused(refusal: TargetRefusal): ProxyFailure {
  return refusal === 'not-a-cluster-name'
    ? clusterUnknown('no cluster has the name in this address')
    : refused(400, 'The path can be read in more than one way.', 'Send it without dot segments or escapes.')
}

export function clusterUnknown(what: string): ProxyFailure {
  const message = `Cluster unknown: ${what}.`
  return {
    httpStatus: 404,
    finding: { code: 'CLUSTER_UNKNOWN', message, remedy: 'Choose one of the list of clusters.' },
  }
}

export function refused(httpStatus: 400 | 403, message: string, remedy: string): ProxyFailure {
  return { httpStatus, finding: { code: 'PROXY_REQUEST_REFUSED', message, remedy } }
}

const TIMEOUTS = ['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'ETIMEDOUT']
const TLS_FAULT = /CERT|SELF_SIGNED|UNABLE_TO|SIGNATURE|CRL|HOSTNAME_MISMATCH/

/** Says why a cluster's API server gave no answer. The error's own text stays in the log. */
export function upstreamFailure(error: Error, cluster: Cluster): ProxyFailure {
  const code = errorCode(error)
  const server = `the API server of cluster ${cluster.name} at ${cluster.server.host}`
  if (TLS_FAULT.test(code)) {
    const message = `The certificate of ${server} is not trusted (${code}).`
    const remedy =
      'Give its certificate authority, or its name as tls-server-name, in the kubeconfig or settings file.'
    return { httpStatus: 502, finding: { code: 'CLUSTER_TLS_UNTRUSTED', message, remedy } }
  }
  const timedOut = TIMEOUTS.includes(code)
  const message = timedOut
    ? `There was no answer in time from ${server} (${code}).`
    : `There was no connection to ${server}${cluster.proxyUrl ? ` through ${cluster.proxyUrl.host}` : ''} (${code}).`
  const remedy = 'Check that it runs and that Fairlead can reach it.'
  return { httpStatus: timedOut ? 504 : 502, finding: { code: 'CLUSTER_UNREACHABLE', message, remedy } }
}

function errorCode(error: Error): string {
  const { code } = error as NodeJS.ErrnoException
  if (code !== undefined) return code
  return error.cause instanceof Error ? errorCode(error.cause) : error.name
}
