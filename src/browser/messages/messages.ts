import type { first } from './en/first.ts'

/** Everything that the first page may say, in one language. */
export type Messages = typeof first
