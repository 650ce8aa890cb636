/** A person of the demo. The password is on the sign-in page: it guards nothing. */
export interface DemoAccount {
  /** What is typed into the sign-in form, and `preferred_username`. */
  readonly name: string
  readonly password: string
  readonly fullName: string
  readonly email: string
  readonly emailVerified: boolean
  readonly groups: readonly string[]
  /** One line: what this account shows of Fairlead. */
  readonly description: string
}

export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  {
    name: 'ada',
    password: 'lighthouse',
    fullName: 'Ada Okafor',
    email: 'ada@harbour.example',
    emailVerified: true,
    groups: ['platform-admins'],
    description: 'Sees everything, on every cluster',
  },
  {
    name: 'tomas',
    password: 'harbour-pilot',
    fullName: 'Tomás Lind',
    email: 'tomas@harbour.example',
    emailVerified: true,
    groups: ['tracking-team'],
    description: 'Sees only the namespace “tracking”',
  },
  {
    name: 'noor',
    password: 'first-mate',
    fullName: 'Noor Haddad',
    email: 'noor@harbour.example',
    emailVerified: false,
    groups: ['tracking-team'],
    description: 'E-mail not verified: Kubernetes refuses',
  },
  {
    name: 'kim',
    password: 'stowaway',
    fullName: 'Kim Park',
    email: 'kim@harbour.example',
    emailVerified: true,
    groups: [],
    description: 'In no group: signed in, allowed nothing',
  },
]

export function findAccount(name: string): DemoAccount | undefined {
  return DEMO_ACCOUNTS.find((account) => account.name === name || account.email === name)
}
