import type { JsMsg } from '@nats-io/jetstream'
import type { Article } from '../article/index.ts'
import type { RawPage } from '../intake/index.ts'
import type { Ledger } from '../ledger/index.ts'
import { type Coded, type Outcome, standingOutcomes } from '../pipeline/index.ts'
import type { Issue } from '../text/index.ts'
import type { Coders } from './coders.ts'
import { pageOf } from './messages.ts'
import { Stopped } from './outages.ts'
import { messageOf, type Queue } from './queue.ts'

/** An article that was taken from the queue and is not dealt with. */
export interface InHand {
  message: JsMsg
  id: string
  since: number
}

/**
 * What is to be done with a message: it was filed (`outcome`) or is to be laid aside (`dead`), both of which end it, or it is to be tried again (`again`).
 * `large` is where its page lies in the store.
 */
export type Ending = { outcome: Outcome; large: string | null } | { dead: Issue } | { again: true }

/** What a batch needs to be worked on. */
export interface BatchTools {
  queue: Queue
  ledger: Ledger
  coders: Coders
  /** Deliveries after which an article that fails is laid aside. */
  maxDeliver: number
  /** Asks the ledger however long it is out of reach. */
  withLedger<T>(act: () => Promise<T>): Promise<T>
  /** Files one article, together with others that come at the same time. */
  file(coded: Coded): Promise<Outcome>
}

/** Deliveries after which a message is laid aside untried: so often did the worker that held it vanish. Chance kills do not reach it. */
const hopeless = 30

/**
 * Cleans and codes some articles together: one task of a thread and one question to the ledger for all of them. Answers as soon as they are coded, with one
 * step for each that files it and says how it ended. Throws only where the ledger is out of reach and the worker is told to stop.
 */
export async function workBatch(batch: InHand[], tools: BatchTools): Promise<(() => Promise<Ending>)[]> {
  const { queue, ledger, coders, maxDeliver, withLedger, file } = tools
  const endings = batch.map((): (() => Promise<Ending>) => async () => ({ again: true }))
  const end = (at: number, ending: Ending) => {
    endings[at] = async () => ending
  }
  const fault = (at: number, code: string, why: string): Ending => {
    const tries = batch[at]!.message.info.deliveryCount
    return tries < maxDeliver ? { again: true } : { dead: { code, message: `${why} (tried ${tries} times)` } }
  }
  const pages: { at: number; page: RawPage; large: string | null }[] = []
  for (const [at, { message, id }] of batch.entries()) {
    const tries = message.info.deliveryCount
    if (tries > hopeless)
      end(at, {
        dead: {
          code: 'queue/hopeless',
          message: `Given to workers ${tries} times, and none of them came to an end.`,
        },
      })
    else
      try {
        pages.push({ at, ...(await pageOf(message.data, queue)) })
      } catch (error) {
        end(at, fault(at, 'queue/unreadable', `${id} cannot be read: ${messageOf(error)}.`))
      }
  }
  const cleaned = await coders.clean(pages.map(({ page }) => ({ id: page.id, page })))
  const read: { at: number; article: Article; large: string | null }[] = []
  for (const [i, { article, issue }] of cleaned.entries()) {
    const { at, large } = pages[i]!
    if (article) read.push({ at, article, large })
    else end(at, issue.code === 'coding/failed' ? fault(at, issue.code, issue.message) : { dead: issue })
  }
  const articles = read.map(({ article }) => article)
  const standing = await withLedger(() => standingOutcomes(articles, coders.made, ledger))
  const toCode = read.filter(({ at, large }, i) => {
    const outcome = standing[i]
    if (outcome) end(at, { outcome, large })
    return !outcome
  })
  const coded = await coders.code(toCode.map(({ article }) => article))
  for (const [i, { at, article, large }] of toCode.entries()) {
    const { id } = batch[at]!
    const { record, issue } = coded[i]!
    if (!record) end(at, fault(at, 'coding/failed', issue.message))
    else
      endings[at] = async () => {
        try {
          return { outcome: await file({ id: article.id, record }), large }
        } catch (error) {
          if (error instanceof Stopped) throw error
          return fault(at, 'ledger/refused', `${id} could not be filed: ${messageOf(error)}.`)
        }
      }
  }
  return endings
}
