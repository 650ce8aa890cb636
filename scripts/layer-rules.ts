// Who may import whom: the import table of docs/architecture.md, in the words of dependency-cruiser.
import type {
  ICruiseOptions,
  IForbiddenRuleType,
  IReachabilityForbiddenRuleType,
  IRegularForbiddenRuleType,
} from 'dependency-cruiser'

type Rule = IForbiddenRuleType
type To = IRegularForbiddenRuleType['to'] | IReachabilityForbiddenRuleType['to']
type Pattern = string | string[]

/** Tests, and what several tests of a folder share. */
const TEST = '([.]test|-fixture)[.]tsx?$'
const STAGES = ['messages', 'config', 'sign-in', 'session', 'kubernetes', 'views']
const NODE_MODULES = '(^|/)node_modules/'
const packages = (...names: string[]) => `${NODE_MODULES}(${names.join('|')})/`
const LOOKS = packages(
  'react',
  'react-dom',
  '@mui/[^/]+',
  '@emotion/[^/]+',
  'wouter',
  '@tanstack/react-virtual',
)

function forbid(name: string, from: Rule['from'], to: To, comment: string): Rule {
  return { name, severity: 'error', comment, from, to }
}

/** Own modules that `folder` must not reach: all but the ones that match `allowed`. */
function onlyOwn(name: string, folder: string, allowed: Pattern, comment: string): Rule {
  return forbid(name, { path: folder }, { path: '^(src|e2e|bench|scripts)/', pathNot: allowed }, comment)
}

const laterStages = STAGES.slice(0, -1).map((stage, index) =>
  forbid(
    `stage-${stage}-imports-only-earlier`,
    { path: `^src/browser/${stage}/` },
    { path: STAGES.slice(index + 1).map((later) => `^src/browser/${later}/`) },
    'A browser stage imports only earlier stages: messages, config, sign-in, session, kubernetes, views.',
  ),
)

export const LAYER_RULES: readonly Rule[] = [
  onlyOwn(
    'contract-stands-alone',
    '^src/contract/',
    ['^src/contract/'],
    'The contract imports nothing of ours.',
  ),
  forbid(
    'contract-only-zod',
    { path: '^src/contract/', pathNot: TEST },
    { dependencyTypesNot: ['local'], pathNot: packages('zod') },
    'The contract runs everywhere: zod and nothing else.',
  ),
  onlyOwn(
    'stages-without-main',
    '^src/browser/[^/]+/',
    ['^src/contract/', '^src/browser/[^/]+/'],
    'A browser stage imports the contract and earlier stages; main.tsx is on top.',
  ),
  ...laterStages,
  forbid(
    'view-folder-without-sibling',
    { path: '^src/browser/views/([^/]+)/' },
    { path: '^src/browser/views/[^/]+/', pathNot: '^src/browser/views/$1/' },
    'What two screens share lies directly in views/.',
  ),
  forbid(
    'view-folder-without-sibling-through-a-shared-file',
    { path: '^src/browser/views/([^/]+)/', pathNot: TEST },
    { path: '^src/browser/views/[^/]+/', pathNot: '^src/browser/views/$1/', reachable: true },
    'A shared file in views/ that imports a screen is not shared.',
  ),
  onlyOwn(
    'browser-main-stays-in-the-browser',
    '^src/browser/[^/]+$',
    ['^src/(contract|browser)/'],
    'main.tsx imports everything on its own side.',
  ),
  forbid(
    'react-only-in-views',
    { path: '^src/', pathNot: ['^src/browser/views/', '^src/browser/main[.]tsx$'] },
    { path: LOOKS },
    'React and MUI only in views/ and main.tsx: the stages work without them.',
  ),
  forbid(
    'oidc-client-only-in-sign-in',
    { path: '^src/', pathNot: '^src/browser/sign-in/' },
    { path: packages('oidc-client-ts') },
    'oidc-client-ts only in sign-in/.',
  ),
  forbid(
    'no-node-in-the-browser',
    { path: '^src/browser/', pathNot: TEST },
    { dependencyTypes: ['core'] },
    'There is no Node in a browser.',
  ),
  onlyOwn(
    'server-folder-without-sibling',
    '^src/server/([^/]+)/',
    ['^src/contract/', '^src/server/(settings|clusters|$1)/'],
    'A server folder imports the contract, settings and clusters.',
  ),
  onlyOwn(
    'server-main-stays-on-the-server',
    '^src/server/[^/]+$',
    ['^src/(contract|server)/', '^src/demo/'],
    'main.ts and build-server.ts import everything on their own side; the command line starts the demo.',
  ),
  forbid(
    'demo-started-by-the-command-line-only',
    { path: '^src/', pathNot: ['^src/demo/', '^src/server/main[.]ts$'] },
    { path: '^src/demo/' },
    'Only the command line and e2e start the demo.',
  ),
  forbid(
    'fastify-only-in-server',
    { path: '.', pathNot: ['^src/server/', NODE_MODULES] },
    { path: packages('fastify', 'fastify-plugin', '@fastify/[^/]+') },
    'Fastify only in server/.',
  ),
  onlyOwn(
    'demo-only-contract',
    '^src/demo/',
    ['^src/(demo|contract)/'],
    'The demo plays others: it knows the contract.',
  ),
  onlyOwn(
    'e2e-only-contract-and-demo',
    '^e2e/',
    [
      '^e2e/',
      '^src/(contract|demo)/',
      '^src/browser/messages/',
      '^src/server/settings/certificate-fixture[.]ts$',
      '^scripts/(find-chromium[.]mjs|test-tally[.]ts)$',
    ],
    'Stories see what a person sees.',
  ),
  onlyOwn(
    'bench-only-contract-and-demo',
    '^bench/',
    ['^bench/', '^e2e/support/', '^src/(contract|demo)/', '^scripts/find-chromium[.]mjs$'],
    'The bench measures what a person sees.',
  ),
  onlyOwn('scripts-stand-alone', '^scripts/', ['^scripts/'], 'Scripts run before and around the app.'),
  forbid(
    'run-time-only-dependencies',
    { path: '^src/(server|demo|contract)/', pathNot: TEST },
    { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'] },
    'What the installed command needs is in `dependencies`.',
  ),
  forbid('no-cycle', {}, { circular: true }, 'A cycle has no order to read it in.'),
  forbid(
    'no-orphan',
    { orphan: true, pathNot: [TEST, '[.]d[.]ts$'] },
    {},
    'Nothing imports it and it imports nothing.',
  ),
  forbid(
    'no-import-of-a-test',
    { pathNot: [TEST, '^e2e/'] },
    { path: TEST },
    "A test is nobody's source; a story is a test.",
  ),
  forbid('no-unresolvable', {}, { couldNotResolve: true }, 'The import leads nowhere.'),
]

export const CRUISE_OPTIONS: ICruiseOptions = {
  tsPreCompilationDeps: true,
  doNotFollow: { path: NODE_MODULES },
  enhancedResolveOptions: {
    exportsFields: ['exports'],
    conditionNames: ['import', 'browser', 'default', 'types'],
  },
}
