import type { clusters as english } from '../en/clusters.ts'

export const clusters: typeof english = {}
