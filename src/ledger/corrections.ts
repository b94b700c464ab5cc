import type { Kysely } from 'kysely'
import { sha256Hex } from '../article/index.ts'
import type { Change, Correction, Decision, Disagreement } from './correction.ts'
import { inRuns, lock, type Store } from './database.ts'
import { compare } from './days.ts'
import { type DecisionBody, decisionsOf } from './decisions.ts'
import { lineOf, sayTheSame } from './effective-reports.ts'
import { doubtOf, formUnsettled, weightOf } from './happening-pass.ts'
import { LedgerError } from './ledger-error.ts'
import type { Report } from './report.ts'
import type { DecisionRow, Tables } from './schema.ts'
import { codedReports, settleArticle, settledReports } from './settle.ts'
import type { Happening } from './view.ts'

/** Keeps a correction and brings reports and happenings to what it says, in one transaction. */
export async function correct(store: Store, correction: Correction, by: string, why: string): Promise<Decision> {
  if (!by.trim()) throw new LedgerError('ledger/no-name', 'A decision needs the name of whoever makes it.')
  return store.db.transaction().execute(async (tx) => {
    await lock(tx, store.database)
    const { body, anchors } = await bodyOf(tx, correction)
    const at = await nextInstant(tx, store.now())
    const row: DecisionRow = {
      id: sha256Hex([at, by, why, JSON.stringify(body), ...anchors.map(({ report }) => report)].join('\n')).slice(
        0,
        32,
      ),
      at,
      by: by.trim(),
      why: why.trim(),
      body: JSON.stringify(body),
    }
    await tx.insertInto('decision').values(row).execute()
    for (const some of inRuns(anchors, 100))
      await tx
        .insertInto('decision_report')
        .values(some.map((anchor) => ({ decision: row.id, ...anchor })))
        .execute()
    if (body.action !== 'comment')
      for (const article of [...new Set(anchors.map((anchor) => anchor.article))].sort(compare))
        await settleArticle(tx, store.database, article, at)
    await formUnsettled(tx, store.database)
    return (await decisionsOf(tx, [row]))[0]!
  })
}

/** An instant after every decision so far, so that their order is never in doubt. */
async function nextInstant(tx: Kysely<Tables>, now: string): Promise<string> {
  const last = await tx.selectFrom('decision').select('at').orderBy('at', 'desc').executeTakeFirst()
  return last && last.at >= now ? new Date(Date.parse(last.at) + 1).toISOString() : now
}

interface Anchor {
  report: string
  article: string
  snapshot: string
}

