import { DEPLOYMENTS, REPLICA_SETS } from './apps-resources.ts'
import { EVENTS, NAMESPACES, NODES, PODS, SERVICES } from './core-resources.ts'
import type { ResourceType } from './resource-type.ts'

/** In the order of discovery. */
export const RESOURCE_TYPES: readonly ResourceType[] = [
  PODS,
  NAMESPACES,
  NODES,
  SERVICES,
  EVENTS,
  DEPLOYMENTS,
  REPLICA_SETS,
]

export function findResourceType(group: string, version: string, resource: string): ResourceType | undefined {
  return RESOURCE_TYPES.find(
    (type) => type.group === group && type.version === version && type.resource === resource,
  )
}
