import type { Happening, Ledger } from '../ledger/index.ts'
import type { PairEvent } from './pair-events.ts'
import type { PairInputs } from './pair-inputs.ts'
import { type PairDraft, type PairOptions, type PairReport, pairDraft, pairReport } from './pair-report.ts'
import { PairTable } from './pair-table.ts'
import type { AnswersWanted } from './register-answers.ts'

/** What a report may be made from but for the words of happenings. */
export interface ReportSource {
  /** What `readTold` gives. */
  told: Omit<PairInputs, 'happenings'>
  /** The pair's table where there is one that stands as the ledger does; null where nothing happened between the two, undefined where it is not known. */
  table: PairTable | null | undefined
  answers?: (wanted: AnswersWanted[]) => Promise<Happening[]>
}

type Read = Pick<Ledger, 'happenings' | 'happeningsById'>

/** Events whose words are read at once. */
const atOnce = 500

/**
 * Reports on a pair from a ledger: counted in the pair's table where there is one, the words being read of what is listed and cited alone; else from the happenings
 * themselves, to the same end. The table is used before anything is waited for.
 */
export async function readReport(
  ledger: Read,
  pair: [string, string],
  options: PairOptions,
  source: ReportSource,
): Promise<PairReport> {
  const draft = draftFrom(pair, options, source)
  if (draft) {
    // Where all are listed they come quickest in their order.
    const wanted = [...new Set([...draft.cited, ...draft.listed.map(({ id }) => id)])]
    const read = options.events === undefined ? ledger.happenings({ pair }) : ledger.happeningsById(wanted)
    const found = new Map((await read).map((each) => [each.id, each]))
    // Otherwise the ledger has changed since.
    if (wanted.every((id) => found.has(id)))
      return draft.finish((id) => found.get(id)!, await answersTo(ledger, draft, source))
  }
  return wholeReport(ledger, pair, options, source)
}

/** The same with its events apart, a few hundred at a time as they are read. They end with an error where one is gone from the ledger meanwhile. */
export async function readReportInParts(
  ledger: Read,
  pair: [string, string],
  options: PairOptions,
  source: ReportSource,
): Promise<{ report: PairReport; events: AsyncIterable<PairEvent[]> }> {
  const draft = draftFrom(pair, options, source)
  if (draft) {
    const found = new Map((await ledger.happeningsById(draft.cited)).map((each) => [each.id, each]))
    if (draft.cited.every((id) => found.has(id))) {
      const report = draft.finish((id) => found.get(id)!, await answersTo(ledger, draft, source), [])
      return { report, events: eventsOf(ledger, draft) }
    }
  }
  const whole = await wholeReport(ledger, pair, options, source)
  return { report: { ...whole, events: [] }, events: inOnePart(whole.events) }
}

function draftFrom(pair: [string, string], options: PairOptions, { told, table }: ReportSource): PairDraft | null {
  // A table has scores on two scales only.
  if (table === undefined || typeof (options.scale ?? 'plover') !== 'string') return null
  return pairDraft(pair, { table: table ?? PairTable.of(pair, []), ...told }, options)
}

async function* eventsOf(ledger: Read, draft: PairDraft): AsyncGenerator<PairEvent[]> {
  for (let from = 0; from < draft.listed.length; from += atOnce) {
    const rows = draft.listed.slice(from, from + atOnce)
    const found = new Map((await ledger.happeningsById(rows.map(({ id }) => id))).map((each) => [each.id, each]))
    yield rows.map((row) => {
      const happening = found.get(row.id)
      if (!happening) throw new Error(`The ledger changed while the events of a pair were read: ${row.id} is gone.`)
      return draft.eventOf(row, happening)
    })
  }
}

async function* inOnePart(events: PairEvent[]): AsyncGenerator<PairEvent[]> {
  yield events
}

async function wholeReport(ledger: Read, pair: [string, string], options: PairOptions, { told }: ReportSource) {
  return pairReport(pair, { happenings: await ledger.happenings({ pair }), ...told }, options)
}

/** The happenings that may answer promises, each once. */
async function answersTo(ledger: Read, draft: PairDraft, { answers }: ReportSource): Promise<Happening[]> {
  if (answers) return answers(draft.answers)
  const found = new Map<string, Happening>()
  for (const each of draft.answers)
    for (const happening of await ledger.happenings({ ...each, statuses: ['actual'] }))
      found.set(happening.id, happening)
  return [...found.values()]
}
