import type { ClusterName } from '../../contract/cluster-name.ts'
import { clusterPagePath } from '../../contract/paths.ts'
import type { TableQuery } from '../kubernetes/cluster-api.ts'

/** What a cluster's page lists: its address and its resource. */
export const SECTIONS = {
  pods: { groupVersion: '/api/v1', resource: 'pods', namespaced: true },
  namespaces: {
    groupVersion: '/api/v1',
    resource: 'namespaces',
    namespaced: false,
  },
} as const

export type Section = keyof typeof SECTIONS

export const SECTION_NAMES = Object.keys(SECTIONS) as readonly Section[]

export const isSection = (text: string): text is Section => Object.hasOwn(SECTIONS, text)

/** The page of a section, below the base URL. */
export function sectionPath(cluster: ClusterName, section: Section, namespace?: string): string {
  const query = namespace ? `?${new URLSearchParams({ namespace }).toString()}` : ''
  return `${clusterPagePath(cluster)}/${section}${query}`
}

export function sectionQuery(section: Section, namespace?: string): TableQuery {
  const { groupVersion, resource, namespaced } = SECTIONS[section]
  return { groupVersion, resource, ...(namespaced && namespace ? { namespace } : {}) }
}
