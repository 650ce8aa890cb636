import type { kubernetes as english } from '../en/kubernetes.ts'

export const kubernetes: typeof english = {
  cannotBeReached: (cluster) => `${cluster} ist nicht erreichbar.`,
  notAllowed: (cluster) => `Der API-Server von ${cluster} erlaubt das nicht.`,
  answered: (cluster, httpStatus) =>
    `Der API-Server von ${cluster} hat mit ${httpStatus} geantwortet, ohne einen Grund zu nennen.`,
  answeredSaying: (cluster, httpStatus, said) =>
    `Der API-Server von ${cluster} hat mit ${httpStatus} geantwortet: ${said}`,
  connectionBroke: (cluster) =>
    `Die Verbindung zum Backend von Fairlead ist bei einer Anfrage an ${cluster} abgebrochen. Bitte die Verbindung prüfen.`,
  tokenRefused: (cluster) =>
    `Die Anmeldung selbst hat geklappt, aber der API-Server von ${cluster} hat das Token abgelehnt, das der Identitätsanbieter gerade ausgestellt hatte (401 Unauthorized). Eine neue Anmeldung hilft wahrscheinlich nicht.`,
  compareSettings:
    'Wer den Cluster betreibt, sollte die OIDC-Einstellungen des API-Servers mit dem Token vergleichen: Issuer-URL, Audience (Client-ID), die Claims für Benutzername und Gruppen samt email_verified, den Signaturalgorithmus und die Uhren beider Rechner.',
  pastedTokenRefused: (cluster: string) =>
    `Der API-Server von ${cluster} lehnt dieses Token ab (401 Unauthorized): Es ist abgelaufen, wurde widerrufen oder gilt für einen anderen Cluster.`,
  signedOut: 'Die Sitzung ist beendet.',
  listUnreadable: 'Die Liste war nicht lesbar.',
  noList: 'Der API-Server hat nicht mit einer lesbaren Tabelle geantwortet.',
  liveChangesBroke: 'Die Verbindung für laufende Änderungen ist abgebrochen.',
  liveChangesEnded: 'Der API-Server hat den Strom der Änderungen mit einem Fehler beendet.',
  identityUnreadable: 'Der API-Server hat nicht lesbar mitgeteilt, wer angemeldet ist.',
}
