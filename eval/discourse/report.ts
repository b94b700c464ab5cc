// `npx tsx eval/discourse/report.ts [--tuned] [--misses]`: the figures of the five sets, both halves of each (the fourth has no tuned one). `--tuned` leaves the untouched halves alone;
// `--misses` shows what was missed and what was found too much, of the tuned halves only.
import { codeInput, loadResources } from '../../src/index.ts'
import { codeRow } from './code-row.ts'
import { type GoldRow, goldRows, scoreFacts, scoreQuotations } from './measure.ts'

const resources = loadResources()
const code = codeRow((input) => codeInput(input, resources))
const percent = (part: number, of: number) =>
  `${part}/${of}`.padStart(9) + (of ? ((100 * part) / of).toFixed(1) : '–').padStart(7)

function report(name: string, rows: readonly GoldRow[], quotationRows: readonly GoldRow[], misses: boolean) {
  const { kinds, details, missed, extra } = scoreFacts(rows, code)
  console.log(`\n${name}: ${rows.length} articles`)
  for (const [kind, { found, wanted, sound, given }] of Object.entries(kinds))
    console.log(`  ${kind.padEnd(22)} recall ${percent(found, wanted)}   precision ${percent(sound, given)}`)
  for (const [detail, { right, of }] of Object.entries(details).sort())
    console.log(`  ${detail.padEnd(22)} right  ${percent(right, of)}`)
  const quotations = scoreQuotations([...quotationRows, ...rows], code)
  console.log(
    `  ${'quotation speakers'.padEnd(22)} right  ${percent(quotations.right, quotations.wanted)}   scare quotes taken for speech: ${quotations.scares}`,
  )
  if (!misses) return
  for (const { id, fact } of missed) console.log(`missed ${id} ${JSON.stringify(fact)}`)
  for (const { id, kind, words } of extra) console.log(`extra ${id} ${kind}: ${words}`)
  for (const each of quotations.missed) console.log(`speaker ${each}`)
}

const misses = process.argv.includes('--misses')
for (const half of ['tuned', 'untouched'] as const) {
  if (half === 'untouched' && process.argv.includes('--tuned')) continue
  report(`first set, ${half}`, goldRows('gold', half), goldRows('quotations', half), misses && half === 'tuned')
  report(`second set, ${half}`, goldRows('second', half), [], misses && half === 'tuned')
  report(`third set, ${half}`, goldRows('third', half), [], misses && half === 'tuned')
  report(`fifth set, ${half}`, goldRows('fifth', half), [], misses && half === 'tuned')
  if (half === 'untouched') report(`fourth set, ${half}`, goldRows('fourth', half), [], false)
}
