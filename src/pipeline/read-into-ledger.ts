import { readArticle } from '../article/index.ts'
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

/**
 * Reads inputs into the ledger one at a time, each filed in one transaction before the next begins: stopping half-way loses no finished article.
 * An article already filed by these very versions is not coded again; a page that has another text than when it was last read is, and supersedes it. Ends by forming happenings from what is there.
 */
export async function* readIntoLedger(
  inputs: AsyncIterable<Input>,
  ledger: Ledger,
  resources: Resources,
): AsyncGenerator<Outcome> {
  let changed = false
  try {
    for await (const input of inputs) {
      if (!input.page) {
        yield { id: input.id, issue: input.issue }
        continue
      }
      const read = readArticle(input.page)
      if (!read.article) {
        yield { id: input.id, issue: read.issue }
        continue
      }
      const standing = await ledger.standing(read.article.key, resources.made, read.article.text)
      if (standing) {
        yield {
          id: input.id,
          filed: standing,
          record: standing === 'known' ? await ledger.record(read.article.key) : null,
        }
        continue
      }
      const record = codeRead(read.article, resources)
      const filed = await ledger.file(record)
      changed ||= filed === 'new' || filed === 'recoded' || filed === 'updated'
      yield { id: input.id, filed, record: filed === 'erased' ? null : record }
    }
  } finally {
    if (changed) await ledger.formHappenings()
  }
}
