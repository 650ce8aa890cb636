import { expect, test } from 'vitest'
import { statusTone } from './status-tone.ts'

test.each([
  ['Running', 'good'],
  ['Active', 'good'],
  ['Completed', 'done'],
  ['Pending', 'busy'],
  ['Init:1/3', 'busy'],
  ['Terminating', 'busy'],
  ['CrashLoopBackOff', 'bad'],
  ['Init:CrashLoopBackOff', 'bad'],
  ['ErrImagePull', 'bad'],
  ['OOMKilled', 'bad'],
  ['ExitCode:1', 'bad'],
  ['NotReady', 'warning'],
  ['ContainerStatusUnknown', 'warning'],
  ['SomethingNew', 'quiet'],
] as const)('%s is %s', (status, tone) => {
  expect(statusTone(status)).toBe(tone)
})
