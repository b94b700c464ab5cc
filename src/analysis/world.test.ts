import { expect, it } from 'vitest'
import { EVENT_TYPES, type EventType } from '../coding/index.ts'
import type { Happening } from '../ledger/index.ts'
import { happeningsAsKnown } from './as-known.ts'
import { triadsOf, walkBalance } from './balance.ts'
import { isoDay } from './days.ts'
import { drawAt } from './draws.ts'
import { happening, source } from './hand-made.ts'
import { moversOf } from './movers.ts'
import { pairReport } from './pair-report.ts'
import { openTemperatureBook } from './temperature-book.ts'
import { worldReport } from './world-report.ts'

const START = 14_000

/** Random happenings among a few states over three years. */
function some(n: number, seed: number): Happening[] {
  const states = ['FRA', 'DEU', 'ITA', 'ESP']
  return Array.from({ length: n }, (_, i) => {
    const u = (part: number) => drawAt(seed, i * 8 + part)
    const from = states[Math.floor(u(0) * 4)]!
    const to = states[Math.floor(u(1) * 4)]!
    const day = isoDay(START + Math.floor(u(2) * 1095))
    const type = EVENT_TYPES[Math.floor(u(3) * 16)]!
    return happening(`h${seed}-${i}`, type, u(4) < 0.2 ? `${from}+${to}` : from, u(4) < 0.2 ? null : to, day, {
      sources: [source(`Paper ${Math.floor(u(5) * 5)}`, day)],
    })
  })
}
const many = (type: EventType, from: string, to: string, n: number, first = START) =>
  Array.from({ length: n }, (_, i) => happening(`${type}${from}${to}${i}`, type, from, to, isoDay(first + 9 * i)))

it('keeps a book that updates to the very numbers of opening it anew', () => {
  const all = some(400, 1)
  const asOf = isoDay(START + 1095)
  const book = openTemperatureBook(all.slice(0, 300))
  book.pairs(asOf)
  const changed = all.slice(300)
  const touched = book.update(changed, [all[0]!.id])
  expect(touched.length).toBeGreaterThan(3)
  const whole = book.pairs(asOf)
  expect(whole).toEqual(openTemperatureBook(all.slice(1).reverse()).pairs(asOf))
  const slow = openTemperatureBook(all.slice(1)).slow(asOf)
  expect(slow.sort((a, b) => (a.pair.join() < b.pair.join() ? -1 : 1))).toEqual(
    whole.map(({ pair, both, last }) => ({ pair, reading: both.slow, last })),
  )
})

it('gives in the book what the pair’s own curve gives, the bands within a third', () => {
  const all = some(500, 2)
  const asOf = isoDay(START + 1090)
  const book = openTemperatureBook(all)
  const report = pairReport(['DEU', 'FRA'], { happenings: all, items: [], coverage: [] }, { asOf })
  const pair = book.pair('FRA', 'DEU', asOf)!
  for (const [one, two] of [
    [pair.forward.slow, report.temperature[0].now.slow],
    [pair.back.slow, report.temperature[1].now.slow],
    [pair.both.slow, report.temperature[2].now.slow],
  ] as const) {
    expect(one.value!).toBeCloseTo(two.value!, 0)
    const width = (r: typeof one) => r.band![1] - r.band![0]
    expect(width(one) / width(two)).toBeGreaterThan(0.67)
    expect(width(one) / width(two)).toBeLessThan(1.5)
  }
})

it('finds the triads of a signed network and how balanced they are', () => {
  const edges = [
    { a: 'A', b: 'B', value: 5, sign: 1 as const },
    { a: 'B', b: 'C', value: -5, sign: -1 as const },
    { a: 'A', b: 'C', value: -5, sign: -1 as const },
    { a: 'C', b: 'D', value: 1, sign: 0 as const },
  ]
  expect(triadsOf(edges)).toMatchObject([{ states: ['A', 'B', 'C'], balanced: true }])
  expect(walkBalance(edges.slice(0, 3))).toBeCloseTo(1, 6)
  expect(walkBalance(edges.map((e) => ({ ...e, value: -Math.abs(e.value) })))).toBeLessThan(0.99)
})

