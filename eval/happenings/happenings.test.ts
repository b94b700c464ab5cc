import { expect, it } from 'vitest'
import { bCubed, generateArticles } from '../../bench/generate.ts'
import { openLedger } from '../../src/ledger/index.ts'
import { pairFigures, readPairs } from './read-pairs.ts'

const pairs = readPairs()

it('knows of hand-written pairs of reports which tell of one happening', { timeout: 60_000 }, async () => {
  expect(pairs).toHaveLength(60)
  expect(pairs.filter(({ same }) => same).length).toBe(32)
  const odd = await pairFigures(pairs.filter(({ id }) => id % 2 === 1))
  const even = await pairFigures(pairs.filter(({ id }) => id % 2 === 0))
  const said = `odd F1 ${odd.f1.toFixed(3)}, even F1 ${even.f1.toFixed(3)}; wrong: ${[...odd.wrong, ...even.wrong].map(({ id, why }) => `${id} ${why}`).join('; ')}`
  expect(odd.f1, said).toBeGreaterThanOrEqual(0.92)
  expect(even.f1, said).toBeGreaterThanOrEqual(0.92)
})

it('finds the happenings of generated articles again', { timeout: 60_000 }, async () => {
  const ledger = await openLedger(':memory:')
  const truth = new Map<string, string>()
  for (const { record, truth: happenings } of generateArticles(800, 5)) {
    await ledger.file(record)
    truth.set(record.key, happenings[0]!)
  }
  await ledger.formHappenings()
  const groups = new Map<string, string>()
  for await (const happening of ledger.allHappenings())
    for (const { article } of happening.sources) groups.set(article, happening.id)
  expect(groups.size).toBe(800)
  expect(bCubed(groups, truth).f1).toBeGreaterThanOrEqual(0.95)
  await ledger.close()
})

it('counts by B-cubed: half the items put with one stranger each lose precision alone', () => {
  const truth = new Map([...'abcd'].map((item) => [item, item < 'c' ? 'x' : item]))
  expect(bCubed(truth, truth)).toEqual({ precision: 1, recall: 1, f1: 1 })
  const groups = new Map([...'abcd'].map((item) => [item, item < 'c' ? 'one' : 'two']))
  expect(bCubed(groups, truth)).toEqual({ precision: 0.75, recall: 1, f1: 1.5 / 1.75 })
})
