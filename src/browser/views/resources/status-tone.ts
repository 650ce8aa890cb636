import type { Tone } from '../status-mark.tsx'

const GOOD = new Set(['Running', 'Active', 'Ready', 'Bound', 'Available'])
const DONE = new Set(['Completed', 'Succeeded'])
const BUSY = new Set(['Pending', 'ContainerCreating', 'PodInitializing', 'Terminating', 'SchedulingGated'])
const BAD = new Set(['Failed', 'Error', 'OOMKilled', 'Evicted', 'DeadlineExceeded', 'StartError', 'NodeLost'])

/** What a status column's word means, in the words that kubectl prints. An unknown word is no alarm. */
export function statusTone(status: string): Tone {
  const word = status.replace(/^Init:/, '')
  if (GOOD.has(word)) return 'good'
  if (DONE.has(word)) return 'done'
  if (BUSY.has(word) || /^\d+\/\d+$/.test(word)) return 'busy'
  if (BAD.has(word) || /BackOff|Err|Invalid|CannotRun|Unhealthy|Signal:|ExitCode:/.test(word)) return 'bad'
  return word === 'NotReady' || word.includes('Unknown') || word.includes('Unschedulable')
    ? 'warning'
    : 'quiet'
}
