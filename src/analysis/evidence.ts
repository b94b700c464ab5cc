import type { LeftOut } from './acts.ts'
import { isoDay } from './days.ts'
import { NO_DAY, NO_WAY, UNNAMED } from './happening-row.ts'
import { Numbers } from './names.ts'
import type { PairView } from './pair-view.ts'

/** What a report rests on. */
export interface Evidence {
  happenings: number
  /** Those that count in the states' temperature. */
  counted: number
  leftOut: { reason: LeftOut; n: number }[]
  articles: number
  independent: number
  outlets: string[]
  first: string | null
  last: string | null
}

/** What is known of a pair by a day, whatever days it tells of; of what does not count, the reasons given. */
export function evidenceOf(view: PairView, reasons: Map<LeftOut, number>): Evidence {
  const { table, rows } = view
  const outlets = new Set<number>()
  let [counted, first, last] = [0, NO_DAY, -NO_DAY]
  const articles = new Numbers(rows.length)
  const note = (article: number, outlet: number) => {
    articles.of(article)
    if (outlet !== UNNAMED) outlets.add(outlet)
  }
  for (const row of rows) {
    if (!table.isSeveral(row)) note(table.articles[row]!, table.outlets[row]!)
    else view.eachSource(row, ({ article, outlet }) => note(article, outlet))
    if (table.wayOf(row) === NO_WAY) continue
    counted++
    if (table.starts[row]! < first) first = table.starts[row]!
    if (table.ends[row]! > last) last = table.ends[row]!
  }
  return {
    happenings: rows.length,
    counted,
    leftOut: [...reasons].sort().map(([reason, n]) => ({ reason, n })),
    articles: articles.count,
    independent: view.independentOf(rows),
    outlets: [...outlets].map((outlet) => table.settings.names.texts[outlet]!).sort(),
    first: counted > 0 ? isoDay(first) : null,
    last: counted > 0 ? isoDay(last) : null,
  }
}
