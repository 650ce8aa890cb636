import type { DemoAccount } from '../accounts.ts'

/** What the ID token says about a person. */
export function claimsOf(account: DemoAccount) {
  return {
    sub: account.name,
    name: account.fullName,
    preferred_username: account.name,
    email: account.email,
    email_verified: account.emailVerified,
    groups: [...account.groups],
  }
}
