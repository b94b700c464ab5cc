import fc from 'fast-check'
import { expect, it } from 'vitest'
import { EVENT_TYPES, type EventType } from '../coding/index.ts'
import type { Happening } from '../ledger/index.ts'
import { actLines } from './act-lines.ts'
import { actsOf } from './acts.ts'
import { isoDay, periodsFrom } from './days.ts'
import { happening, source } from './hand-made.ts'
import { DEFAULTS } from './options.ts'
import { type PairOptions, pairReport } from './pair-report.ts'
import { typeScores } from './scales.ts'
import { seriesByFormula } from './series-by-formula.ts'
import { temperatureSeries } from './temperature.ts'

const PAIR: [string, string] = ['RUS', 'PAK']
const report = (happenings: Happening[], options: PairOptions = {}) =>
  pairReport(PAIR, { happenings, items: [], coverage: [] }, { asOf: '2005-12-31', ...options })
const value = (happenings: Happening[], options: PairOptions = {}) =>
  report(happenings, { floor: 0, ...options }).temperature[0].now.slow.value ?? 0
const START = 12_000

const anyHappening = fc
  .record({
    id: fc.uuid(),
    type: fc.constantFrom(...EVENT_TYPES),
    day: fc.integer({ min: START, max: START + 1090 }),
    independent: fc.integer({ min: 1, max: 4 }),
    confidence: fc.double({ min: 0.3, max: 1, noNaN: true }),
  })
  .map(({ id, type, day, independent, confidence }) =>
    happening(id, type, 'RUSGOV', 'PAK', isoDay(day), {
      confidence,
      independent,
      sources: Array.from({ length: independent }, (_, i) => source(`Paper ${i}`, isoDay(day))),
    }),
  )
const history = fc.uniqueArray(anyHappening, { maxLength: 30, selector: (h) => h.id })

it('moves toward the score of what happens', () => {
  fc.assert(
    fc.property(history, fc.constantFrom(...EVENT_TYPES), fc.integer({ min: 0, max: 300 }), (before, type, age) => {
      const day = isoDay(START + 1100)
      const asOf = isoDay(START + 1100 + age)
      const added = happening('new', type, 'RUS', 'PAK', day)
      const was = value(before, { asOf })
      const is = value([...before, added], { asOf })
      expect(Math.abs(is - added.score)).toBeLessThanOrEqual(Math.abs(was - added.score) + 0.01)
      if (Math.abs(was - added.score) > 1 && before.length < 5)
        expect(Math.sign(is - was)).toBe(Math.sign(added.score - was))
    }),
    { numRuns: 60 },
  )
})

it('moves an empty pair in the sign of every type and mode', () => {
  const scores = typeScores('plover')
  EVENT_TYPES.forEach((type, index) => {
    expect(Math.sign(value([happening('only', type, 'RUS', 'PAK', '2005-12-30')]))).toBe(Math.sign(scores[index]!))
  })
})

it('gives the same report whatever the order of reading', () => {
  fc.assert(
    fc.property(history, fc.infiniteStream(fc.nat()), (happenings, keys) => {
      const shuffled = happenings
        .map((h) => ({ h, key: keys.next().value }))
        .sort((a, b) => a.key - b.key)
        .map(({ h }) => h)
      expect(report(shuffled)).toEqual(report(happenings))
    }),
    { numRuns: 20 },
  )
})

it('is not moved by wire copies', () => {
  fc.assert(
    fc.property(history, fc.integer({ min: 1, max: 8 }), (happenings, copies) => {
      const copied = happenings.map((h) => ({
        ...h,
        sources: [
          ...h.sources,
          ...Array.from({ length: copies }, (_, i) => source(`Reprint ${i}`, h.date!.start, h.sources[0]!.copyGroup)),
        ],
      }))
      const [one, two] = [report(happenings), report(copied)]
      expect(two.temperature).toEqual(one.temperature)
    }),
    { numRuns: 20 },
  )
})

it('is moved by a claim only when its maker did it himself or the other side concurs', () => {
  const claim = (conceded: boolean) => [
    happening('claim', 'ASSAULT', 'RUSMIL', 'PAK', '2005-12-01', {
      assertedBy: { name: 'Pakistan', code: 'PAK', country: 'PAK', sector: null },
      conceded,
    }),
  ]
  expect(value(claim(false))).toBe(0)
  expect(value(claim(true))).toBeLessThan(-1)
  expect(report(claim(false)).evidence.leftOut).toEqual([{ reason: 'a claim that nobody concedes', n: 1 }])
})

