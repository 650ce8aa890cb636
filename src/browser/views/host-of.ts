/** Host and port of an issuer, for people; an address that is none stays as it is. */
export const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host : url)
