// `npx tsx eval/discourse/report.ts [--misses]`: the figures of both halves. Misses and extras are shown of the tuned half only.
import { codeInput, loadResources } from '../../src/index.ts'
import { codeRow } from './code-row.ts'
import { goldRows, scoreFacts, scoreQuotations } from './measure.ts'

const resources = loadResources()
const code = codeRow((input) => codeInput(input, resources))
const percent = (part: number, of: number) =>
  `${part}/${of}`.padStart(9) + (of ? ((100 * part) / of).toFixed(1) : '–').padStart(7)

for (const half of ['tuned', 'untouched'] as const) {
  const rows = goldRows('gold', half)
  const { kinds, details, missed, extra } = scoreFacts(rows, code)
  console.log(`\n${half}: ${rows.length} articles`)
  for (const [kind, { found, wanted, sound, given }] of Object.entries(kinds))
    console.log(`  ${kind.padEnd(22)} recall ${percent(found, wanted)}   precision ${percent(sound, given)}`)
  for (const [detail, { right, of }] of Object.entries(details).sort())
    console.log(`  ${detail.padEnd(22)} right  ${percent(right, of)}`)
  const quotations = scoreQuotations([...goldRows('quotations', half), ...rows], code)
  console.log(
    `  ${'quotation speakers'.padEnd(22)} right  ${percent(quotations.right, quotations.wanted)}   scare quotes taken for speech: ${quotations.scares}`,
  )
  if (half === 'tuned' && process.argv.includes('--misses')) {
    for (const { id, fact } of missed) console.log(`missed ${id} ${JSON.stringify(fact)}`)
    for (const { id, kind, words } of extra) console.log(`extra ${id} ${kind}: ${words}`)
    for (const each of quotations.missed) console.log(`speaker ${each}`)
  }
}
