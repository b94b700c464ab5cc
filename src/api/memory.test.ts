import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Memory } from './memory.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

it('makes an answer once, gives the old one out while a new one is made, and forgets all at once', async () => {
  const memory = new Memory(20)
  let n = 0
  const ask = () => memory.get('world', async () => ++n)
  expect([await ask(), await ask()]).toEqual([1, 1])
  vi.advanceTimersByTime(21_000)
  expect(await ask()).toBe(1)
  await expect.poll(ask).toBe(2)
  memory.forget()
  expect(await ask()).toBe(3)
  vi.advanceTimersByTime(700_000)
  expect(await ask()).toBe(4)
})

it('keeps no failure', async () => {
  const memory = new Memory(20)
  await expect(memory.get('x', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await memory.get('x', async () => 'yes')).toBe('yes')
})