it('counts only what is actual', () => {
  for (const status of ['future', 'hypothetical', 'negated', 'historical'] as const)
    expect(value([happening(status, 'ASSAULT', 'RUS', 'PAK', '2005-12-01', { status })])).toBe(0)
})

it('keeps rebels, companies and crowds out of the states’ pair and labels their own', () => {
  const found = report([
    happening('a', 'ASSAULT', 'PAKREB', 'RUSMIL', '2005-12-01'),
    happening('b', 'CONSULT', 'RUSGOV', 'PAK', '2005-12-01'),
  ])
  expect(found.evidence.counted).toBe(1)
  expect(found.otherPairs).toMatchObject([{ from: 'PAKREB', to: 'RUS', n: 1, mean: -9 }])
})

it('says "not enough evidence" below the floor, never a neutral number', () => {
  const found = report([happening('a', 'AID', 'RUS', 'PAK', '2005-12-01')])
  expect(found.temperature[0].now.slow).toEqual({
    verdict: 'not enough evidence',
    value: null,
    band: null,
    n: 1,
    nEff: expect.closeTo(0.94, 1),
  })
  expect(report([]).temperature[1].now.fast.verdict).toBe('not enough evidence')
})

it('loses evidence with age', () => {
  const days = Array.from({ length: 10 }, (_, i) => happening(`h${i}`, 'CONSULT', 'RUS', 'PAK', `2000-01-${10 + i}`))
  expect(report(days, { asOf: '2000-02-01' }).temperature[0].now.slow.verdict).toBe('measured')
  expect(report(days, { asOf: '2005-12-31' }).temperature[0].now.slow.verdict).toBe('not enough evidence')
})

it('keeps words and deeds apart', () => {
  const days = (type: EventType) =>
    Array.from({ length: 6 }, (_, i) => happening(`${type}${i}`, type, 'RUS', 'PAK', `2005-12-0${i + 1}`))
  const point = report([...days('SUPPORT'), ...days('MOBILIZE')]).temperature[0].points.at(-1)!
  expect(point.slow.verbal.value).toBeGreaterThan(2)
  expect(point.slow.material.value).toBeLessThan(-2)
})

it('uses other scales when told to', () => {
  const one = [happening('a', 'SUPPORT', 'RUS', 'PAK', '2005-12-30', { cameo: '057', goldstein: 8 })]
  const plover = value(one)
  expect(value(one, { scale: 'goldstein' })).toBeGreaterThan(plover)
  expect(value(one, { scale: { '057': -3 } })).toBeLessThan(0)
})

it('answers with what could be read on the day asked about', () => {
  const late = [happening('a', 'ASSAULT', 'RUS', 'PAK', '2004-01-01', { sources: [source('Archive', '2005-06-01')] })]
  expect(report(late, { asOf: '2005-01-01' }).evidence.happenings).toBe(0)
  expect(report(late, { asOf: '2005-07-01' }).evidence.happenings).toBe(1)
})

it('gives a pair of very many happenings the same curve by formula as by drawing, the bands alike', () => {
  const acts = actLines(
    Array.from({ length: 600 }, (_, i) =>
      happening(`f${i}`, EVENT_TYPES[(i * 7) % 16]!, 'RUSGOV', 'PAK', isoDay(START + Math.floor(i * 1.7))),
    ).flatMap((told) => actsOf(told, DEFAULTS)),
  )
  const periods = periodsFrom(START, START + 1100, 'month')
  const drawn = temperatureSeries(acts, periods, DEFAULTS)
  const formula = seriesByFormula(acts, periods, DEFAULTS)
  expect(formula.map(({ period, longRun }) => ({ period, longRun }))).toEqual(
    drawn.map(({ period, longRun }) => ({ period, longRun })),
  )
  drawn.forEach((point, i) => {
    for (const curve of ['fast', 'slow'] as const)
      for (const line of ['total', 'verbal', 'material'] as const) {
        const { band, ...one } = point[curve][line]
        const { band: other, ...two } = formula[i]![curve][line]
        expect(two).toEqual(one)
        if (!band || one.nEff < 8) continue
        expect((other![1] - other![0]) / (band[1] - band[0])).toBeGreaterThan(0.67)
        expect((other![1] - other![0]) / (band[1] - band[0])).toBeLessThan(1.5)
      }
  })
})
