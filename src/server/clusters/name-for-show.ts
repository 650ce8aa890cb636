import { clusterNameSchema, LONGEST_CLUSTER_NAME, type ClusterName } from '../../contract/cluster-name.ts'

/** A valid cluster name for something whose own name is none, to list it as broken. */
export function nameForShow(name: string): ClusterName {
  const wellFormed = name.toWellFormed()
  const isTooLong = wellFormed.length > LONGEST_CLUSTER_NAME
  const short = isTooLong ? `${wellFormed.slice(0, LONGEST_CLUSTER_NAME - 1).toWellFormed()}…` : wellFormed
  return clusterNameSchema.parse(short === '' ? '(no name)' : short)
}
