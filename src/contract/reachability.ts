import * as z from 'zod/mini'
import { clusterNameSchema } from './cluster-name.ts'
import { findingSchema } from './finding.ts'

/** Whether the backend can reach an API server, and for how long it has been so, in seconds as the backend knows it. */
export const reachabilitySchema = z.discriminatedUnion('status', [
  z.object({ cluster: clusterNameSchema, status: z.literal('reachable'), forS: z.number() }),
  z.object({
    cluster: clusterNameSchema,
    status: z.literal('unreachable'),
    forS: z.number(),
    reason: findingSchema,
  }),
])

/** The answer of `GET /reachability`: every ready cluster that was asked so far. */
export const reachabilityAnswerSchema = z.object({ clusters: z.array(reachabilitySchema) })

export type Reachability = z.infer<typeof reachabilitySchema>
