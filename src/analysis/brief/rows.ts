import { exp2, round2 } from '../exact-math.ts'
import { NO_WAY } from '../happening-row.ts'
import type { PairView } from '../pair-view.ts'

/** Events that a brief tells of each kind, at most; `briefOf` cuts its lists so. */
const [CARRIERS, HOSTILE, DOUBTFUL, HISTORY] = [10, 6, 8, 20]

/**
 * Of rows, the newest first, those whose events a brief may tell of (`briefOf` without a brief before): all others leave it as it is. `cited` are rows that may
 * have been told before its history, `figures` those that its figures rest on, `answers` how many further happenings may. Comes in the order given.
 */
export function briefRows(
  view: PairView,
  newest: number[],
  {
    until,
    halfLife,
    figures,
    cited,
    answers,
  }: { until: number; halfLife: number; figures: number[]; cited: Set<number>; answers: number },
): number[] {
  const { table } = view
  const found = new Set(figures)
  const counts = newest.filter((row) => table.wayOf(row) !== NO_WAY)
  const pull = (row: number) =>
    round2(view.weightOf(row)) * Math.abs(view.scoreOf(row)) * exp2(-Math.max(0, until - table.starts[row]!) / halfLife)
  const first = (n: number, fits: (row: number) => boolean, rows = counts) => {
    let left = n
    for (let i = 0; i < rows.length && left > 0; i++)
      if (fits(rows[i]!)) {
        found.add(rows[i]!)
        left--
      }
  }
  const byPull = counts
    .map((row) => ({ row, pull: pull(row) }))
    .sort((a, b) => b.pull - a.pull || (table.ids[a.row]! < table.ids[b.row]! ? -1 : 1))
    .map(({ row }) => row)
  first(CARRIERS, () => true, byPull)
  for (const side of [0, 1] as const) {
    first(CARRIERS, (row) => table.isActor(row, side), byPull)
    first(HOSTILE, (row) => table.isActor(row, side) && view.scoreOf(row) <= -2)
  }
  first(DOUBTFUL, (row) => table.reasonOf(row) === 'a claim that nobody concedes', newest)
  first(DOUBTFUL, (row) => table.isDisputed(row), newest)
  // What was told before is passed over in the history, so that it may reach farther back by as many.
  let left = HISTORY + answers
  for (let i = 0; i < counts.length && left > 0; i++) {
    const row = counts[i]!
    if (Math.abs(view.scoreOf(row)) < 4) continue
    if (!found.has(row) && !cited.has(row)) left--
    found.add(row)
  }
  return newest.filter((row) => found.has(row))
}
