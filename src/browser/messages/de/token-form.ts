import type { tokenForm as english } from '../en/token-form.ts'

export const tokenForm: typeof english = {
  label: 'Bearer-Token',
  howToGet: 'Zum Beispiel für einen Service-Account:',
  show: 'Zeigen',
  hide: 'Verbergen',
  staysHere:
    'Es bleibt im Arbeitsspeicher dieses Tabs: Nach dem Neuladen ist es weg. Fairlead speichert es nie.',
  use: (cluster) => `Bei ${cluster} anmelden`,
  asking: (cluster) => `${cluster} wird gefragt …`,
  cancel: 'Abbrechen',
  issuer: 'Aussteller',
  subject: 'Subject',
  audience: 'Audience',
  end: 'Ende',
  never: 'nie',
  endsIn: (moment, duration) => `${moment}, in ${duration}`,
  opaque: 'Das ist kein JWT und lässt sich hier nicht lesen: Für wen es steht, sagt erst der API-Server.',
  otherIssuer: (tokenIssuer, issuer) =>
    `Es kommt von ${tokenIssuer} und nicht von ${issuer}, dem Identitätsanbieter dieses Clusters. Der API-Server lehnt es vielleicht ab.`,
  faults: {
    empty: 'Zuerst ein Token einfügen.',
    kubeconfig: 'Das ist eine ganze Kubeconfig oder JSON. Nur das Token daraus einfügen.',
    certificate: 'Das ist ein Zertifikat oder ein Schlüssel. Gebraucht wird ein Bearer-Token.',
    'no-token': 'Das kann kein Token sein: Darin oder dazwischen steht noch etwas anderes.',
    'cut-off': 'Von diesem Token fehlt ein Teil. Bitte ganz kopieren, mit beiden Punkten.',
    'refresh-token':
      'Das ist ein Refresh-Token, das kein API-Server annimmt. Gebraucht wird ein ID-Token oder ein Access-Token.',
    over: (moment) => `Dieses Token ist seit ${moment} abgelaufen. Gebraucht wird ein neues.`,
    'not-yet-valid': (moment) => `Dieses Token gilt erst ab ${moment}.`,
  },
}
