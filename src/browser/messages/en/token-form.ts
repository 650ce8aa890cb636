export const tokenForm = {}
