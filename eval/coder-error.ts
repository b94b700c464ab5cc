/** Prints the confusion table of `src/analysis/coder-error.ts`: what the coder wrote for each gold type, on the gold half that nobody tunes on. */
import '../src/languages.ts'
import { evaluate, seededRandom } from '../src/analysis/index.ts'
import { readResourceFiles } from '../src/intake/index.ts'
import { codeInput, openResources } from '../src/pipeline/index.ts'
import { goldRows } from './measure.ts'

const resources = openResources(readResourceFiles())
const rows = goldRows().filter((row) => Number(/\d+$/.exec(row.id)?.[0]) % 2 === 0)
const records = rows.map((row) =>
  codeInput(
    { id: row.id, page: { id: row.id, kind: 'text', content: row.text, date: row.date ?? undefined } },
    resources,
  ),
)
const { confusion } = evaluate(rows, records, 0, seededRandom(1))
for (const [gold, line] of Object.entries(confusion).sort(([a], [b]) => (a < b ? -1 : 1)))
  console.log(
    `${gold}: { ${Object.entries(line)
      .filter(([coded]) => coded !== 'nothing')
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([coded, n]) => `${coded}: ${n}`)
      .join(', ')} }, // ${line['nothing'] ?? 0} missed`,
  )
