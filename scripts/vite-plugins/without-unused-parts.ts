import type { Plugin } from 'vite'

/**
 * Leaves out what our libraries carry along and we have no use for: a shim for React before 18, the copying of statics
 * by emotion's `withTheme`, its list of all attribute names (MUI hands two other props down), and react-is, which as
 * CommonJS in a second chunk would make the helper for it a chunk and a request of its own.
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
    [/^react-is$/, /@mui/, REACT_IS],
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

const REACT_IS = `
  export const ForwardRef = Symbol.for('react.forward_ref')
  export const Memo = Symbol.for('react.memo')
  export const isValidElementType = (type) =>
    typeof type === 'string' || typeof type === 'function' || type?.$$typeof !== undefined`
