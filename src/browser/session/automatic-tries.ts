import type { TabStorage } from './tab-storage.ts'

const nameOf = (clientKey: string) => `automatic-sign-in.${clientKey}`

/** Whether this tab has signed in by itself with the client, or must not: the person signed out here. */
export const isTried = (storage: TabStorage, clientKey: string) => storage.get(nameOf(clientKey)) === true

/** @returns whether it is stored */
export const markTried = (storage: TabStorage, clientKey: string) => storage.set(nameOf(clientKey), true)
