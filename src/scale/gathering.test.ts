import { expect, it } from 'vitest'
import { gathering } from './gathering.ts'

it('hands over together what came while it was busy, and lets a failing item harm no other', async () => {
  const calls: number[][] = []
  const file = gathering(async (items: number[]) => {
    calls.push(items)
    await new Promise((resolve) => setTimeout(resolve, 1))
    if (items.includes(4)) throw new Error('four')
    return items.map((item) => 10 * item)
  }, 3)
  const results = await Promise.allSettled([1, 2, 3, 4, 5, 6].map(file))
  expect(calls).toEqual([[1], [2, 3, 4], [2], [3], [4], [5, 6]])
  expect(results.map((result) => (result.status === 'fulfilled' ? result.value : result.reason.message))).toEqual([
    10,
    20,
    30,
    'four',
    50,
    60,
  ])
  expect(await file(7)).toBe(70)
})

it('waits a little for more, and no longer once enough have come', async () => {
  const calls: number[][] = []
  const file = gathering(
    async (items: number[]) => {
      calls.push(items)
      return items
    },
    10,
    { enough: 3, pauseMs: 60_000 },
  )
  const first = [file(1), file(2)]
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(calls).toEqual([])
  expect(await Promise.all([...first, file(3)])).toEqual([1, 2, 3])
  const few = gathering(async (items: number[]) => items, 10, { enough: 3, pauseMs: 5 })
  expect(await few(4)).toBe(4)
})
