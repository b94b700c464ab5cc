import type { CoverageDay, Happening, LedgerItem, Source } from '../ledger/index.ts'
import { independentSources } from './acts.ts'

/**
 * What could be read on a day: happenings with the sources published by then (and happening by then), items likewise. This is the time of the
 * papers, not of filing, so a ledger filled today from an archive can be asked about any day of the past. A source without a day of
 * publication counts from the day it tells of.
 */
export function happeningsAsKnown(happenings: Happening[], asOf: string): Happening[] {
  const known: Happening[] = []
  for (const happening of happenings) {
    if (happening.date && happening.date.start > asOf) continue
    const isOut = (source: Source) => (source.published ?? happening.date?.end ?? '') <= asOf
    if (happening.sources.every(isOut)) {
      if (happening.sources.length > 0) known.push(happening)
      continue
    }
    const sources = happening.sources.filter(isOut)
    if (sources.length === 0) continue
    known.push({ ...happening, sources, independent: Math.min(happening.independent, independentSources(sources)) })
  }
  return known
}

/** The items published by a day. */
export function itemsAsKnown(items: LedgerItem[], asOf: string): LedgerItem[] {
  return items.filter((item) => (item.source.published ?? item.date?.end ?? '') <= asOf)
}

/** The coverage up to a day. */
export function coverageAsKnown(coverage: CoverageDay[], asOf: string): CoverageDay[] {
  return coverage.filter((day) => day.day <= asOf)
}
