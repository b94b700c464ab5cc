import type { Happening } from '../ledger/index.ts'
import { happeningsAsKnown } from './as-known.ts'
import { type Cite, citeHappening } from './citing.ts'
import { dayNumber, isoDay } from './days.ts'
import { round2 } from './exact-math.ts'
import type { Offices } from './offices.ts'
import type { Reading } from './temperature.ts'
import type { TemperatureBook } from './temperature-book.ts'

/** A pair whose temperature moved. */
export interface Mover {
  pair: [string, string]
  names: [string, string]
  was: Reading
  is: Reading
  shift: number | null
  /** `sure`: the bands before and now lie apart; `unsure`: they overlap; `new`: there was not enough evidence before. */
  kind: 'sure' | 'unsure' | 'new'
  /** The happenings of the window that pulled most. */
  because: { happening: string; type: string; date: string; pull: number; cite: Cite }[]
}

/** What moved lately, for the page of today. */
export interface Movers {
  asOf: string
  since: string
  movers: Mover[]
}

/**
 * What moved in the `days` up to a day: pairs by how far the slow temperature of both directions moved, sure ones first, each with the happenings that
 * pulled most, which `happeningOf` tells by their ids.
 */
export async function moversOf(
  book: TemperatureBook,
  happeningOf: (id: string) => Promise<Happening | null>,
  options: { asOf: string; days?: number; limit?: number; offices?: Offices | null },
): Promise<Movers> {
  const { asOf, days = 30, limit = 20, offices = null } = options
  const since = isoDay(dayNumber(asOf) - days)
  const found: Omit<Mover, 'because'>[] = []
  for (const { pair, reading: is, last } of book.slow(asOf)) {
    if (last <= since || is.value === null) continue
    const was = book.slowOf(...pair, since, asOf)?.reading ?? none
    const apart = was.band !== null && (is.band![0] > was.band[1] || is.band![1] < was.band[0])
    found.push({
      pair,
      names: [offices?.stateName(pair[0]) ?? pair[0], offices?.stateName(pair[1]) ?? pair[1]],
      was,
      is,
      shift: was.value === null ? null : round2(is.value - was.value),
      kind: was.value === null ? 'new' : apart ? 'sure' : 'unsure',
    })
  }
  const rank = { sure: 0, unsure: 1, new: 2 }
  found.sort(
    (a, b) =>
      rank[a.kind] - rank[b.kind] ||
      Math.abs(b.shift ?? b.is.value!) - Math.abs(a.shift ?? a.is.value!) ||
      (a.pair.join() < b.pair.join() ? -1 : 1),
  )
  const movers: Mover[] = []
  for (const mover of found.slice(0, limit)) {
    const level = mover.was.value ?? 0
    const pulling = book
      .between(...mover.pair, since, asOf)
      .map(({ id, day, type, weight, score }) => ({ id, day, type, pull: round2(weight * (score - level)) }))
      .sort((a, b) => Math.abs(b.pull) - Math.abs(a.pull) || (a.id < b.id ? -1 : 1))
      .slice(0, 3)
    const because: Mover['because'] = []
    for (const { id, day, type, pull } of pulling) {
      const happening = await happeningOf(id)
      const cite = happening && citeHappening(happeningsAsKnown([happening], asOf)[0] ?? happening)
      if (cite) because.push({ happening: id, type, date: isoDay(day), pull, cite })
    }
    movers.push({ ...mover, because })
  }
  return { asOf, since, movers }
}

const none: Reading = { verdict: 'not enough evidence', value: null, band: null, n: 0, nEff: 0 }
