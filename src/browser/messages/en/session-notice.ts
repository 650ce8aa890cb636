export const sessionNotice = {
  /** Told once, by why the session does not renew itself. */
  until: {
    'no-refresh-token': (end: string, host: string) =>
      `Signed in until ${end}. ${host} gives no refresh token.`,
    'no-id-token': (end: string, host: string) =>
      `Signed in until ${end}. ${host} renews without an ID token, which Kubernetes needs.`,
    'issuer-limit': (end: string, host: string) =>
      `Signed in until ${end}. This session lasts no longer, by a limit at ${host} or here.`,
    pasted: (end: string, _host: string) => `Signed in until ${end}, when the token that you pasted ends.`,
  },
  read: 'Got it',
  endsIn: (countdown: string) => `Your session ends in ${countdown}`,
  pastedEndsIn: (countdown: string) => `The token that you pasted ends in ${countdown}`,
  timeLeft: (time: string) => `${time} left in this session.`,
  underAMinuteLeft: 'Less than a minute left in this session.',
  goOn: 'Go on',
  goOnMeans: (host: string) => `Takes you to ${host} and back to this place`,
  cannotRenew: 'The session cannot be renewed now:',
  signInFailed: 'The sign-in did not work, and your session goes on as before:',
  tryingAgain: 'Trying again.',
}
