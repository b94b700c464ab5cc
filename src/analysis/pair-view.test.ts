import { expect, it } from 'vitest'
import { EVENT_TYPES } from '../coding/index.ts'
import type { Happening, Source } from '../ledger/index.ts'
import { actLines, toldLines } from './act-lines.ts'
import { actsOf, independentSources, inOrder } from './acts.ts'
import { happeningsAsKnown } from './as-known.ts'
import { briefOf } from './brief/brief.ts'
import { changesOf } from './changes.ts'
import { temperatureCurve } from './curve.ts'
import { dayNumber, isoDay, periodsFrom } from './days.ts'
import { drawAt } from './draws.ts'
import { happening, source } from './hand-made.ts'
import { DEFAULTS, type TemperatureOptions } from './options.ts'
import { pairDraft, pairReport, pairStanding } from './pair-report.ts'
import { openTemperatureBook } from './temperature-book.ts'

const START = 11_000
const states = ['FRA', 'DEU', 'ITA']
const pair: [string, string] = ['FRA', 'DEU']

/** Happenings of every kind that a ledger can hold: of states and others, dated and not, claimed, planned, told by several, copied, without outlet or day. */
function anything(n: number, seed: number): Happening[] {
  return Array.from({ length: n }, (_, i) => {
    const u = (part: number) => drawAt(seed, i * 90 + part)
    const pick = <T>(list: readonly T[], part: number) => list[Math.floor(u(part) * list.length)]!
    const from = pick(states, 0) + pick(['', 'GOV', 'GOV', 'MIL', 'REB', 'BUS'], 1)
    const to = pick(states, 2) + pick(['', 'GOV', 'GOV', 'CVL'], 3)
    const first = START + Math.floor(u(4) * 4000)
    const friendly = u(5) < (u(4) > 0.6 ? 0.85 : 0.15)
    const type = pick(
      u(6) < 0.2 ? EVENT_TYPES : friendly ? (['AID', 'AGREE', 'CONSULT'] as const) : (['ASSAULT', 'ACCUSE'] as const),
      7,
    )
    const sources = Array.from({ length: u(8) < 0.7 ? 1 : Math.floor(u(9) * 4) }, (_, k): Source => {
      const v = (part: number) => u(30 + k * 8 + part)
      const published = v(1) < 0.1 ? null : isoDay(first + Math.floor(v(2) * v(2) * 60) - 1)
      const outlet = v(3) < 0.1 ? null : `Paper ${Math.floor(v(4) * 6)}`
      const copyGroup = v(5) < 0.2 ? `wire ${Math.floor(v(6) * 20)}` : `c${i}-${k}`
      return {
        ...source('', '', copyGroup),
        article: `${i}-${k}`,
        outlet,
        published,
        imported: v(7) < 0.1 ? 'x' : null,
      }
    })
    const span = u(10) < 0.8 ? 0 : Math.floor(u(11) * 120)
    return happening(
      `h${(i * 7919) % 100_003}`,
      type,
      u(12) < 0.2 ? `${from}+${to}` : from,
      u(12) < 0.2 ? null : to,
      isoDay(first),
      {
        sources,
        independent: Math.max(1, independentSources(sources)),
        confidence: u(13),
        goldstein: Math.round(u(14) * 20 - 10),
        date: u(15) < 0.05 ? null : { start: isoDay(first), end: isoDay(first + span), precision: 'day' },
        status: (u(16) < 0.85 ? 'actual' : pick(['historical', 'future', 'negated'], 17)) as Happening['status'],
        conceded: u(18) > 0.05,
        conflicts: u(19) < 0.05 ? [{ field: 'place', values: [] }] : [],
      },
    )
  })
}

const involve = (told: Happening[]) =>
  told.filter(({ actors, recipients }) =>
    pair.every((country) => [...actors, ...recipients].some((party) => party.country === country)),
  )

it('counts in columns to the very figures that the happenings themselves give, by drawing and by formula', () => {
  let changes = 0
  for (const [n, seed, scale] of [
    [60, 1, 'plover'],
    [400, 2, 'goldstein'],
    [3000, 3, 'plover'],
    [9000, 4, 'plover'],
  ] as const)
    for (const asOf of [isoDay(START + 4300), isoDay(START + 2600)]) {
      const all = anything(n, seed)
      const report = pairReport(pair, { happenings: all, items: [], coverage: [] }, { asOf, scale })
      const settings: TemperatureOptions = { ...DEFAULTS, scale }
      const known = involve(happeningsAsKnown(all, asOf))
      const sources = known.flatMap((each) => each.sources)
      expect(report.evidence).toMatchObject({
        happenings: known.length,
        articles: new Set(sources.map(({ article }) => article)).size,
        independent: independentSources(sources),
      })
      const acts = inOrder(known.flatMap((each) => actsOf(each, settings))).filter(
        ({ from, to, day }) =>
          from.state && to.state && pair.includes(from.key) && pair.includes(to.key) && day <= dayNumber(asOf),
      )
      const once = acts.filter((act, i) => act.happening.id !== acts[i - 1]?.happening.id)
      const periods = periodsFrom(acts[0]!.day, dayNumber(asOf), report.period)
      const ways = [
        acts.filter(({ from }) => from.key === pair[0]),
        acts.filter(({ from }) => from.key === pair[1]),
        once,
      ]
      ways.forEach((own, way) => {
        const curve = temperatureCurve(actLines(own), periods, settings)
        expect(report.temperature[way]!.points).toEqual(curve)
        expect(temperatureCurve(actLines(own), periods, settings, undefined, 'last')).toEqual(curve.slice(-1))
      })
      expect(report.changes).toEqual(changesOf(toldLines(acts)))
      changes += report.changes.length
    }
  expect(changes).toBeGreaterThan(3)
})

