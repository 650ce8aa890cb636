import type { signOut as english } from '../en/sign-out.ts'

export const signOut: typeof english = {
  titleOf: (cluster) => `Von ${cluster} abmelden`,
  titleOfAll: 'Von allen Clustern abmelden',
  ends: 'Damit endet die Sitzung in allen Tabs dieses Browsers, mit allem, was darin offen ist.',
  which: 'Welche Sitzung',
  this: (cluster) => `Nur ${cluster}`,
  sharedMeans: 'Sie teilen sich eine Anmeldung und enden deshalb zusammen.',
  endsTooWith: (clusters) => `${clusters} teilen sich diese Anmeldung und enden mit ihr.`,
  endsTooWithOne: (cluster) => `${cluster} nutzt dieselbe Anmeldung und endet mit ihr.`,
  all: 'Alle Cluster hier',
  furtherSessions: (count) =>
    count === 1 ? 'Ein weiterer Cluster ist angemeldet.' : `${count} weitere Cluster sind angemeldet.`,
  alsoAt: (hosts) => `Auch bei ${hosts} abmelden`,
  alsoAtMeans:
    'Das kann auch andere Anwendungen abmelden, die darüber genutzt werden. Ohne diesen Schritt gelingt die nächste Anmeldung dort vielleicht ohne Nachfrage.',
  noEndpoint:
    'Der Identitätsanbieter lässt seine eigene Sitzung nicht von hier beenden. Bis zum Abmelden dort gelingt die nächste Anmeldung vielleicht ohne Nachfrage.',
  pasted:
    'Das eingefügte Token wird hier vergessen. Wer es kennt, kann es nutzen, bis es abläuft; widerrufen kann es nur, wer es ausgestellt hat.',
  signOut: 'Abmelden',
  signingOut: 'Wird abgemeldet …',
  cancel: 'Abbrechen',
  furtherNames: (count) => `${count} weitere`,

  signedOut: 'Abgemeldet',
  summary: 'Was damit geendet hat und was nicht:',
  nothing: 'Keine Abmeldung',
  nothingMeans:
    'Diese Seite zeigt, was eine Abmeldung in diesem Tab beendet hat. Seit er offen ist, gab es keine.',
  backToClusters: 'Zurück zu den Clustern',
  columns: { what: 'Was', state: 'Zustand', means: 'Was das heißt' },
  what: {
    here: 'Sitzung in diesem Browser',
    refreshToken: 'Refresh-Token',
    bearer: 'Token beim API-Server',
    atIssuer: (host) => `Sitzung bei ${host}`,
  },
  ended: 'Beendet',
  here: {
    ended: 'In allen Tabs; laufende Tabellen sind geschlossen.',
    unknownState: 'Teils beendet',
    unknown:
      'Die Tokens sind aus allen Tabs verschwunden. Das Backend von Fairlead war nicht erreichbar, daher kann das versiegelte Cookie noch hier liegen: Sobald die Verbindung wieder steht, hilft es, sich erneut an- und abzumelden.',
  },
  refreshToken: {
    revoked: { state: 'Widerrufen', means: (host) => `${host} nimmt es nicht mehr an.` },
    'not-supported': {
      state: 'Nicht widerrufen',
      means: (host) =>
        `${host} kann Tokens nicht widerrufen. Die einzige Kopie von Fairlead lag versiegelt in diesem Browser und ist gelöscht.`,
    },
    refused: {
      state: 'Nicht widerrufen',
      means: (host) =>
        `${host} hat den Widerruf abgelehnt oder nicht geantwortet. Die einzige Kopie von Fairlead lag versiegelt in diesem Browser und ist gelöscht.`,
    },
    none: { state: 'Keines', means: () => 'Es gab keines zu widerrufen.' },
    unknown: {
      state: 'Unbekannt',
      means: (host) => `Das Backend von Fairlead war nicht erreichbar, um ${host} zu fragen.`,
    },
  },
  bearer: {
    lives: (end) => `Gilt bis ${end}`,
    livesMeans:
      'API-Server nehmen ein Token bis zu seinem Ablauf an; zurückholen lässt es sich nicht. Hier ist es vergessen.',
    over: 'Abgelaufen',
    overMeans: 'API-Server lehnen es ab.',
    none: 'Keines in Gebrauch',
    noneMeans: 'Dieser Tab hatte kein Token.',
    pasted: 'Ende unbekannt',
    pastedMeans: 'Hier ist es vergessen. Es gilt, bis es abläuft oder von seinem Aussteller widerrufen wird.',
  },
  atIssuer: {
    ended: {
      state: 'Beendet',
      means: (host) => `Beim nächsten Mal fragt ${host} wieder nach den Zugangsdaten.`,
    },
    'not-asked': {
      state: 'Nicht beendet',
      means: (host) =>
        `Das war nicht gewünscht. Die nächste Anmeldung bei ${host} gelingt vielleicht ohne Nachfrage.`,
    },
    'no-endpoint': {
      state: 'Nicht beendet',
      means: (host) =>
        `${host} hat keinen Endpunkt zum Abmelden (end_session_endpoint). Beenden lässt sich die Sitzung auf den Seiten dort.`,
    },
    'not-confirmed': {
      state: 'Unbekannt',
      means: (host) => `${host} wurde darum gebeten und hat nicht hierher zurückgeleitet.`,
    },
  },
}
