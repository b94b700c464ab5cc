import { isoDay } from './days.ts'
import { round2 } from './exact-math.ts'
import { NO_DAY, type OtherAct } from './happening-row.ts'
import type { PairView } from './pair-view.ts'

/** Somebody other than the two states, toward the other side: rebels, companies, crowds, organisations. Never part of the states' temperature. */
export interface OtherPair {
  from: string
  fromName: string
  to: string
  toName: string
  n: number
  mean: number
  last: string
  happenings: string[]
}

/** Those who are no states and act across the border, with the most acts first. */
export function otherPairsOf(view: PairView): OtherPair[] {
  const { table } = view
  if (table.others.size === 0) return []
  const groups = new Map<string, { act: OtherAct; row: number }[]>()
  for (const row of view.rows)
    for (const act of table.others.get(table.ids[row]!) ?? []) {
      const key = `${act.from.key}>${act.to.key}`
      const group = groups.get(key)
      if (group) group.push({ act, row })
      else groups.set(key, [{ act, row }])
    }
  return [...groups.values()]
    .map((group): OtherPair => {
      const weight = group.reduce((sum, { row }) => sum + view.weightOf(row), 0)
      const { from, to } = group[0]!.act
      return {
        from: from.key,
        fromName: from.name,
        to: to.key,
        toName: to.name,
        n: group.length,
        mean: round2(group.reduce((sum, { row }) => sum + view.weightOf(row) * view.scoreOf(row), 0) / weight),
        last: isoDay(group.reduce((most, { row }) => Math.max(most, table.days[row]!), -NO_DAY)),
        happenings: group.map(({ row }) => table.ids[row]!).sort(),
      }
    })
    .sort((a, b) => b.n - a.n || (a.from + a.to < b.from + b.to ? -1 : 1))
}