async function bodyOf(tx: Kysely<Tables>, correction: Correction): Promise<{ body: DecisionBody; anchors: Anchor[] }> {
  const { action } = correction
  switch (action) {
    case 'accept':
    case 'reject':
    case 'comment':
      return { body: { action }, anchors: await anchorsOf(tx, await reportsOfTarget(tx, correction.target)) }
    case 'edit': {
      const anchors = await anchorsOf(tx, await reportsOfTarget(tx, correction.target))
      for (const { report, snapshot } of anchors)
        if ((JSON.parse(snapshot) as Report).row.kind !== 'event')
          throw new LedgerError(
            'ledger/only-events-are-edited',
            `${report} is a ${(JSON.parse(snapshot) as Report).row.kind}. Only events can be edited; accept, reject or comment it instead.`,
          )
      return { body: { action, change: checkedChange(correction.change) }, anchors }
    }
    case 'merge': {
      const found = await Promise.all(correction.targets.map((target) => reportsOfTarget(tx, target)))
      const reports = [...new Set(found.flat())].sort(compare)
      if (reports.length < 2)
        throw new LedgerError('ledger/nothing-to-merge', 'Name two or more happenings or reports to put together.')
      const pairs = reports.flatMap((a, i) => reports.slice(i + 1).map((b): [string, string] => [a, b]))
      return { body: { action, pairs }, anchors: await anchorsOf(tx, reports) }
    }
    case 'split': {
      const out = (await Promise.all(correction.reports.map((target) => reportsOfTarget(tx, target)))).flat()
      const rows = await tx.selectFrom('report').select(['id', 'happening']).where('id', 'in', out).execute()
      const homes = [...new Set(rows.map((row) => row.happening))]
      const home = homes[0]
      const members = home
        ? (await tx.selectFrom('report').select('id').where('happening', '=', home).execute()).map((row) => row.id)
        : []
      const rest = members.filter((id) => !out.includes(id))
      if (homes.length !== 1 || !home || rest.length === 0)
        throw new LedgerError(
          'ledger/nothing-to-split',
          'Name some, not all, of the reports of one happening (detente show ID lists them).',
        )
      const pairs = out.flatMap((a) => rest.map((b): [string, string] => (a < b ? [a, b] : [b, a])))
      return { body: { action, pairs }, anchors: await anchorsOf(tx, [...out, ...rest].sort(compare)) }
    }
    case 'undo': {
      const undone = await tx
        .selectFrom('decision')
        .selectAll()
        .where('id', '=', correction.decision)
        .executeTakeFirst()
      if (!undone)
        throw new LedgerError(
          'ledger/no-decision',
          `The ledger holds no decision "${correction.decision}". detente show ID lists them.`,
        )
      const [decision] = await decisionsOf(tx, [undone])
      if (decision!.undoneBy)
        throw new LedgerError(
          'ledger/undone-already',
          `Decision ${undone.id} was taken back already, by ${decision!.undoneBy}.`,
        )
      const anchors = await tx
        .selectFrom('decision_report')
        .select(['report', 'article', 'snapshot'])
        .where('decision', '=', undone.id)
        .orderBy('report')
        .execute()
      return { body: { action, undoes: undone.id }, anchors }
    }
  }
}

function checkedChange(change: Change): Change {
  const fields = [
    'type',
    'mode',
    'contexts',
    'cameo',
    'status',
    'date',
    'place',
    'actors',
    'recipients',
    'reciprocal',
    'assertedBy',
  ]
  const unknown = Object.keys(change).filter((key) => !fields.includes(key))
  if (unknown.length || Object.keys(change).length === 0)
    throw new LedgerError(
      'ledger/bad-change',
      `${unknown.length ? `An event has no "${unknown[0]}" to edit` : 'The change is empty'}. Give one or more of: ${fields.join(', ')}.`,
    )
  return change
}

/** The reports a target stands for. */
async function reportsOfTarget(tx: Kysely<Tables>, target: string): Promise<string[]> {
  const members = await tx.selectFrom('report').select('id').where('happening', '=', target).orderBy('id').execute()
  if (members.length) return members.map((row) => row.id)
  // A happening whose article was coded anew since and is not formed again yet: what is left of its reports is meant.
  const stale = await tx.selectFrom('happening').select('body').where('id', '=', target).executeTakeFirst()
  if (stale) {
    const { reports } = JSON.parse(stale.body) as Happening
    const left = await tx.selectFrom('report').select('id').where('id', 'in', reports).orderBy('id').execute()
    if (left.length) return left.map((row) => row.id)
  }
  const report = await tx.selectFrom('report').select('id').where('id', '=', target).executeTakeFirst()
  const imported = report ?? (await tx.selectFrom('imported').select('id').where('id', '=', target).executeTakeFirst())
  const held =
    imported ??
    (await tx.selectFrom('decision_report').select('report as id').where('report', '=', target).executeTakeFirst())
  if (held) return [held.id]
  throw new LedgerError(
    'ledger/no-target',
    `The ledger holds no happening, report or item "${target}". detente find and detente show list their ids.`,
  )
}

/** Reports with what the coder says of them now, which is what a decision stands on. */
async function anchorsOf(tx: Kysely<Tables>, reports: string[]): Promise<Anchor[]> {
  const anchors: Anchor[] = []
  for (const report of reports) {
    const article =
      (await tx.selectFrom('report').select('article').where('id', '=', report).executeTakeFirst())?.article ??
      (await tx.selectFrom('decision_report').select('article').where('report', '=', report).executeTakeFirst())
        ?.article ??
      report
    const { matched } = await settledReports(tx, article)
    const known = matched.find(({ id }) => id === report)
    const snapshot = known
      ? (known.now ?? known.held)
      : (await codedReports(tx, article)).find(({ row }) => row.id === report)
    anchors.push({ report, article, snapshot: JSON.stringify(snapshot) })
  }
  return anchors
}

