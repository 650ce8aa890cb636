export const signOut = {}
