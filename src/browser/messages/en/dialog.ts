export const dialog = {}
