export const kubernetes = {
  cannotBeReached: (cluster: string) => `${cluster} cannot be reached.`,
  notAllowed: (cluster: string) => `The API server of ${cluster} does not allow this.`,
  answered: (cluster: string, httpStatus: number) =>
    `The API server of ${cluster} answered ${httpStatus} and no reason.`,
  /** @param said the API server's own words, in English */
  answeredSaying: (cluster: string, httpStatus: number, said: string) =>
    `The API server of ${cluster} answered ${httpStatus}: ${said}`,
  connectionBroke: (cluster: string) =>
    `The connection to Fairlead’s backend broke while asking ${cluster}. Check your connection.`,
  tokenRefused: (cluster: string) =>
    `The sign-in itself worked, but the API server of ${cluster} refused the token that the identity provider had just given (401 Unauthorized). Signing in again will most likely not help.`,
  compareSettings:
    'Have an operator compare the API server’s OIDC settings with the token: the issuer URL, the audience (client ID), the username and groups claims with email_verified, the signing algorithm, and the clocks of both machines.',
  pastedTokenRefused: (cluster: string) =>
    `The API server of ${cluster} refuses this token (401 Unauthorized): it has ended, was withdrawn, or is meant for another cluster.`,
  signedOut: 'You are signed out.',
  listUnreadable: 'The list could not be read.',
  noList: 'The API server did not answer with a table that can be read.',
  liveChangesBroke: 'The connection for live changes broke.',
  liveChangesEnded: 'The API server ended the stream of changes with an error.',
  identityUnreadable: 'The API server did not say who you are in a way that can be read.',
}
