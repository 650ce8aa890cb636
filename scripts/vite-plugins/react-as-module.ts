import { createRequire } from 'node:module'
import type { Plugin } from 'vite'

const AS_MODULE = '\0as-module:'

/**
 * Gives React, which is CommonJS, the shape of an ES module. Calls then need no detour through a namespace object, and
 * the chunks share no helper, which would be one more request.
 */
export function reactAsModule(): Plugin {
  const require = createRequire(import.meta.url)
  const names = ['react', 'react/jsx-runtime', 'react-dom', 'react-dom/client']
  return {
    name: 'fairlead:react-as-module',
    enforce: 'pre',
    apply: 'build',
    async resolveId(id, importer, options) {
      if (id.startsWith(AS_MODULE)) return id
      if (!names.includes(id)) return undefined
      const isReactItself = /node_modules\/(react|react-dom|scheduler)\//.test(importer ?? '')
      if (isReactItself) return undefined
      return importer?.startsWith(AS_MODULE)
        ? this.resolve(id, undefined, { ...options, skipSelf: true })
        : `${AS_MODULE}${id}`
    },
    load(id) {
      if (!id.startsWith(AS_MODULE)) return undefined
      const name = id.slice(AS_MODULE.length)
      const exported = Object.keys(require(name) as object).filter((key) => key !== 'default')
      const both = name === 'react-dom/client' ? `import '${AS_MODULE}react-dom'; ` : ''
      const code = `${both}import it from '${name}'; export const { ${exported.join(', ')} } = it; export default it`
      // In the entry even where only a later chunk uses it: shared helpers for CommonJS would be a chunk and a request more.
      return { code, moduleSideEffects: 'no-treeshake' }
    },
  }
}