it('reports from the book what it reports from the happenings, after updates too', () => {
  const all = anything(3000, 5)
  const changed = all.slice(0, 40).map((each, i) => ({ ...each, score: (i % 21) - 10, confidence: 0.9 }))
  const book = openTemperatureBook(all)
  book.update(
    changed,
    all.slice(40, 60).map(({ id }) => id),
  )
  const now = [...changed, ...all.slice(60)]
  const byId = new Map(now.map((each) => [each.id, each]))
  // As the ledger answers: with one country on each side, or both among the actors of what is reciprocal.
  const between = now.filter(({ actors, recipients }) => {
    const [from, to] = [actors, recipients.length ? recipients : actors].map((side) =>
      side.map(({ country }) => country),
    )
    return (from!.includes('FRA') && to!.includes('DEU')) || (from!.includes('DEU') && to!.includes('FRA'))
  })
  for (const asOf of [isoDay(START + 4300), isoDay(START + 2600)]) {
    const kept = { table: book.table(...pair)!, items: [], coverage: [] }
    for (const options of [{ asOf }, { asOf, scale: 'goldstein' as const, events: 50, contacts: 5 }]) {
      const whole = pairReport(pair, { happenings: between, items: [], coverage: [] }, options)
      const brief = pairDraft(pair, kept, { ...options, events: 'brief', contacts: undefined })
      const wholeBrief = pairReport(
        pair,
        { happenings: between, items: [], coverage: [] },
        { ...options, events: undefined, contacts: undefined },
      )
      const told = brief.finish((id) => byId.get(id)!, [])
      expect(told.events.length).toBeLessThan(wholeBrief.events.length / 4)
      expect(briefOf(told, { offices: null })).toEqual(briefOf(wholeBrief, { offices: null }))
      const draft = pairDraft(pair, kept, options)
      const cited = new Map([...draft.cited, ...draft.listed.map((row) => row.id)].map((id) => [id, byId.get(id)!]))
      expect(draft.finish((id) => cited.get(id)!, [])).toEqual(whole)
      const standing = pairStanding(kept, options)
      expect(standing.reading).toEqual(whole.temperature[2].now.slow)
      expect(standing.changes.map(({ when }) => when)).toEqual(
        whole.changes.filter(({ confirmed }) => confirmed).map(({ when }) => when),
      )
    }
  }
})

it('lists events the newest start first, whether or not stretches of days overlap', () => {
  const spans = [
    ['a', '2003-02-01', '2003-02-01'],
    ['b', '2003-02-03', '2003-02-03'],
    ['c', '2003-02-03', '2003-02-03'],
    ['d', '2003-02-02', '2003-02-20'],
    ['e', null, null],
  ] as const
  const order = (some: readonly (typeof spans)[number][]) =>
    pairReport(
      ['RUS', 'PAK'],
      {
        happenings: some.map(([id, start, end]) =>
          happening(id, 'SUPPORT', 'RUS', 'PAK', '2003-02-03', {
            date: start && end ? { start, end, precision: 'day' } : null,
          }),
        ),
        items: [],
        coverage: [],
      },
      { asOf: '2003-03-01' },
    ).events.map(({ id }) => id)
  expect(order(spans.filter(([id]) => id !== 'd'))).toEqual(['b', 'c', 'a', 'e'])
  expect(order(spans)).toEqual(['b', 'c', 'd', 'a', 'e'])
})

it('has those who sign together both act, whatever sides they were given', () => {
  const signing = (words: string) =>
    happening('s', 'SUPPORT', 'FRA', 'DEU', '2003-02-03', { cameo: '057', mode: [], words })
  const counted = (words: string) =>
    pairReport(pair, { happenings: [signing(words)], items: [], coverage: [] }).temperature.map(({ now }) => now.slow.n)
  expect(counted('The leaders of France and Germany signed a treaty')).toEqual([1, 1, 1])
  expect(counted('France signed a treaty of Germany')).toEqual([1, 0, 1])
})
