export const signOut = {
  titleOf: (cluster: string) => `Sign out of ${cluster}`,
  titleOfAll: 'Sign out of all clusters',
  ends: 'This ends your session in every tab of this browser, with all that is open in it.',
  which: 'Which session',
  this: (cluster: string) => `Only ${cluster}`,
  sharedMeans: 'They share one sign-in, so they end together.',
  endsTooWith: (clusters: string) => `${clusters} share this sign-in, and end with it.`,
  endsTooWithOne: (cluster: string) => `${cluster} shares this sign-in, and ends with it.`,
  all: 'All clusters here',
  furtherSessions: (count: number) =>
    count === 1 ? 'One further cluster is signed in.' : `${count} further clusters are signed in.`,
  alsoAt: (hosts: string) => `Also sign out at ${hosts}`,
  alsoAtMeans:
    'Other applications that you use through it may be signed out, too. Without this, it may let you in again without asking.',
  noEndpoint:
    'The identity provider cannot be told to end its own session. It may let you in again without asking until you sign out there yourself.',
  pasted:
    'The token that you pasted is forgotten here. Whoever has it can use it until it ends; only who made it can withdraw it.',
  signOut: 'Sign out',
  signingOut: 'Signing out…',
  cancel: 'Cancel',
  furtherNames: (count: number) => `${count} more`,

  signedOut: 'Signed out',
  summary: 'What has ended, and what has not:',
  nothing: 'Nothing was signed out',
  nothingMeans:
    'This page says what a sign-out in this tab has ended. There was none since the tab was opened.',
  backToClusters: 'Back to clusters',
  columns: { what: 'What', state: 'State', means: 'What that means' },
  what: {
    here: 'Session in this browser',
    refreshToken: 'Refresh token',
    bearer: 'Token at the API server',
    atIssuer: (host: string) => `Session at ${host}`,
  },
  ended: 'Ended',
  here: {
    ended: 'In every tab; live tables are closed.',
    unknownState: 'Ended in part',
    unknown:
      'The tokens are gone from every tab. Fairlead’s backend could not be reached, so the sealed cookie may still be here: sign in and out once more when the connection is back.',
  },
  refreshToken: {
    revoked: { state: 'Revoked', means: (host: string) => `${host} takes it no more.` },
    'not-supported': {
      state: 'Not revoked',
      means: (host: string) =>
        `${host} cannot revoke tokens. Fairlead’s only copy was in this browser, sealed, and is deleted.`,
    },
    refused: {
      state: 'Not revoked',
      means: (host: string) =>
        `${host} refused to revoke it, or did not answer. Fairlead’s only copy was in this browser, sealed, and is deleted.`,
    },
    none: { state: 'None', means: (_host: string) => 'There was none to revoke.' },
    unknown: {
      state: 'Not known',
      means: (host: string) => `Fairlead’s backend could not be reached to ask ${host}.`,
    },
  },
  bearer: {
    lives: (end: string) => `Lives until ${end}`,
    livesMeans: 'API servers take a token until its end; none can be called back. It is forgotten here.',
    over: 'Has ended',
    overMeans: 'API servers refuse it.',
    none: 'None in use',
    noneMeans: 'This tab held no token.',
    pasted: 'End not known',
    pastedMeans: 'It is forgotten here. It works until it ends, or until who made it withdraws it.',
  },
  atIssuer: {
    ended: { state: 'Ended', means: (host: string) => `${host} asks for your credentials next time.` },
    'not-asked': {
      state: 'Not ended',
      means: (host: string) => `You did not ask for it. ${host} may let you in again without asking.`,
    },
    'no-endpoint': {
      state: 'Not ended',
      means: (host: string) => `${host} has no end-session endpoint. To end it, sign out on its own pages.`,
    },
    'not-confirmed': {
      state: 'Not known',
      means: (host: string) => `${host} was asked, and has not sent you back.`,
    },
  },
}
