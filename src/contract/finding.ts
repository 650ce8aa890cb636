import * as z from 'zod/mini'
import { ERROR_CODES } from './error-codes.ts'

/** One diagnosed fact: what happened, and what to do about it. Safe to show, to copy and to log. */
export const findingSchema = z.object({
  code: z.enum(ERROR_CODES),
  message: z.string(),
  remedy: z.optional(z.string()),
})

export type Finding = z.infer<typeof findingSchema>
