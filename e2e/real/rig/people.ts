import { randomBytes } from 'node:crypto'

/** Someone who can sign in at both issuers. */
export interface Person {
  readonly email: string
  readonly emailVerified: boolean
  readonly name: string
  readonly password: string
  readonly groups: readonly string[]
}

export type PersonName = 'seesEverything' | 'oneNamespace' | 'emailNotVerified' | 'noGroups'
export type People = Readonly<Record<PersonName, Person>>

/** What each may do follows from the groups: `fixtures.yaml` binds them to roles. */
export function makePeople(): People {
  return {
    seesEverything: person('Ada', ['platform']),
    oneNamespace: person('Ben', ['dev']),
    emailNotVerified: { ...person('Cleo', ['platform']), emailVerified: false },
    noGroups: person('Dan', []),
  }
}

/** Long and different in each run, so that finding one in a log is never chance. */
export const makeSecret = (name: string) => `${name}-${randomBytes(18).toString('hex')}`

function person(name: string, groups: readonly string[]): Person {
  const login = name.toLowerCase()
  const password = makeSecret(`${login}-password`)
  return { email: `${login}@example.com`, emailVerified: true, name, password, groups }
}
