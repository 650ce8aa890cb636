export const session = {
  over: 'Your session has reached its end, and the identity provider gave no way to renew it. Sign in again.',
  overRemedy:
    'To stay signed in for longer, have the operator add the scope by which the identity provider gives refresh ' +
    'tokens: offline_access at most of them.',
  overWithoutIdToken:
    'Your session has reached its end: the identity provider renews it without a new ID token, which Kubernetes needs. ' +
    'Sign in again.',
  overWithoutIdTokenRemedy:
    'To stay signed in for longer, have the operator see whether the identity provider can put an ID token into the ' +
    'answer of a renewal, or whether the access token may be shown to Kubernetes (oidc-use-access-token).',
  issuerLimit:
    'This session has reached its longest life, as the identity provider or the operator of Fairlead set it. Sign in ' +
    'again.',
  pastedTokenOver:
    'The token that you pasted has reached its end. Paste a newer one, or sign in another way.',
  pastedTokenRefused: (cluster: string) =>
    `The API server of ${cluster} no longer takes the token that you pasted (401 Unauthorized): it has ended or was ` +
    'withdrawn. Paste a newer one, or sign in another way.',
  pastedTokensOff: 'Signing in with a pasted token is switched off here.',
  endedElsewhere: 'You signed out, or the session ended, in another tab of this browser.',
  notSignedIn: (cluster: string) => `You are not signed in to ${cluster}.`,
  nothingToSignInTo: (cluster: string) => `There is no cluster ${cluster} to sign in to.`,
  unknownFailure: 'The sign-in failed for a reason unknown to Fairlead. Try again.',
}
