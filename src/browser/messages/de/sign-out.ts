import type { signOut as english } from '../en/sign-out.ts'

export const signOut: typeof english = {}
