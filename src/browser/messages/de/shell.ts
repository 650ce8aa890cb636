import type { shell as english } from '../en/shell.ts'

export const shell: typeof english = {
  skipToContent: 'Zum Inhalt springen',
  home: 'Fairlead, alle Cluster',
  cluster: 'Cluster',
  loading: 'Wird geladen …',
  restoring: 'Die Sitzung wird wiederhergestellt …',
  resources: 'Ressourcen',
  sections: { pods: 'Pods', namespaces: 'Namespaces' },
  switchCluster: (current) => `${current}: Cluster wechseln`,
  isSignedIn: 'angemeldet:',
  isNotSignedIn: 'nicht angemeldet:',
  allClusters: 'Alle Cluster',
  furtherNames: (count) => `${count} weitere`,
  account: (name) => `Konto: ${name}`,
  nameless: 'Angemeldet',
  inCluster: (cluster) => `in ${cluster}`,
  groups: 'Gruppen',
  signOut: 'Abmelden …',
  signInAsSomeoneElse: 'Mit anderem Konto anmelden',
  alsoSignedIn: (clusters) => `Dieselbe Anmeldung öffnet ${clusters}.`,
  sessionEnd: {
    possible:
      'Verlängert sich von selbst. Die Anmeldung gilt bis zum Abmelden oder bis die Sitzung beim Identitätsanbieter oder hier endet.',
    'no-refresh-token': (end) =>
      `Bis ${end}. Der Identitätsanbieter gibt kein Refresh-Token aus: Danach ist eine neue Anmeldung nötig.`,
    'no-id-token': (end) =>
      `Bis ${end}. Der Identitätsanbieter verlängert ohne ID-Token, das Kubernetes aber braucht: Danach ist eine neue Anmeldung nötig.`,
    'issuer-limit': (end) =>
      `Bis ${end}. Länger dauert diese Sitzung nicht: So ist es beim Identitätsanbieter oder hier begrenzt.`,
    pasted: (end) => `Bis ${end}. Dieses Token wurde eingefügt, niemand kann es verlängern.`,
    unknown: 'Dieses Token wurde eingefügt. Wann es abläuft, ist ihm nicht anzusehen.',
    trouble: (end) => `Das Verlängern gelingt gerade nicht und wird wiederholt. Ablauf des Tokens: ${end}.`,
  },
  colorScheme: 'Farbschema',
  colorSchemes: { light: 'Hell', dark: 'Dunkel', system: 'Wie das System' },
  language: 'Sprache',
}
