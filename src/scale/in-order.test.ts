import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { inOrder } from './in-order.ts'

async function* numbers(n: number, taken: number[] = []) {
  for (let i = 0; i < n; i++) {
    taken.push(i)
    yield i
  }
}
const plain = { weigh: () => 1, fullWeight: 4, inHand: 3 }
const all = async <T>(items: AsyncIterable<T>) => {
  const found: T[] = []
  for await (const item of items) found.push(item)
  return found
}

it('gives results in the order of the source, however long each batch takes', async () => {
  const work = async (batch: number[]) => {
    await sleep((batch[0]! * 7919) % 13)
    return batch.map((n) => n * 2)
  }
  expect(await all(inOrder(numbers(101), work, plain))).toEqual(Array.from({ length: 101 }, (_, i) => i * 2))
})

it('takes no more from the source than may be in hand while the reader of its results rests', async () => {
  const taken: number[] = []
  const results = inOrder(numbers(1000, taken), async (batch) => batch, plain)
  await results.next()
  await sleep(50)
  expect(taken.length).toBeLessThanOrEqual(4 * 4 + 4)
  await results.return(undefined)
})

it('takes less from the source where its batches weigh more than full ones, but never so little that a worker rests', async () => {
  const taken: number[] = []
  const heavy = { ...plain, weigh: () => 40, inHand: 8, whateverTheyWeigh: 2 }
  const results = inOrder(numbers(1000, taken), async (batch) => batch, heavy)
  await results.next()
  await sleep(50)
  expect(taken.length).toBeGreaterThanOrEqual(2)
  expect(taken.length).toBeLessThanOrEqual(5)
  await results.return(undefined)
})

it('hands on what has come when the source rests, without waiting for a full batch', async () => {
  async function* slow() {
    yield 'first'
    await new Promise(() => {})
    yield 'never'
  }
  const results = inOrder(slow(), async (batch) => batch, plain)
  expect(await results.next()).toEqual({ done: false, value: 'first' })
})

it('stops taking once told to, and finishes what is in hand, though the source never answers', async () => {
  const stop = new AbortController()
  async function* endless() {
    yield* [1, 2, 3, 4, 5, 6]
    await new Promise(() => {})
  }
  const found: number[] = []
  for await (const n of inOrder(endless(), async (batch) => batch, { ...plain, stop: stop.signal })) {
    found.push(n)
    if (n === 2) stop.abort()
  }
  expect(found.slice(0, 4)).toEqual([1, 2, 3, 4])
})

it('throws a failure of the source or of the work after all results before it', async () => {
  async function* breaking() {
    yield* [1, 2, 3, 4, 5]
    throw new Error('the source broke')
  }
  const found: number[] = []
  await expect(
    (async () => {
      for await (const n of inOrder(breaking(), async (batch) => batch, plain)) found.push(n)
    })(),
  ).rejects.toThrow('the source broke')
  expect(found).toEqual([1, 2, 3, 4, 5])
  const failing = async (batch: number[]) => {
    if (batch.includes(9)) throw new Error('the work broke')
    return batch
  }
  await expect(all(inOrder(numbers(20), failing, plain))).rejects.toThrow('the work broke')
})
