import type { resources as english } from '../en/resources.ts'

export const resources: typeof english = {}
