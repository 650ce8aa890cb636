import type { dialog as english } from '../en/dialog.ts'

export const dialog: typeof english = {
  title: (cluster) => `Bei ${cluster} anmelden`,
  apiServer: 'API-Server',
  issuer: 'Identitätsanbieter',
  alsoOpens: 'Öffnet auch',
  signIn: 'Anmelden',
  leavingFor: (host) => `Weiter zu ${host} …`,
  whatHappens: (host) =>
    `${host} fragt, wer sich anmeldet, und leitet dann hierher zurück; das Passwort bleibt dort.`,
  howLong: (host) => `Die Anmeldung hält bis zum Abmelden oder bis die Sitzung bei ${host} oder hier endet.`,
  signInAsSomeoneElse: 'Mit anderem Konto anmelden',
  useToken: 'Token verwenden',
  backToClusters: 'Zurück zu den Clustern',
  tryAgain: 'Erneut versuchen',
  cancel: 'Abbrechen',
  windowOpen: (host) => `Das Fenster von ${host} ist offen …`,
  goOnThere: 'Dort anmelden; danach geht es hier von selbst weiter.',
  windowClosed: 'Das Fenster ist wohl geschlossen.',
  notSignedInYet: 'Angemeldet ist hier noch niemand.',
  openAgain: 'Fenster wieder öffnen',
  signInOnThisPage: 'Stattdessen auf dieser Seite anmelden',
  loadingForm: 'Einen Moment …',
  tokensShutOff:
    'Das Einfügen von Tokens ist hier abgeschaltet, und einen anderen Weg in diesen Cluster gibt es nicht.',
}
