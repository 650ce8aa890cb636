import type { problems as english } from '../en/problems.ts'

export const problems: typeof english = {
  backToClusters: 'Zurück zu den Clustern',
  tryAgain: 'Erneut versuchen',
  unknownCluster: 'Unbekannter Cluster',
  knowsNoCluster: 'Fairlead kennt keinen Cluster dieses Namens:',
  mayBeRenamed:
    'Vielleicht wurde er umbenannt oder aus der Konfiguration entfernt, oder die Adresse enthält einen Tippfehler.',
  cannotBeUsed: (cluster) => `${cluster} ist nicht nutzbar`,
  noSuchPage: 'Diese Seite gibt es nicht',
  leadsNowhere: 'Die Adresse führt in Fairlead nirgendwohin.',
  backendDoesNotAnswer: 'Das Backend von Fairlead antwortet nicht',
  signInDidNotWork: 'Die Anmeldung hat nicht geklappt',
  pageBroke: 'Diese Seite ist kaputtgegangen',
  whatBroke:
    'In Fairlead ist etwas schiefgegangen. Die Anmeldung besteht weiter; meist hilft es, die Seite neu zu laden.',
  consoleHoldsDetails: 'Einzelheiten für eine Fehlermeldung stehen in der Konsole des Browsers.',
  reload: 'Seite neu laden',
  signingIn: 'Anmeldung läuft …',
  answerIsChecked: 'Einen Moment: Die Antwort des Identitätsanbieters wird geprüft.',
  signingOut: 'Abmeldung läuft …',
  handedOver: 'Fairlead macht im eigenen Fenster weiter',
  closeThisWindow: 'Dieses hier kann geschlossen werden.',
  loadingClusters: 'Die Cluster werden geladen …',
}