/** Every decision on a happening, report or item, or of the whole ledger, in the order they were made. */
export async function history(db: Kysely<Tables>, target?: string): Promise<Decision[]> {
  if (target === undefined) return decisionsOf(db, await db.selectFrom('decision').selectAll().execute())
  const members = await db.selectFrom('report').select('id').where('happening', '=', target).execute()
  const reports = members.length ? members.map((row) => row.id) : [target]
  const ids = new Set<string>()
  for (const some of inRuns(reports))
    for (const { decision } of await db
      .selectFrom('decision_report')
      .select('decision')
      .where('report', 'in', some)
      .execute())
      ids.add(decision)
  const rows: DecisionRow[] = []
  for (const some of inRuns([...ids]))
    rows.push(...(await db.selectFrom('decision').selectAll().where('id', 'in', some).execute()))
  return decisionsOf(db, rows)
}

/** Where the coder now says something else than what people decided, by article and report. */
export async function disagreements(db: Kysely<Tables>): Promise<Disagreement[]> {
  const found: Disagreement[] = []
  const articles = await db.selectFrom('decision_report').select('article').distinct().orderBy('article').execute()
  for (const { article } of articles) {
    const { matched, reports } = await settledReports(db, article)
    for (const { id, held, now } of matched) {
      const verdict = (await history(db, id)).findLast(
        ({ undoneBy, action }) => undoneBy === null && action !== 'undo' && action !== 'comment',
      )
      if (!verdict || (now && sayTheSame(held, now))) continue
      // What a person rejected and the coder no longer says is no matter of dispute.
      if (verdict.action === 'reject' && !now) continue
      const standing = reports.find(({ row }) => row.id === id)
      found.push({
        report: id,
        article,
        decision: verdict,
        held: lineOf(standing && verdict.action !== 'reject' ? standing : held),
        coderSays: now ? lineOf(now) : null,
      })
    }
  }
  return found
}

/** A happening that asks to be looked at, and why. */
export interface ReviewItem {
  happening: Happening
  /** 0 to 1. */
  doubt: number
  weight: number
  why: string[]
}

/** Happenings nobody has decided on, by doubt times weight. Rows of other systems are not ours to doubt and stay out. */
export async function reviewQueue(
  db: Kysely<Tables>,
  {
    limit = 50,
    offset = 0,
    country,
    pair,
  }: { limit?: number; offset?: number; country?: string; pair?: [string, string] } = {},
): Promise<ReviewItem[]> {
  let select = db.selectFrom('happening').select('body').where('review', '>', 0)
  if (pair) {
    const [a, b] = [...pair].sort() as [string, string]
    select = select.where((w) =>
      w.or([
        w.and([w('a', '=', a), w('b', '=', b)]),
        w(
          'place',
          'in',
          w.selectFrom('happening_side').select('happening_side.place').where('a', '=', a).where('b', '=', b),
        ),
      ]),
    )
  } else if (country)
    select = select.where((w) =>
      w.or([
        w('a', '=', country),
        w('b', '=', country),
        w(
          'place',
          'in',
          w.selectFrom('happening_side').select('happening_side.place').where('a', '=', '').where('b', '=', country),
        ),
      ]),
    )
  const rows = await select.orderBy('review', 'desc').orderBy('place').limit(limit).offset(offset).execute()
  return rows.map(({ body }) => {
    const happening = JSON.parse(body) as Happening
    const why = [
      `the coder is ${Math.round(happening.confidence * 100)} % sure`,
      ...happening.conflicts.map(
        ({ field, values }) => `reports differ on ${field}: ${values.map(({ value }) => value).join(' or ')}`,
      ),
      ...(happening.conceded ? [] : [`only ${happening.assertedBy?.name ?? 'one side'} claims it`]),
    ]
    return { happening, doubt: doubtOf(happening), weight: weightOf(happening), why }
  })
}
