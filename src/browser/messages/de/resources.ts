import type { resources as english } from '../en/resources.ts'

const isOne = (count: number) => new Intl.PluralRules('de').select(count) === 'one'

export const resources: typeof english = {
  loading: 'Wird geladen …',
  tryAgain: 'Erneut versuchen',
  clearFilter: 'Filter leeren',
  loadingMore: 'Weitere werden geladen …',
  live: 'Live',
  liveMeans: 'Änderungen erscheinen sofort',
  stale: 'Veraltet, verbindet neu …',
  staleMeans: 'Die Verbindung für Änderungen wird gerade neu aufgebaut',
  someOf: (shown, total) => `${shown} von ${total}`,
  showAsSoon: 'Sobald es welche gibt, erscheinen sie hier.',
  seeAllNamespaces: 'Alle Namespaces zeigen',
  namespace: 'Namespace',
  namespaceMeans: 'Der Namespace, zu dem es gehört.',
  allNamespaces: 'Alle Namespaces',
  mayNotListNamespaces:
    'Namespaces aufzulisten ist hier nicht erlaubt: den Namen eintippen und Enter drücken.',
  list: { open: 'Öffnen', close: 'Schließen', clear: 'Leeren' },
  sortBy: 'Sortieren nach',
  asListed: 'Wie aufgelistet',
  ascending: 'Aufsteigend',
  descending: 'Absteigend',
  pods: {
    filter: 'Pods filtern',
    loading: 'Pods werden geladen …',
    notListed: 'Die Pods ließen sich nicht auflisten',
    noneMatch: (wanted) => `Kein Pod passt zu „${wanted}“`,
    counted: (text, count) => `${text} ${isOne(count) ? 'Pod' : 'Pods'}`,
    none: ({ cluster, namespace }) =>
      namespace ? `Keine Pods in ${namespace}` : `Keine Pods in den Namespaces von ${cluster}`,
    forbidden: ({ cluster, namespace }) =>
      namespace
        ? `Pods in ${namespace} aufzulisten ist nicht erlaubt`
        : `Pods in allen Namespaces von ${cluster} aufzulisten ist nicht erlaubt`,
    wayOn: ({ cluster, namespace }) =>
      `Die Anmeldung besteht, aber die Berechtigungen reichen nicht so weit. Oben lässt sich ein ${namespace ? 'anderer ' : ''}Namespace eintippen, der sichtbar sein darf; Zugriff erteilt, wer ${cluster} betreibt.`,
  },
  namespaces: {
    filter: 'Namespaces filtern',
    loading: 'Namespaces werden geladen …',
    notListed: 'Die Namespaces ließen sich nicht auflisten',
    noneMatch: (wanted) => `Kein Namespace passt zu „${wanted}“`,
    counted: (text, count) => `${text} ${isOne(count) ? 'Namespace' : 'Namespaces'}`,
    none: ({ cluster }) => `Keine Namespaces in ${cluster}`,
    forbidden: ({ cluster }) => `Namespaces von ${cluster} aufzulisten ist nicht erlaubt`,
    wayOn: () =>
      'Die Anmeldung besteht, aber die Berechtigungen reichen nicht so weit. Auf der Seite der Pods lässt sich der Name eines Namespace eintippen, der sichtbar sein darf.',
  },
  toPods: 'Zu den Pods',
}
