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
  backendAnswered: (httpStatus) =>
    `Das Backend von Fairlead hat auf die Frage nach den Clustern mit ${httpStatus} geantwortet.`,
  backendUnlike:
    'Auf die Frage nach den Clustern hat kein passendes Backend von Fairlead geantwortet. Vielleicht antwortet unter ' +
    'dieser Adresse ein anderer Server, oder die Seite ist älter als das Backend: Dann hilft es, sie neu zu laden.',
  backendNotReached:
    'Das Backend von Fairlead war nicht erreichbar. Bitte prüfen, ob die Verbindung besteht und ob es läuft, und die ' +
    'Seite dann neu laden.',
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
