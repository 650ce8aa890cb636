import { describe, expect, test } from 'vitest'
import { nextRenewalStep } from './renewal-clock.ts'

const step = (renewal: 'possible' | 'impossible', lifeS: number, afterS: number) =>
  nextRenewalStep({ renewal, expiresAtS: 1000 + lifeS }, 1000, (1000 + afterS) * 1000)

describe('the next step for tokens', () => {
  test.each<[string, Parameters<typeof step>, ReturnType<typeof step>]>([
    ['long before the end, look again in a minute', ['possible', 3600, 0], { step: 'wait', waitMs: 60_000 }],
    ['wait until a minute before the end', ['possible', 3600, 3530], { step: 'wait', waitMs: 10_000 }],
    ['renew a minute before the end', ['possible', 3600, 3540], { step: 'renew' }],
    ['renew after a long sleep', ['possible', 3600, 9000], { step: 'renew' }],
    ['renew a short life in its last quarter', ['possible', 20, 0], { step: 'wait', waitMs: 15_000 }],
    [
      'what cannot be renewed is used to its end',
      ['impossible', 3600, 3590],
      { step: 'wait', waitMs: 10_000 },
    ],
    ['what cannot be renewed ends', ['impossible', 3600, 3600], { step: 'end' }],
  ])('%s', (_, input, expected) => {
    expect(step(...input)).toEqual(expected)
  })
})
