import type { Kysely } from 'kysely'
import type { Change, Decision } from './correction.ts'
import { inRuns } from './database.ts'
import { compare, endOf } from './days.ts'
import type { StandingDecision } from './effective-reports.ts'
import { type PairWords, pairKey } from './form-happenings.ts'
import type { Report } from './report.ts'
import type { DecisionRow, Tables } from './schema.ts'

/** What of a decision stands in its `body`. */
export interface DecisionBody {
  action: Decision['action']
  change?: Change
  undoes?: string
  /** Of `merge` and `split`: the pairs of reports meant. */
  pairs?: [string, string][]
}

/** Ids of decisions taken back by later ones that stand themselves. `rows` in the order they were made. */
function undoneAmong(rows: DecisionRow[]): Map<string, string> {
  const undone = new Map<string, string>()
  // The last word first: an undoing that was undone itself undoes nothing.
  for (const row of [...rows].sort((x, y) => compare(y.at, x.at))) {
    const { action, undoes } = JSON.parse(row.body) as DecisionBody
    if (action === 'undo' && undoes && !undone.has(row.id)) undone.set(undoes, row.id)
  }
  return undone
}

async function decisionRows(db: Kysely<Tables>, ids: string[], until?: string): Promise<DecisionRow[]> {
  const rows: DecisionRow[] = []
  for (const some of inRuns(ids)) {
    let select = db.selectFrom('decision').selectAll().where('id', 'in', some)
    if (until) select = select.where('at', '<=', endOf(until))
    rows.push(...(await select.execute()))
  }
  return rows.sort((x, y) => compare(x.at, y.at))
}

/** The decisions on reports of one article that stand (by the end of a day), in the order they were made. Comments anchor nothing. */
export async function standingDecisions(
  db: Kysely<Tables>,
  article: string,
  until?: string,
): Promise<StandingDecision[]> {
  const anchors = await db.selectFrom('decision_report').selectAll().where('article', '=', article).execute()
  if (anchors.length === 0) return []
  const rows = await decisionRows(db, [...new Set(anchors.map((anchor) => anchor.decision))], until)
  const undone = undoneAmong(rows)
  return rows
    .filter((row) => !undone.has(row.id))
    .flatMap((row) => {
      const { action, change } = JSON.parse(row.body) as DecisionBody
      if (action === 'undo') return []
      return anchors
        .filter((anchor) => anchor.decision === row.id)
        .sort((x, y) => compare(x.report, y.report))
        .map((anchor) => ({
          decision: row.id,
          report: anchor.report,
          action,
          change: change ?? null,
          snapshot: JSON.parse(anchor.snapshot) as Report,
        }))
    })
}

/** What people said of pairs of reports (by the end of a day); of one pair the last word counts. */
export async function pairWords(db: Kysely<Tables>, until?: string): Promise<PairWords> {
  let select = db.selectFrom('decision').selectAll().where('body', 'like', '%"pairs":%')
  if (until) select = select.where('at', '<=', endOf(until))
  const rows = await select.execute()
  const words: PairWords = { together: new Map(), apart: new Map() }
  if (rows.length === 0) return words
  let undoings = db.selectFrom('decision').selectAll().where('body', 'like', '%"undoes":%')
  if (until) undoings = undoings.where('at', '<=', endOf(until))
  const undone = undoneAmong([...rows, ...(await undoings.execute())])
  for (const row of rows.sort((x, y) => compare(x.at, y.at))) {
    if (undone.has(row.id)) continue
    const { action, pairs = [] } = JSON.parse(row.body) as DecisionBody
    for (const [a, b] of pairs) {
      const key = pairKey(a, b)
      const said = action === 'merge' ? words.together : words.apart
      const other = action === 'merge' ? words.apart : words.together
      other.delete(key)
      said.set(key, `put together by ${row.by}${row.why ? `: ${row.why}` : ''}`)
    }
  }
  return words
}

/** Decisions as people see them, in the order they were made. */
export async function decisionsOf(db: Kysely<Tables>, rows: DecisionRow[]): Promise<Decision[]> {
  const undoings = await db.selectFrom('decision').selectAll().where('body', 'like', '%"undoes":%').execute()
  const undone = undoneAmong(
    [...rows, ...undoings].filter((row, i, all) => all.findIndex((r) => r.id === row.id) === i),
  )
  const reports = new Map<string, string[]>()
  for (const some of inRuns(rows.map((row) => row.id))) {
    const anchors = await db
      .selectFrom('decision_report')
      .select(['decision', 'report'])
      .where('decision', 'in', some)
      .orderBy('report')
      .execute()
    for (const { decision, report } of anchors) reports.set(decision, [...(reports.get(decision) ?? []), report])
  }
  return [...rows]
    .sort((x, y) => compare(x.at, y.at))
    .map((row) => {
      const { action, change, undoes } = JSON.parse(row.body) as DecisionBody
      return {
        id: row.id,
        at: row.at,
        by: row.by,
        why: row.why,
        action,
        reports: reports.get(row.id) ?? [],
        change: change ?? null,
        undoes: undoes ?? null,
        undoneBy: undone.get(row.id) ?? null,
      }
    })
}
