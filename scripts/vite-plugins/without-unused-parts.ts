import type { Plugin } from 'vite'

/**
 * Leaves out of the first page what our libraries carry along and we have no use for: a shim for React before 18, the
 * copying of statics by emotion's `withTheme`, and its list of all attribute names (MUI hands two other props down).
 */
export function withoutUnusedParts(): Plugin {
  const parts: [id: RegExp, importer: RegExp, instead: string][] = [
    [/^use-sync-external-store\/shim\//, /wouter/, "export { useSyncExternalStore } from 'react'"],
    [/^hoist-non-react-statics$/, /@emotion/, 'export default (target) => target'],
    [
      /^@emotion\/is-prop-valid$/,
      /@emotion/,
      `export default (prop) => !['ownerState', 'sx'].includes(prop)`,
    ],
  ]
  return {
    name: 'fairlead:without-unused-parts',
    enforce: 'pre',
    apply: 'build',
    resolveId(id, importer = '') {
      const part = parts.findIndex(([of, by]) => of.test(id) && by.test(importer))
      return part < 0 ? undefined : `\0unused-part:${part}`
    },
    load(id) {
      return id.startsWith('\0unused-part:') ? parts[Number(id.split(':')[1])]?.[2] : undefined
    },
  }
}
