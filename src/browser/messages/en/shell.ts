export const shell = {
  skipToContent: 'Skip to content',
  home: 'Fairlead, all clusters',
  cluster: 'Cluster',
  loading: 'Loading…',
  restoring: 'Restoring your session…',
  resources: 'Resources',
  sections: { pods: 'Pods', namespaces: 'Namespaces' },
  switchCluster: (current: string) => `${current}: switch cluster`,
  isSignedIn: 'signed in:',
  isNotSignedIn: 'not signed in:',
  allClusters: 'All clusters',
  furtherNames: (count: number) => `${count} more`,
  account: (name: string) => `Account: ${name}`,
  nameless: 'Signed in',
  inCluster: (cluster: string) => `in ${cluster}`,
  groups: 'Groups',
  signOut: 'Sign out…',
  signInAsSomeoneElse: 'Sign in as someone else',
  alsoSignedIn: (clusters: string) => `The same sign-in opens ${clusters}.`,
  /** How long one stays signed in, by whether and why not the session renews itself. */
  sessionEnd: {
    possible:
      'Renews by itself. You stay signed in until you sign out, or until the session ends at your identity provider or here.',
    'no-refresh-token': (end: string) =>
      `Until ${end}. Your identity provider gives no refresh token: sign in again then.`,
    'no-id-token': (end: string) =>
      `Until ${end}. Your identity provider renews without an ID token, which Kubernetes needs: sign in again then.`,
    'issuer-limit': (end: string) =>
      `Until ${end}. This session lasts no longer, by a limit at your identity provider or here.`,
    pasted: (end: string) => `Until ${end}. You pasted this token, and nobody can renew it.`,
    unknown: 'You pasted this token. It does not say when it ends.',
    trouble: (end: string) =>
      `It cannot be renewed at the moment, and is tried again. The token ends at ${end}.`,
  },
  colorScheme: 'Colour scheme',
  colorSchemes: { light: 'Light', dark: 'Dark', system: 'System' },
  language: 'Language',
}
