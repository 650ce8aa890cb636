const isOne = (count: number) => new Intl.PluralRules('en').select(count) === 'one'

export const resources = {
  loading: 'Loading…',
  tryAgain: 'Try again',
  clearFilter: 'Clear the filter',
  loadingMore: 'Loading more…',
  live: 'Live',
  liveMeans: 'Changes show as they happen',
  stale: 'Stale, reconnecting…',
  staleMeans: 'The connection for changes is being opened again',
  someOf: (shown: string, total: string) => `${shown} of ${total}`,
  showAsSoon: 'They show here as soon as there are some.',
  seeAllNamespaces: 'See all namespaces',
  namespace: 'Namespace',
  namespaceMeans: 'The namespace that it is in.',
  allNamespaces: 'All namespaces',
  mayNotListNamespaces: 'You may not list namespaces: type a name, then press Enter.',
  list: { open: 'Open', close: 'Close', clear: 'Clear' },
  sortBy: 'Sort by',
  asListed: 'As listed',
  ascending: 'Ascending',
  descending: 'Descending',
  pods: {
    filter: 'Filter pods',
    loading: 'Loading pods…',
    notListed: 'The pods could not be listed',
    noneMatch: (wanted: string) => `No pods match “${wanted}”`,
    counted: (text: string, count: number) => `${text} ${isOne(count) ? 'pod' : 'pods'}`,
    none: (place: { cluster: string; namespace: string | undefined }) =>
      place.namespace ? `No pods in ${place.namespace}` : `No pods in all namespaces of ${place.cluster}`,
    forbidden: (place: { cluster: string; namespace: string | undefined }) =>
      place.namespace
        ? `You may not list pods in ${place.namespace}`
        : `You may not list pods in all namespaces of ${place.cluster}`,
    wayOn: (place: { cluster: string; namespace: string | undefined }) =>
      `You are signed in; your permissions do not reach this far. Type ${place.namespace ? 'another' : 'a'} namespace above that you may see, or ask whoever runs ${place.cluster} for access.`,
  },
  namespaces: {
    filter: 'Filter namespaces',
    loading: 'Loading namespaces…',
    notListed: 'The namespaces could not be listed',
    noneMatch: (wanted: string) => `No namespaces match “${wanted}”`,
    counted: (text: string, count: number) => `${text} ${isOne(count) ? 'namespace' : 'namespaces'}`,
    none: (place: { cluster: string }) => `No namespaces of ${place.cluster}`,
    forbidden: (place: { cluster: string }) => `You may not list namespaces of ${place.cluster}`,
    wayOn: (_place: object) =>
      'You are signed in; your permissions do not reach this far. On the page of the pods you can type the name of a namespace that you may see.',
  },
  toPods: 'Go to Pods',
}
