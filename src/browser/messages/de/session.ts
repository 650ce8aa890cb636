import type { session as english } from '../en/session.ts'

export const session: typeof english = {
  over: 'Die Sitzung ist abgelaufen, und der Identitätsanbieter sieht keine Verlängerung vor. Bitte neu anmelden.',
  overRemedy:
    'Damit eine Sitzung länger hält, braucht Fairlead den Scope, mit dem der Identitätsanbieter Refresh-Tokens ' +
    'ausgibt: meist offline_access. Ihn ergänzt, wer Fairlead betreibt.',
  overWithoutIdToken:
    'Die Sitzung ist abgelaufen: Der Identitätsanbieter verlängert sie ohne neues ID-Token, und Kubernetes braucht ' +
    'eines. Bitte neu anmelden.',
  overWithoutIdTokenRemedy:
    'Damit eine Sitzung länger hält, kann, wer Fairlead betreibt, prüfen, ob der Identitätsanbieter beim Verlängern ' +
    'ein ID-Token mitschicken kann oder ob Kubernetes das Access-Token erhalten darf (oidc-use-access-token).',
  issuerLimit:
    'Diese Sitzung hat ihre längste Dauer erreicht, wie sie der Identitätsanbieter oder der Betrieb von Fairlead ' +
    'festlegt. Bitte neu anmelden.',
  pastedTokenOver:
    'Das eingefügte Token ist abgelaufen. Bitte ein neueres einfügen oder sich auf anderem Weg anmelden.',
  pastedTokenRefused: (cluster: string) =>
    `Der API-Server von ${cluster} nimmt das eingefügte Token nicht mehr an (401 Unauthorized): Es ist abgelaufen ` +
    'oder wurde widerrufen. Bitte ein neueres einfügen oder sich auf anderem Weg anmelden.',
  pastedTokensOff: 'Die Anmeldung mit einem eingefügten Token ist hier abgeschaltet.',
  endedElsewhere: 'Die Sitzung wurde in einem anderen Tab dieses Browsers beendet oder ist dort abgelaufen.',
  notSignedIn: (cluster: string) => `Bei ${cluster} ist niemand angemeldet.`,
  nothingToSignInTo: (cluster: string) =>
    `Es gibt keinen Cluster ${cluster}, bei dem man sich anmelden kann.`,
  unknownFailure:
    'Die Anmeldung ist aus einem Grund gescheitert, den Fairlead nicht kennt. Bitte erneut versuchen.',
}
