import type { Happening, Ledger } from '../ledger/index.ts'
import type { PairInputs } from './pair-inputs.ts'
import { type PairOptions, type PairReport, pairDraft, pairReport } from './pair-report.ts'
import { PairTable } from './pair-table.ts'
import type { AnswersWanted } from './register.ts'

/**
 * Reports on a pair from a ledger: counted in the pair's table where there is one that stands as the ledger does, the words being read of what is listed and
 * cited alone; else from the happenings themselves, to the same end. `table` is null where nothing happened between the two, undefined where it is not known,
 * and is read before anything else is waited for.
 */
export async function readReport(
  ledger: Pick<Ledger, 'happenings' | 'happeningsById'>,
  pair: [string, string],
  options: PairOptions,
  {
    told,
    table,
    answers = (wanted) => answersIn(ledger, wanted),
  }: {
    /** What `readTold` gives. */
    told: Omit<PairInputs, 'happenings'>
    table: PairTable | null | undefined
    answers?: (wanted: AnswersWanted[]) => Promise<Happening[]>
  },
): Promise<PairReport> {
  // A table has scores on two scales only.
  if (table !== undefined && typeof (options.scale ?? 'plover') === 'string') {
    const draft = pairDraft(pair, { table: table ?? PairTable.of(pair, []), ...told }, options)
    // Where all are listed they come quickest in their order.
    const read = options.events === undefined ? ledger.happenings({ pair }) : ledger.happeningsById(draft.wanted)
    const found = new Map((await read).map((each) => [each.id, each]))
    // Otherwise the ledger has changed since.
    if (draft.wanted.every((id) => found.has(id)))
      return draft.finish((id) => found.get(id)!, await answers(draft.answers))
  }
  return pairReport(pair, { happenings: await ledger.happenings({ pair }), ...told }, options)
}

/** The happenings that may answer promises, each once. */
async function answersIn(ledger: Pick<Ledger, 'happenings'>, wanted: AnswersWanted[]): Promise<Happening[]> {
  const found = new Map<string, Happening>()
  for (const each of wanted)
    for (const happening of await ledger.happenings({ ...each, statuses: ['actual'] }))
      found.set(happening.id, happening)
  return [...found.values()]
}
