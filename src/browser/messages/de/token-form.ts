import type { tokenForm as english } from '../en/token-form.ts'

export const tokenForm: typeof english = {}
