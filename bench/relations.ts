/**
 * Times the analysis by processor time: all pairs of a million happenings, one pair, one update. What making the happenings left behind is cleared away before
 * each, for it is no part of the analysis. Other programs on the machine swell even processor time, by half and more where they share its caches.
 * `npx tsx bench/relations.ts [happenings]`.
 */

import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { isoDay } from '../src/analysis/days.ts'
import { drawAt } from '../src/analysis/draws.ts'
import { happening, source } from '../src/analysis/hand-made.ts'
import { pairDraft, pairReport } from '../src/analysis/index.ts'
import { openTemperatureBook } from '../src/analysis/temperature-book.ts'
import { EVENT_TYPES } from '../src/coding/index.ts'
import type { Happening } from '../src/ledger/index.ts'

const n = Number(process.argv[2] ?? 1_000_000)
const states = Array.from({ length: 195 }, (_, i) => String.fromCharCode(65 + (i % 26), 65 + Math.floor(i / 26), 90))

/** States by rank, so that few pairs have most of the news, as in the world. */
const pick = (u: number) => states[Math.floor(u * u * u * states.length)]!

function made(i: number): Happening {
  const u = (part: number) => drawAt(17, i * 7 + part)
  const day = isoDay(9000 + Math.floor(u(2) * 9000))
  const from = pick(u(0))
  const to = pick(u(1))
  return happening(`h${i}`, EVENT_TYPES[Math.floor(u(3) * 16)]!, `${from}GOV`, from === to ? 'ZZZ' : to, day, {
    sources: [source(`Paper ${Math.floor(u(4) * 40)}`, day, `c${i}`)],
    confidence: 0.7 + 0.25 * u(5),
  })
}

/** Milliseconds of this process's main work since a mark. */
function spent(mark: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(mark)
  return (user + system) / 1000
}

setFlagsFromString('--expose-gc')
const clear = runInNewContext('gc') as () => void

function time<T>(name: string, work: () => T, limitMs: number, times = 1): T {
  let least = Number.POSITIVE_INFINITY
  let result: T
  clear()
  for (let i = 0; i < times; i++) {
    const mark = process.cpuUsage()
    result = work()
    least = Math.min(least, spent(mark))
  }
  console.log(`${name.padEnd(76)} ${least.toFixed(least < 100 ? 1 : 0).padStart(8)} ms  (${limitMs} ms wanted)`)
  return result!
}

const happenings = Array.from({ length: n }, (_, i) => made(i))
const asOf = isoDay(18_000)
const book = time(
  `all pairs over ${n.toLocaleString('en')} happenings`,
  () => {
    const opened = openTemperatureBook(happenings)
    opened.pairs(asOf)
    return opened
  },
  10_000,
)
let day = 17_000
time('all pairs on another day, from the book', () => book.pairs(isoDay(day++)), 300, 5)
const pairs = book.pairs(asOf).sort((a, b) => b.happenings - a.happenings)
console.log(
  `${pairs.length} pairs, the busiest with ${pairs[0]!.happenings} happenings, the median with ${pairs[Math.floor(pairs.length / 2)]!.happenings}`,
)
for (const [name, place] of [
  ['a busy pair', Math.floor(pairs.length / 100)],
  ['the busiest pair', 0],
] as const) {
  const { pair } = pairs[place]!
  const own = happenings.filter((h) => {
    const countries = [...h.actors, ...h.recipients].map((party) => party.country)
    return countries.includes(pair[0]) && countries.includes(pair[1])
  })
  const byId = new Map(own.map((each) => [each.id, each]))
  const table = book.table(...pair)!
  time(
    `page of ${name} (${own.length} happenings) from the book, best of ten`,
    () =>
      pairDraft(pair, { table, items: [], coverage: [] }, { asOf, events: 1000, contacts: 40 }).finish(
        (id) => byId.get(id)!,
        [],
      ),
    100,
    10,
  )
  time(
    `whole report on ${name} from its happenings, best of ten`,
    () => pairReport(pair, { happenings: own, items: [], coverage: [] }, { asOf }),
    100,
    10,
  )
}
const [first, second] = pairs[0]!.pair
const article = Array.from({ length: 8 }, (_, i) => happening(`new${i}`, 'CONSULT', first, second, asOf))
time(
  'update after one article of eight happenings, busiest pair, best of ten',
  () => {
    for (const key of book.update(article)) book.pair(...(key.split('|') as [string, string]), asOf)
  },
  20,
  10,
)
