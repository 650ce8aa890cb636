import type { session as english } from '../en/session.ts'

export const session: typeof english = {
  over: 'Die Anmeldung ist abgelaufen, und der Identitätsanbieter sieht keine Verlängerung vor. Bitte neu anmelden.',
  overRemedy:
    'Damit eine Anmeldung länger hält, kann der Betreiber den Scope ergänzen, mit dem der Identitätsanbieter ' +
    'Refresh-Tokens ausgibt: meist offline_access.',
  overWithoutIdToken:
    'Die Anmeldung ist abgelaufen: Der Identitätsanbieter verlängert sie ohne neues ID-Token, und Kubernetes braucht ' +
    'eines. Bitte neu anmelden.',
  overWithoutIdTokenRemedy:
    'Damit eine Anmeldung länger hält, kann der Betreiber prüfen, ob der Identitätsanbieter beim Verlängern ein ' +
    'ID-Token mitschicken kann oder ob Kubernetes das Access-Token erhalten darf (oidc-use-access-token).',
  issuerLimit:
    'Der Identitätsanbieter hat dieser Sitzung ein Ende gesetzt und verlängert sie nicht darüber hinaus. Bitte neu ' +
    'anmelden.',
  pastedTokenOver:
    'Das eingefügte Token ist abgelaufen. Bitte ein neueres einfügen oder sich auf anderem Weg anmelden.',
  pastedTokenRefused: (cluster: string) =>
    `Der API-Server von ${cluster} nimmt das eingefügte Token nicht mehr an (401 Unauthorized): Es ist abgelaufen ` +
    'oder wurde widerrufen. Bitte ein neueres einfügen oder sich auf anderem Weg anmelden.',
  pastedTokensOff: 'Die Anmeldung mit einem eingefügten Token ist hier abgeschaltet.',
  endedElsewhere: 'In einem anderen Tab dieses Browsers wurde abgemeldet, oder die Sitzung endete dort.',
  signedOutMeanwhile: 'Während die Sitzung verlängert wurde, wurde abgemeldet.',
  notSignedIn: (cluster: string) => `Am Cluster ${cluster} ist niemand angemeldet.`,
  nothingToSignInTo: (cluster: string) => `Es gibt keinen Cluster ${cluster}, an dem man sich anmelden kann.`,
  unknownFailure:
    'Die Anmeldung ist aus einem Grund gescheitert, den Fairlead nicht kennt. Bitte noch einmal versuchen.',
}
