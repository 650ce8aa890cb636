import { clusterNameSchema, type ClusterName } from '../../contract/cluster-name.ts'

const LONGEST = 253

/** A valid cluster name for something whose own name is none, to list it as broken. */
export function nameForShow(name: string): ClusterName {
  const wellFormed = name.toWellFormed()
  const short =
    wellFormed.length > LONGEST ? `${wellFormed.slice(0, LONGEST - 1).toWellFormed()}…` : wellFormed
  return clusterNameSchema.parse(short === '' ? '(no name)' : short)
}
