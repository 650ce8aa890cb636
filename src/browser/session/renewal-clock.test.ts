import { describe, expect, test, vi } from 'vitest'
import { createRenewalClock, nextRenewalStep } from './renewal-clock.ts'
import type { Renewal } from './session.ts'

const step = (renewal: Renewal, lifeS: number, afterS: number, notBeforeS = 0) =>
  nextRenewalStep(
    { renewal, expiresAtS: 1000 + lifeS, receivedAtS: 1000 },
    (1000 + afterS) * 1000,
    (1000 + notBeforeS) * 1000,
  )

describe('the next step for tokens', () => {
  test.each<[string, Parameters<typeof step>, ReturnType<typeof step>]>([
    ['wait until a minute before the end', ['possible', 3600, 3530], { step: 'wait', waitMs: 10_000 }],
    ['renew a minute before the end', ['possible', 3600, 3540], { step: 'renew' }],
    ['renew after a long sleep', ['possible', 3600, 9000], { step: 'renew' }],
    ['renew a short life in its last quarter', ['possible', 20, 0], { step: 'wait', waitMs: 15_000 }],
    ['put off what failed', ['possible', 3600, 3540, 3550], { step: 'wait', waitMs: 10_000 }],
    ['use to its end what ends', ['no-refresh-token', 3600, 3590], { step: 'wait', waitMs: 10_000 }],
    ['end what cannot be renewed', ['no-id-token', 3600, 3600], { step: 'end' }],
    ['end what the issuer no longer moves', ['issuer-limit', 3600, 3600], { step: 'end' }],
  ])('%s', (_, input, expected) => {
    expect(step(...input)).toEqual(expected)
  })
})

/** Time that the test moves on, from timer to timer. */
function createTime() {
  let nowMs = 0
  let next: { atMs: number; call: () => void } | undefined
  const wakes: number[] = []
  return {
    nowMs: () => nowMs,
    wakes,
    pending: () => next !== undefined,
    sleepTo(toMs: number) {
      nowMs = toMs
    },
    timers: {
      after(delayMs: number, call: () => void) {
        if (next) throw new Error('a second timer')
        const mine = { atMs: nowMs + delayMs, call }
        next = mine
        return () => {
          if (next === mine) next = undefined
        }
      },
    },
    runTo(toMs: number) {
      while (next && next.atMs <= toMs) {
        const { atMs, call } = next
        next = undefined
        nowMs = Math.max(nowMs, atMs)
        wakes.push(nowMs)
        call()
      }
      nowMs = toMs
    },
  }
}

function createWatch() {
  const time = createTime()
  const looks = { visible: true, wake: (): void => undefined }
  const page = {
    isVisible: () => looks.visible,
    onWake: (listener: () => void) => {
      looks.wake = listener
    },
    onOnline: () => undefined,
  }
  const clock = createRenewalClock({ nowMs: time.nowMs, timers: time.timers, page })
  const renewed = vi.fn()
  const ended = vi.fn()
  const watch = (name: string, lifeS: number, renewal: Renewal = 'possible') => {
    const receivedAtS = time.nowMs() / 1000
    clock.start(name, {
      life: { expiresAtS: receivedAtS + lifeS, receivedAtS, renewal },
      notBeforeMs: () => 0,
      renew: () => void renewed(name),
      end() {
        clock.stop(name)
        ended(name)
      },
    })
  }
  return { time, looks, clock, watch, renewed, ended }
}

describe('the clock', () => {
  test('has one timer for all, which wakes no more than once a second, however much is due', () => {
    const { time, watch, renewed } = createWatch()
    for (let index = 0; index < 10; index += 1) watch(`client-${index}`, 0.1 * index)
    renewed.mockImplementation((name: string) => watch(name, 0.4))
    time.runTo(60_000)
    const gaps = time.wakes.slice(1).map((atMs, index) => atMs - (time.wakes[index] ?? 0))
    expect(gaps.length).toBeGreaterThan(30)
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_000)
  })

  test('does not tick where there is nothing to look after', () => {
    const { time, watch, clock, ended } = createWatch()
    watch('one', 20, 'no-refresh-token')
    time.runTo(30_000)
    expect(ended).toHaveBeenCalledTimes(1)
    expect(time.pending()).toBe(false)
    watch('one', 20)
    clock.stop('one')
    time.runTo(90_000)
    expect(time.pending()).toBe(false)
  })

  test('notices soon that the machine slept, and at once when the page is told', () => {
    const { time, looks, watch, renewed } = createWatch()
    watch('one', 3600)
    time.sleepTo(9_000_000)
    looks.wake()
    expect(renewed).toHaveBeenCalledTimes(1)
    watch('one', 3600)
    time.sleepTo(20_000_000)
    time.runTo(20_015_000)
    expect(renewed.mock.calls.length).toBeGreaterThan(1)
  })

  test('renews nothing ahead of time while nobody looks, and sees to what is over all the same', () => {
    const { time, looks, watch, renewed, ended } = createWatch()
    looks.visible = false
    watch('one', 60)
    watch('two', 60, 'pasted')
    time.runTo(59_000)
    expect(renewed).not.toHaveBeenCalled()
    time.runTo(75_000)
    expect(renewed).toHaveBeenCalledWith('one')
    expect(ended).toHaveBeenCalledWith('two')
  })

  test('renews what is due as soon as somebody looks', () => {
    const { time, looks, watch, renewed } = createWatch()
    looks.visible = false
    watch('one', 3600)
    time.runTo(3_550_000)
    expect(renewed).not.toHaveBeenCalled()
    looks.visible = true
    looks.wake()
    expect(renewed).toHaveBeenCalledTimes(1)
  })
})
