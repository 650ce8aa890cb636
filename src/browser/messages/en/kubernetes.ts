export const kubernetes = {}
