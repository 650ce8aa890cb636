import { expect, test } from 'vitest'
import { readCommandLine } from './command-line.ts'

test.each([
  [[], { command: 'serve', flags: [] }],
  [['-port=1', '-kubeconfig', 'x'], { command: 'serve', flags: ['-port=1', '-kubeconfig', 'x'] }],
  [['serve', '-port', '1'], { command: 'serve', flags: ['-port', '1'] }],
  [['demo', '-port', '1'], { command: 'demo', flags: ['-port', '1'] }],
  [['--help'], { command: 'help', flags: [] }],
  [['-help=true'], { command: 'help', flags: [] }],
  [['-help=false'], { command: 'serve', flags: ['-help=false'] }],
  [['-oidc-client-id=-help'], { command: 'serve', flags: ['-oidc-client-id=-help'] }],
  [['-no-such-flag', '-help'], { command: 'help', flags: [] }],
  [['demo', '-h'], { command: 'help', flags: [] }],
  [['-port', '1', '-version'], { command: 'version', flags: [] }],
  [['-port=1', '--constructor'], { command: 'serve', flags: ['-port=1', '--constructor'] }],
  [['server'], { command: 'unknown', word: 'server' }],
])('%j', (argv, expected) => {
  expect(readCommandLine(argv)).toEqual(expected)
})
