export const problems = {
  backToClusters: 'Back to clusters',
  tryAgain: 'Try again',
  unknownCluster: 'Unknown cluster',
  knowsNoCluster: 'Fairlead knows no cluster of this name:',
  mayBeRenamed:
    'It may have been renamed or removed from the configuration, or the address has a typing error.',
  cannotBeUsed: (cluster: string) => `${cluster} cannot be used`,
  noSuchPage: 'There is no such page',
  leadsNowhere: 'The address leads nowhere in Fairlead.',
  backendAnswered: (httpStatus: number) =>
    `Fairlead’s backend answered ${httpStatus} when asked for its clusters.`,
  backendUnlike:
    'What answered when Fairlead asked for its clusters was not a matching Fairlead backend. Another server may answer ' +
    'under this address, or the page is older than the backend: reload it.',
  backendNotReached:
    'Fairlead’s backend could not be reached. Check your connection and that it runs, then reload the page.',
  backendDoesNotAnswer: 'Fairlead’s backend does not answer',
  signInDidNotWork: 'The sign-in did not work',
  pageBroke: 'This page broke',
  whatBroke:
    'Something in Fairlead went wrong. You are still signed in; reloading the page mends most of it.',
  consoleHoldsDetails: 'The browser’s console holds the details for a report.',
  reload: 'Reload the page',
  signingIn: 'Signing you in…',
  answerIsChecked: 'One moment: your identity provider’s answer is being checked.',
  signingOut: 'Signing out…',
  handedOver: 'Fairlead goes on in its own window',
  closeThisWindow: 'You can close this one.',
  loadingClusters: 'Loading the clusters…',
}
