import type { sessionNotice as english } from '../en/session-notice.ts'

export const sessionNotice: typeof english = {
  until: {
    'no-refresh-token': (end, host) => `Angemeldet bis ${end}. ${host} gibt kein Refresh-Token aus.`,
    'no-id-token': (end, host) =>
      `Angemeldet bis ${end}. ${host} verlängert ohne ID-Token, das Kubernetes aber braucht.`,
    'issuer-limit': (end, host) =>
      `Angemeldet bis ${end}. Länger dauert diese Sitzung nicht: So ist es bei ${host} oder hier begrenzt.`,
    pasted: (end) => `Angemeldet bis ${end}: Dann läuft das eingefügte Token ab.`,
  },
  read: 'Verstanden',
  endsIn: (countdown) => `Die Sitzung endet in ${countdown}`,
  pastedEndsIn: (countdown) => `Das eingefügte Token läuft in ${countdown} ab`,
  timeLeft: (time) => `Diese Sitzung dauert noch ${time}.`,
  underAMinuteLeft: 'Diese Sitzung dauert keine Minute mehr.',
  goOn: 'Weitermachen',
  goOnMeans: (host) => `Führt zu ${host} und wieder hierher zurück`,
  cannotRenew: 'Die Sitzung lässt sich gerade nicht verlängern:',
  signInFailed: 'Die Anmeldung hat nicht geklappt, die bisherige Sitzung besteht weiter:',
  tryingAgain: 'Das wird weiter versucht.',
}
