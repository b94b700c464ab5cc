import type { Article } from '../article/index.ts'
import type { Input } from '../intake/index.ts'
import type { Ledger } from '../ledger/index.ts'
import { changes, fileCoded, type Outcome, standingOutcomes } from '../pipeline/index.ts'
import type { CodedArticle, CodedLine } from './coders.ts'
import { type CoderSource, cores, GrowingCoders, lettersOf } from './growing.ts'
import { batchesInOrder, inOrder } from './in-order.ts'

/** A full batch, in letters: a handful of articles, so that handing it over costs little beside coding it. */
const fullBatch = 60_000
/** What an input weighs beside its letters, so that a batch of tiny ones is not endless. */
const eachWeighs = 3_000

/** Batches in hand for each thread: as much as it codes while the writer forms happenings. */
const eachHas = 6

const optionsFor = ({ workers = cores() }: CoderSource, stop?: AbortSignal) => ({
  weigh: (input: Input) => lettersOf(input) + eachWeighs,
  fullWeight: fullBatch,
  inHand: eachHas * workers,
  whateverTheyWeigh: 2 * workers,
  stop,
})

/**
 * Articles filed between two formings of happenings: a pass is over before the threads have coded what they have in hand, and what it looks at, and its
 * memory, stay small however long the reading.
 */
const formEach = 500

/**
 * After so many articles in a row that the ledger did not hold, the next are cleaned and coded in one go, without asking whether it holds them: threads then
 * need nothing of the writer. An article that it does hold is known when it is filed, to the same end, and from there on it is asked for again.
 */
const strangersInRow = 50

/** What is known of an input before it is filed. */
type Found = { id: string; key: string | null } & ({ outcome: Outcome } | { coded: CodedArticle })

/** Keys of articles that were cleaned and are not filed yet. */
class InHand {
  readonly #counts = new Map<string, number>()

  add(key: string): void {
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1)
  }

  has(key: string, besides: number): boolean {
    return (this.#counts.get(key) ?? 0) > besides
  }

  drop(key: string): void {
    const left = (this.#counts.get(key) ?? 0) - 1
    if (left > 0) this.#counts.set(key, left)
    else this.#counts.delete(key)
  }
}

/**
 * Reads inputs into the ledger with many threads that clean and code, and one writer that files in the order of the inputs: the ledger ends as if one
 * article after the other had been read, whatever the number of threads. `stop` ends it early: what is in hand is still filed. Ends by forming
 * happenings; `onForming` hears of it.
 */
export async function* readInParallel(
  inputs: AsyncIterable<Input>,
  ledger: Ledger,
  source: CoderSource,
  { stop, onForming }: { stop?: AbortSignal; onForming?: () => void } = {},
): AsyncGenerator<Outcome> {
  const growing = new GrowingCoders(source)
  const inHand = new InHand()
  let before: Promise<unknown> = Promise.resolve()
  let changed = 0
  let strangers = 0
  const work = async (batch: Input[]): Promise<Found[]> => {
    const coming = growing.for(batch)
    if (strangers >= strangersInRow) {
      const reading = coming.then((coders) => coders.read(batch))
      const mine = before.then(() => reading)
      before = mine.then(
        (read) => {
          for (const { record } of read) if (record) inHand.add(record.key)
        },
        () => {},
      )
      return (await mine).map(
        ({ id, record, issue }): Found =>
          record ? { id, key: record.key, coded: { record } } : { id, key: null, outcome: { id, issue } },
      )
    }
    const cleaning = coming.then((coders) => coders.clean(batch))
    // In turn, so that every earlier article is known to be in hand: the ledger does not hold it yet and cannot say how this one stands.
    const mine = before.then(async () => {
      const cleaned = await cleaning
      for (const { article } of cleaned) if (article) inHand.add(article.key)
      return cleaned
    })
    before = mine.catch(() => {})
    const cleaned = await mine
    const coders = await coming
    const asked = cleaned.flatMap(({ article }) => (article && !inHand.has(article.key, 1) ? [article] : []))
    const standing = new Map<Article, Outcome | null>()
    for (const [i, outcome] of (await standingOutcomes(asked, coders.made, ledger)).entries())
      standing.set(asked[i]!, outcome)
    const found: Found[] = []
    const toCode: { at: number; article: Article }[] = []
    for (const { id, article, issue } of cleaned) {
      if (!article) {
        found.push({ id, key: null, outcome: { id, issue } })
        continue
      }
      const outcome = standing.get(article)
      if (!outcome) toCode.push({ at: found.length, article })
      found.push({ id, key: article.key, outcome: outcome ?? { id, issue: notCoded } })
    }
    if (toCode.length) {
      const coded = await coders.code(toCode.map(({ article }) => article))
      for (const [i, { at, article }] of toCode.entries())
        found[at] = { id: article.id, key: article.key, coded: coded[i]! }
    }
    return found
  }
  try {
    for await (const batch of batchesInOrder(inputs, work, optionsFor(source, stop))) {
      for await (const outcome of filedInTurn(batch, ledger)) {
        if (changes(outcome)) {
          changed++
          strangers++
        } else if (outcome.filed) strangers = 0
        yield outcome
      }
      for (const { key } of batch) if (key) inHand.drop(key)
      if (changed >= formEach) {
        await ledger.formHappenings()
        changed = 0
      }
    }
  } finally {
    await growing.close()
    if (changed) {
      onForming?.()
      await ledger.formHappenings()
    }
  }
}

/** Files what was coded of a batch in one transaction, or where that fails each by itself, so that only what came after a failure is lost. */
async function* filedInTurn(batch: Found[], ledger: Ledger): AsyncGenerator<Outcome> {
  const coded = batch.flatMap((found) =>
    'coded' in found && found.coded.record ? [{ id: found.id, record: found.coded.record }] : [],
  )
  const together = coded.length > 1 ? await fileCoded(coded, ledger).catch(() => null) : null
  let at = 0
  for (const found of batch) {
    if ('outcome' in found) yield found.outcome
    else if (!found.coded.record) yield { id: found.id, issue: found.coded.issue }
    else {
      yield together?.[at] ?? (await fileCoded([coded[at]!], ledger))[0]!
      at++
    }
    // A file of SQLite answers at once: without a pause neither Ctrl-C nor a thread that is done would be heard.
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** Stands in the place of a coding that is still to come. */
const notCoded = { code: 'coding/none', message: '' }

/** Codes inputs with many threads: exactly one line an input, in order. */
export async function* codeInParallel(
  inputs: AsyncIterable<Input>,
  source: CoderSource,
  stop?: AbortSignal,
): AsyncGenerator<CodedLine> {
  const growing = new GrowingCoders(source)
  try {
    yield* inOrder(inputs, async (batch) => (await growing.for(batch)).lines(batch), optionsFor(source, stop))
  } finally {
    await growing.close()
  }
}
