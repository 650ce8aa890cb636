import type { kubernetes as english } from '../en/kubernetes.ts'

export const kubernetes: typeof english = {}