it('draws the world with signs only where the band leaves out 0', () => {
  const world = worldReport(
    openTemperatureBook([
      ...many('SUPPORT', 'FRA', 'DEU', 30),
      ...many('ASSAULT', 'DEU', 'ITA', 30),
      ...many('THREATEN', 'ITA', 'FRA', 30),
      ...many('AID', 'ESP', 'FRA', 1),
    ]),
    { asOf: isoDay(START + 300) },
  )
  const edge = (a: string, b: string) => world.edges.find(({ pair }) => pair.join() === [a, b].sort().join())!
  expect(edge('FRA', 'DEU').sign).toBe(1)
  expect(edge('DEU', 'ITA').sign).toBe(-1)
  expect(edge('ESP', 'FRA')).toMatchObject({ verdict: 'not enough evidence', sign: null, value: null })
  expect(world.balance).toMatchObject({ triads: 1, balanced: 1, share: 1, byNegatives: [0, 0, 1, 0] })
  const two = openTemperatureBook(many('SUPPORT', 'FRA', 'DEU', 9))
  expect(worldReport(two, { asOf: isoDay(START + 300), country: 'ITA' }).edges).toEqual([])
})

it('finds who answers whom, and says when it cannot', () => {
  const acts: Happening[] = []
  for (let month = 0; month < 80; month++) {
    const kind = drawAt(7, month) < 0.5
    const day = START + month * 30
    acts.push(happening(`a${month}`, kind ? 'SUPPORT' : 'ACCUSE', 'FRA', 'DEU', isoDay(day)))
    acts.push(happening(`b${month}`, kind ? 'SUPPORT' : 'ACCUSE', 'DEU', 'FRA', isoDay(day + 31)))
  }
  const reciprocity = (some: Happening[], last: number) =>
    pairReport(['FRA', 'DEU'], { happenings: some, items: [], coverage: [] }, { asOf: isoDay(START + last) })
      .reciprocity
  const found = reciprocity(acts, 2450)
  const answers = (impulse: string) => found.responses.find((r) => r.impulse === impulse)!
  expect(answers('FRA>DEU').answers).toBe(true)
  expect(answers('FRA>DEU').months[0]!.value).toBeGreaterThan(0.5)
  expect(answers('DEU>FRA').answers).toBe(false)
  expect(found.findings[0]).toBe('FRA moves first: DEU answers in kind, and no answer shows in return.')
  expect(found.findings).toHaveLength(2)
  expect(found.responses.map(({ months }) => months.length)).toEqual([6, 6])
  const thin = reciprocity(acts.slice(0, 20), 300)
  expect(thin).toMatchObject({ verdict: 'not enough evidence', responses: [], findings: [] })
  expect(thin.basis).toMatch(
    /10 months of the 36 wanted; months with an act of FRA alone toward DEU 9, the other way 8/,
  )
  // What both do together tells nothing of who moved first.
  const together = acts.map((each) => ({ ...each, actors: [...each.actors, ...each.recipients], recipients: [] }))
  expect(reciprocity(together, 2450).active).toEqual({ 'FRA>DEU': 0, 'DEU>FRA': 0 })
})

it('knows on a day what was begun and published by then, and weighs it by the sources that were out', () => {
  const day = isoDay(START)
  const told = (id: string, published: number[]) =>
    happening(id, 'SUPPORT', 'FRA', 'DEU', day, {
      sources: published.map((late, i) => source(`Paper ${id}${i}`, isoDay(START + late))),
      independent: published.length,
    })
  const all = [told('a', [0, 40]), told('b', [0, 20, 20]), told('c', [50]), told('d', [5])]
  const book = openTemperatureBook(all)
  for (const later of [0, 4, 5, 19, 20, 39, 40, 49, 50, 400]) {
    const asOf = isoDay(START + later)
    const then = openTemperatureBook(happeningsAsKnown(all, asOf))
    expect(book.pairs(asOf)).toEqual(then.pairs(asOf))
    expect(book.between('DEU', 'FRA', isoDay(START - 1), asOf)).toEqual(
      then.between('DEU', 'FRA', isoDay(START - 1), asOf),
    )
  }
  expect(book.pair('FRA', 'DEU', isoDay(START + 5))!.happenings).toBe(3)
  expect(book.between('DEU', 'FRA', day, isoDay(START + 400))).toEqual([])
})

it('says what moved lately and by which happenings', async () => {
  const asOf = isoDay(START + 700)
  const raids = Array.from({ length: 40 }, (_, i) =>
    happening(`raid${i}`, 'ASSAULT', 'DEU', 'FRA', isoDay(START + 680 + (i % 20))),
  )
  const all = [...many('SUPPORT', 'FRA', 'DEU', 70), ...many('SUPPORT', 'ITA', 'ESP', 70), ...raids]
  const found = await moversOf(openTemperatureBook(all), async (id) => all.find((each) => each.id === id) ?? null, {
    asOf,
  })
  expect(found.movers[0]).toMatchObject({ pair: ['DEU', 'FRA'], kind: 'sure' })
  expect(found.movers[0]!.shift).toBeLessThan(-1)
  expect(found.movers[0]!.because[0]!.type).toBe('ASSAULT')
})
