import type { clusters as english } from '../en/clusters.ts'

const count = (value: number) => value.toLocaleString('de')

export const clusters: typeof english = {
  title: 'Cluster',
  find: 'Cluster suchen',
  found: (found) => (found === 1 ? '1 Cluster gefunden' : `${count(found)} Cluster gefunden`),
  noMatch: (wanted) => `Kein Cluster passt zu „${wanted}“.`,
  clearSearch: 'Suche leeren',
  keys: (search) =>
    `${search ? '/ zum Suchen, ' : ''}↑ ↓ oder j k zum Bewegen, Enter zum Öffnen oder Anmelden`,

  signedIn: (signedIn, all) => `${count(signedIn)} von ${count(all)} angemeldet`,
  unreachableCount: (clusters) => `${count(clusters)} nicht erreichbar`,
  backendSilent: 'Das Backend von Fairlead antwortet nicht; neuer Versuch folgt',
  unusableCount: (clusters) => `${count(clusters)} nicht nutzbar`,

  signInToAll: 'Überall anmelden',
  signOutOfAll: 'Überall abmelden',
  open: 'Öffnen',
  openCluster: (cluster) => `${cluster} öffnen`,
  signIn: 'Anmelden',
  signInTo: (cluster) => `Bei ${cluster} anmelden`,
  signInAgain: 'Neu anmelden',
  signInAgainTo: (cluster) => `Bei ${cluster} neu anmelden`,
  signOut: 'Abmelden',
  signOutOf: (cluster) => `Von ${cluster} abmelden`,
  cancel: 'Abbrechen',
  cancelSignInTo: (cluster) => `Anmeldung bei ${cluster} abbrechen`,
  tryAgain: 'Erneut versuchen',
  tryClusterAgain: (cluster) => `Erneut versuchen: ${cluster}`,

  columns: {
    cluster: 'Cluster',
    apiServer: 'API-Server',
    issuer: 'Identitätsanbieter',
    session: 'Sitzung',
    end: 'Ende',
  },
  noIssuer: 'keiner: Token mitbringen',
  sameSignInAs: (cluster) => `Anmeldung wie bei ${cluster}`,
  opensTogether: (clusters) => `Eine Anmeldung öffnet ${count(clusters)} Cluster`,
  opensTogetherNamed: (clusters) => `Eine Anmeldung öffnet ${clusters}`,
  cannotBeUsed: 'Nicht nutzbar',
  cannotSignInNow: 'Anmeldung gerade nicht möglich',
  notSignedIn: 'Nicht angemeldet',
  signedInAs: (person) => `Angemeldet als ${person}`,
  signedInNameless: 'Angemeldet',
  restoring: 'Wird wiederhergestellt …',
  leavingFor: (host) => `Weiter zu ${host} …`,
  windowOpen: (host) => `Das Fenster von ${host} ist offen …`,
  windowClosed: 'Das Fenster ist wohl geschlossen',
  sameReasonAs: (cluster) => `Gleicher Grund wie bei ${cluster}`,

  groups: 'Gruppen',
  furtherGroups: (groups) => `+${count(groups)} weitere`,
  furtherGroupsIn: (cluster, groups) => `+${count(groups)} weitere Gruppen in ${cluster}`,

  reachable: 'Erreichbar',
  unreachable: 'Nicht erreichbar',
  since: (moment) => `seit ${moment}`,

  renews: 'Verlängert sich selbst',
  tokenLeft: (time) => `Token: noch ${time}`,
  tokenOver: 'Token abgelaufen',
  left: (time) => `noch ${time}`,
  lessThan: (time) => `unter ${time}`,
  over: 'Endet jetzt',
  noKnownEnd: 'Ende unbekannt',
  doesNotRenew: 'nicht verlängerbar',
  renewalFails: 'Verlängern scheitert',
  notRenewed: {
    'no-refresh-token': (host) =>
      `${host} hat kein Refresh-Token ausgestellt, daher endet die Sitzung mit ihrem Token. Danach hilft eine neue Anmeldung.`,
    'no-id-token': (host) =>
      `${host} verlängert ohne ID-Token, das Kubernetes aber braucht. Nach dem Ende hilft eine neue Anmeldung.`,
    'issuer-limit': (host) =>
      `Länger dauert diese Sitzung nicht: So ist es bei ${host} oder hier begrenzt. Danach hilft eine neue Anmeldung.`,
    pasted: 'Dieses Token wurde eingefügt; nur wer es ausgestellt hat, kann ein neues ausstellen.',
  },

  none: {
    title: 'Noch keine Cluster',
    why: 'Fairlead zeigt die Cluster einer Kubeconfig oder einer Einstellungsdatei, oder den Cluster, in dem es läuft. Gestartet wurde es ohne all das.',
    startWith: 'Mit einer dieser Optionen starten, dann diese Seite neu laden:',
    help: 'zeigt alle Einstellungen.',
  },
}
