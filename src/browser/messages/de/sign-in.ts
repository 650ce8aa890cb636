import type { signIn as english } from '../en/sign-in.ts'

export const signIn: typeof english = {
  insecureContext: (origin) =>
    `${origin} ist kein sicherer Kontext, deshalb fehlt diesem Browser die Kryptografie zum Anmelden. ` +
    'Fairlead bitte über https oder auf localhost öffnen.',
  settingsChanged:
    'Die Anmeldeeinstellungen dieses Clusters haben sich geändert. Bitte die Seite neu laden und neu anmelden.',
  notStored:
    'Die Anmeldung konnte nicht beginnen, weil der Browser sie nicht gespeichert hat. Bitte das Speichern von Daten ' +
    'für diese Seite erlauben.',
  popupBlocked: 'Der Browser hat kein Fenster für die Anmeldung geöffnet.',
  givenUp: 'Diese Anmeldung wurde abgebrochen.',
  attemptUnknown:
    'Diese Anmeldung wurde nicht in diesem Browser begonnen, hat zu lange gedauert oder ist schon verbraucht. Bitte ' +
    'neu anmelden; falls das nicht hilft, dem Browser erlauben, Daten für diese Seite zu speichern.',
  addressNamesError: (error) => `In der Adresse steht der Fehler ${error}.`,
  answeredByAnother: (issuer, other) =>
    `Die Anmeldung ging an ${issuer}, aber die Antwort nennt ${other} als Aussteller.`,
  answeredByNobody: (issuer) => `Die Anmeldung ging an ${issuer}, aber die Antwort nennt keinen Aussteller.`,
  notSignedIn: (issuer, reason) => `Keine Anmeldung bei ${issuer}: ${reason}`,
  emptyAnswer: (issuer) => `Die Antwort von ${issuer} enthält weder einen Code noch einen Fehler.`,
  noIdToken: (issuer) => `Die Antwort von ${issuer} enthält kein ID-Token für Kubernetes.`,
  noAccessToken: (issuer) => `Die Antwort von ${issuer} enthält kein Access-Token für Kubernetes.`,
  noTokenEnd: (issuer) => `Die Antwort von ${issuer} sagt nicht, wann das Token abläuft.`,
  unreadableIdToken: (issuer) =>
    `Die Antwort von ${issuer} enthält kein lesbares ID-Token. Bitte denen Bescheid geben, die Fairlead betreiben.`,
  nonceMismatch: (issuer) =>
    `Das ID-Token von ${issuer} gehört nicht zu dieser Anmeldung: Seine Nonce ist eine andere. Bitte neu anmelden.`,
  backendSilent:
    'Das Backend von Fairlead hat nicht auf die Token-Anfrage geantwortet. Bitte die Verbindung prüfen und es ' +
    'erneut versuchen.',
  backendRefused: (code) => `Das Backend von Fairlead hat die Token-Anfrage abgelehnt: ${code}.`,
  issuerBusy: (issuer, reason) =>
    `${issuer} kann gerade nicht antworten: ${reason}. Bitte etwas später erneut versuchen.`,
  issuerRefused: (issuer, reason) => `${issuer} hat die Token-Anfrage abgelehnt: ${reason}.`,
  sessionEnded: (issuer) => `Die Sitzung ist zu Ende, bei ${issuer} oder hier. Bitte neu anmelden.`,
  signedOutMeanwhile: 'Während die Sitzung verlängert wurde, kam die Abmeldung.',
  sealedElsewhere:
    'Die Sitzung ist nicht mehr lesbar: Fairlead wurde mit einem anderen Schlüssel neu gestartet. Bitte neu anmelden.',
  subjectMismatch: (issuer) =>
    `${issuer} hat die Sitzung mit dem Token einer anderen Person verlängert; es wurde verworfen. Bitte neu anmelden.`,
  someoneElse:
    'In einem anderen Tab hat sich jemand anderes mit diesem Browser angemeldet. Die Seite neu laden, um als diese ' +
    'Person weiterzumachen.',
  notRevoked:
    'Hier ist die Abmeldung erledigt, aber das Backend von Fairlead war nicht zu erreichen: Das Refresh-Token gilt beim ' +
    'Identitätsanbieter vielleicht noch. Bitte erneut abmelden, sobald die Verbindung wieder da ist.',
  noEndSession: (issuer) => `${issuer} bietet keinen Weg, die Sitzung dort zu beenden.`,
}
