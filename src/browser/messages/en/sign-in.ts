/** What may go wrong between the page, Fairlead's backend and the identity provider. */
export const signIn = {
  insecureContext: (origin: string) =>
    `${origin} is not a secure context, so this browser has no cryptography for signing in. ` +
    'Open Fairlead over https, or on localhost.',
  settingsChanged: 'The sign-in settings of this cluster have changed. Reload the page, then sign in again.',
  notStored:
    'The sign-in could not be started: this browser did not store it. Let it store data for this site.',
  popupBlocked: 'The browser did not let Fairlead open a window for the sign-in.',
  givenUp: 'This sign-in was given up.',
  attemptUnknown:
    'This sign-in was not started in this browser, took too long, or was already used. Sign in again; where that does ' +
    'not help, let the browser store data for this site.',
  addressNamesError: (error: string) => `The address carries the error ${error}.`,
  answeredByAnother: (issuer: string, other: string) =>
    `The sign-in went to ${issuer}, and the answer names ${other} as its issuer.`,
  answeredByNobody: (issuer: string) =>
    `The sign-in went to ${issuer}, and the answer names nobody as its issuer.`,
  notSignedIn: (issuer: string, reason: string) => `${issuer} did not sign you in: ${reason}`,
  emptyAnswer: (issuer: string) =>
    `The answer of ${issuer} holds neither an authorization code nor an error.`,
  noIdToken: (issuer: string) => `The answer of ${issuer} holds no ID token to show to Kubernetes.`,
  noAccessToken: (issuer: string) => `The answer of ${issuer} holds no access token to show to Kubernetes.`,
  noTokenEnd: (issuer: string) => `The answer of ${issuer} does not say when its token ends.`,
  unreadableIdToken: (issuer: string) =>
    `The token response from ${issuer} holds no ID token that can be read. Tell the operator of Fairlead.`,
  nonceMismatch: (issuer: string) =>
    `The ID token from ${issuer} does not belong to this sign-in: its nonce is another one. Sign in again.`,
  backendSilent:
    'Fairlead’s backend did not answer the token request. Check your connection, then try again.',
  backendRefused: (code: string) => `Fairlead’s backend refused the token request: ${code}.`,
  issuerBusy: (issuer: string, reason: string) =>
    `${issuer} cannot answer now: ${reason}. Try again in a while.`,
  issuerRefused: (issuer: string, reason: string) => `${issuer} refused the token request: ${reason}.`,
  sessionEnded: (issuer: string) => `Your session has ended, at ${issuer} or here. Sign in again.`,
  signedOutMeanwhile: 'You signed out while the session was being renewed.',
  sealedElsewhere:
    'Your session cannot be read any more: Fairlead was started again with another sealing key. Sign in again.',
  subjectMismatch: (issuer: string) =>
    `${issuer} renewed your session with someone else’s token, which was thrown away. Sign in again.`,
  someoneElse:
    'Someone else has signed in with this browser, in another tab. Reload the page to go on as that person.',
  notRevoked:
    'You are signed out in this page, but Fairlead’s backend could not be told: the refresh token may still work at ' +
    'the identity provider. Sign out again when you are back online.',
  noEndSession: (issuer: string) => `${issuer} offers no way to end your session there.`,
}
