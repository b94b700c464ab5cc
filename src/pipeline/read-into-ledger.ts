import { type Article, readArticle } from '../article/index.ts'
import type { Record } from '../coding/index.ts'
import type { Input } from '../intake/index.ts'
import type { Filed, Ledger } from '../ledger/index.ts'
import type { Issue } from '../text/index.ts'
import { codeRead } from './code-page.ts'
import type { Resources } from './resources.ts'

/** What came of one input on its way into the ledger. */
export type Outcome =
  | { id: string; filed: Filed; record: Record | null; issue?: undefined }
  | { id: string; filed?: undefined; issue: Issue }

/** Whether an outcome changed what the ledger holds, so that happenings have to be formed. */
export const changes = ({ filed }: Outcome) => filed === 'new' || filed === 'recoded' || filed === 'updated'

/** One input made ready for coding, or why it holds no article. */
export type Cleaned =
  | { id: string; article: Article; issue?: undefined }
  | { id: string; article?: undefined; issue: Issue }

/** The first step of a reading: the page's story, cleaned. Pure. */
export function cleanInput(input: Input): Cleaned {
  if (!input.page) return { id: input.id, issue: input.issue }
  const read = readArticle(input.page)
  return read.article ? { id: input.id, article: read.article } : { id: input.id, issue: read.issue }
}

/** An input's id and what was coded of it. */
export interface Coded {
  id: string
  record: Record
}

/** The last step of a reading: files what was coded, in one transaction. `record` is what the ledger then holds of the article. */
export async function fileCoded(coded: Coded[], ledger: Ledger): Promise<Outcome[]> {
  const filed = await ledger.fileAll(coded.map(({ record }) => record))
  const outcomes: Outcome[] = []
  for (const [i, { id, record }] of coded.entries()) {
    const held = filed[i] === 'known' ? await ledger.record(record.key) : filed[i] === 'erased' ? null : record
    outcomes.push({ id, filed: filed[i]!, record: held })
  }
  return outcomes
}

/** For each of some articles what came of it where it need not be coded, because these very versions filed it before or it was erased; else null. */
export async function standingOutcomes(
  articles: Article[],
  made: Record['made'],
  ledger: Ledger,
): Promise<(Outcome | null)[]> {
  const standing = await ledger.standing(articles, made)
  const outcomes: (Outcome | null)[] = []
  for (const { id, key } of articles) {
    const filed = standing.get(key)
    outcomes.push(filed ? { id, filed, record: filed === 'known' ? await ledger.record(key) : null } : null)
  }
  return outcomes
}

/**
 * Reads inputs into the ledger one at a time, each filed in one transaction before the next begins: stopping half-way loses no finished article.
 * An article already filed by these very versions is not coded again; a page that has another text than when it was last read is, and supersedes it.
 * Ends by forming happenings from what is there.
 */
export async function* readIntoLedger(
  inputs: AsyncIterable<Input>,
  ledger: Ledger,
  resources: Resources,
): AsyncGenerator<Outcome> {
  let changed = false
  try {
    for await (const input of inputs) {
      const { id, article, issue } = cleanInput(input)
      if (!article) {
        yield { id, issue }
        continue
      }
      const outcome =
        (await standingOutcomes([article], resources.made, ledger))[0] ??
        (await fileCoded([{ id, record: codeRead(article, resources) }], ledger))[0]!
      changed ||= changes(outcome)
      yield outcome
    }
  } finally {
    if (changed) await ledger.formHappenings()
  }
}
