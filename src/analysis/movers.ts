import type { Happening, LedgerItem } from '../ledger/index.ts'
import { actsOf } from './acts.ts'
import { happeningsAsKnown, itemsAsKnown } from './as-known.ts'
import { type Cite, citeHappening } from './citing.ts'
import { dayNumber, isoDay } from './days.ts'
import { round2 } from './exact-math.ts'
import type { Offices } from './offices.ts'
import { DEFAULTS, type TemperatureOptions } from './options.ts'
import { definedOf } from './pair-report.ts'
import { type RegisterEntry, registerOf } from './register.ts'
import type { Reading } from './temperature.ts'
import { openTemperatureBook } from './temperature-book.ts'

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
  /** Commitments that fall due within as many days as are looked back on, and those that are overdue. */
  dueSoon: RegisterEntry[]
  overdue: RegisterEntry[]
}

/**
 * What moved in the `days` up to a day: pairs by how far the slow temperature of both directions moved, sure ones first. Same settings as the
 * world's report.
 */
export function moversOf(
  given: { happenings: Happening[]; items: LedgerItem[] },
  options: Partial<TemperatureOptions> & { asOf: string; days?: number; limit?: number; offices?: Offices | null },
): Movers {
  const { asOf, days = 30, limit = 20, offices = null, ...rest } = options
  const settings = { ...DEFAULTS, ...definedOf(rest) }
  const since = isoDay(dayNumber(asOf) - days)
  const happenings = happeningsAsKnown(given.happenings, asOf)
  const now = openTemperatureBook(happenings, asOf, settings)
  const before = openTemperatureBook(happenings, since, settings)
  const recent = happenings
    .flatMap((happening) => actsOf(happening, settings))
    .filter((act) => act.from.state && act.to.state && act.day > dayNumber(since) && act.day <= dayNumber(asOf))
  const byPair = new Map<string, typeof recent>()
  for (const act of recent) {
    const key = [act.from.key, act.to.key].sort().join('|')
    const acts = byPair.get(key) ?? []
    if (!acts.some((other) => other.happening.id === act.happening.id)) acts.push(act)
    byPair.set(key, acts)
  }
  const none: Reading = { verdict: 'not enough evidence', value: null, band: null, n: 0, nEff: 0 }
  const movers: Mover[] = []
  for (const [key, acts] of byPair) {
    const pair = key.split('|') as [string, string]
    const is = now.pair(...pair)?.both.slow ?? none
    const was = before.pair(...pair)?.both.slow ?? none
    if (is.value === null) continue
    const apart = was.band !== null && (is.band![0] > was.band[1] || is.band![1] < was.band[0])
    const level = was.value ?? 0
    movers.push({
      pair,
      names: [offices?.stateName(pair[0]) ?? pair[0], offices?.stateName(pair[1]) ?? pair[1]],
      was,
      is,
      shift: was.value === null ? null : round2(is.value - was.value),
      kind: was.value === null ? 'new' : apart ? 'sure' : 'unsure',
      because: acts
        .map((act) => ({
          happening: act.happening.id,
          type: act.happening.type,
          date: isoDay(act.day),
          pull: round2(act.weight * (act.score - level)),
          cite: citeHappening(act.happening),
        }))
        .sort((a, b) => Math.abs(b.pull) - Math.abs(a.pull) || (a.happening < b.happening ? -1 : 1))
        .slice(0, 3),
    })
  }
  const rank = { sure: 0, unsure: 1, new: 2 }
  movers.sort(
    (a, b) =>
      rank[a.kind] - rank[b.kind] ||
      Math.abs(b.shift ?? b.is.value!) - Math.abs(a.shift ?? a.is.value!) ||
      (a.pair.join() < b.pair.join() ? -1 : 1),
  )
  const register = registerOf(itemsAsKnown(given.items, asOf), happenings, asOf)
  const horizon = isoDay(dayNumber(asOf) + days)
  return {
    asOf,
    since,
    movers: movers.slice(0, limit),
    dueSoon: register.filter(
      (entry) => entry.status === 'open' && entry.due && entry.due.end >= asOf && entry.due.start <= horizon,
    ),
    overdue: register.filter((entry) => entry.status === 'overdue'),
  }
}
