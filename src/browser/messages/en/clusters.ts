const count = (value: number) => value.toLocaleString('en')

export const clusters = {
  title: 'Clusters',
  find: 'Find a cluster',
  found: (found: number) => (found === 1 ? '1 cluster found' : `${count(found)} clusters found`),
  noMatch: (wanted: string) => `No cluster matches “${wanted}”.`,
  clearSearch: 'Clear the search',
  keys: (search: boolean) => `${search ? '/ to search, ' : ''}↑ ↓ or j k to move, Enter to open or sign in`,

  signedIn: (signedIn: number, all: number) => `${count(signedIn)} of ${count(all)} signed in`,
  unreachableCount: (clusters: number) => `${count(clusters)} unreachable`,
  backendSilent: 'Fairlead’s backend does not answer; trying again',
  unusableCount: (clusters: number) => `${count(clusters)} cannot be used`,

  signInToAll: 'Sign in to all',
  signOutOfAll: 'Sign out of all',
  open: 'Open',
  openCluster: (cluster: string) => `Open ${cluster}`,
  signIn: 'Sign in',
  signInTo: (cluster: string) => `Sign in to ${cluster}`,
  signInAgain: 'Sign in again',
  signInAgainTo: (cluster: string) => `Sign in again to ${cluster}`,
  signOut: 'Sign out',
  signOutOf: (cluster: string) => `Sign out of ${cluster}`,
  cancel: 'Cancel',
  cancelSignInTo: (cluster: string) => `Cancel the sign-in to ${cluster}`,
  tryAgain: 'Try again',
  tryClusterAgain: (cluster: string) => `Try again: ${cluster}`,

  columns: {
    cluster: 'Cluster',
    apiServer: 'API server',
    issuer: 'Identity provider',
    session: 'Session',
    end: 'Ends',
  },
  noIssuer: 'none: bring a token',
  sameSignInAs: (cluster: string) => `Same sign-in as ${cluster}`,
  opensTogether: (clusters: number) => `One sign-in opens ${count(clusters)} clusters`,
  opensTogetherNamed: (clusters: string) => `One sign-in opens ${clusters}`,
  cannotBeUsed: 'Cannot be used',
  cannotSignInNow: 'Cannot sign in now',
  notSignedIn: 'Not signed in',
  signedInAs: (person: string) => `Signed in as ${person}`,
  signedInNameless: 'Signed in',
  restoring: 'Restoring…',
  leavingFor: (host: string) => `Taking you to ${host}…`,
  windowOpen: (host: string) => `The window of ${host} is open…`,
  windowClosed: 'The window seems to be closed',
  sameReasonAs: (cluster: string) => `Same reason as ${cluster}`,

  groups: 'Groups',
  furtherGroups: (groups: number) => `+${count(groups)} more`,
  furtherGroupsIn: (cluster: string, groups: number) => `+${count(groups)} more groups in ${cluster}`,

  reachable: 'Reachable',
  unreachable: 'Unreachable',
  since: (moment: string) => `since ${moment}`,

  renews: 'Renews by itself',
  tokenLeft: (time: string) => `token: ${time} left`,
  tokenOver: 'token is over',
  left: (time: string) => `${time} left`,
  lessThan: (time: string) => `under ${time}`,
  over: 'Ending now',
  noKnownEnd: 'End unknown',
  doesNotRenew: 'does not renew',
  renewalFails: 'Renewal fails',
  notRenewed: {
    'no-refresh-token': (host: string) =>
      `${host} gave no refresh token, so the session ends with its token. Sign in again then.`,
    'no-id-token': (host: string) =>
      `${host} renews without an ID token, which Kubernetes needs. Sign in again when this one ends.`,
    'issuer-limit': (host: string) =>
      `This session lasts no longer, by a limit at ${host} or here. Sign in again then.`,
    pasted: 'This token was pasted, and only who made it can make another.',
  },

  none: {
    title: 'No clusters yet',
    why: 'Fairlead lists the clusters of a kubeconfig, of a settings file, or the one it runs in. It was started without any of them.',
    startWith: 'Start it with one of these, then reload this page:',
    help: 'lists every setting.',
  },
}
