// `npx tsx eval/discourse/report.ts [--tuned] [--misses]`: the figures of the nine sets, both halves of each (the fourth and sixth have no tuned one, the eighth and ninth no untouched one), and of all sets together, one figure a kind.
// `--tuned` leaves the untouched halves alone; `--misses` shows what was missed and what was found too much, of the tuned halves only.
import { codeInput, loadResources } from '../../src/index.ts'
import { codeRow } from './code-row.ts'
import { goldRows, type Half, pooled, type Scored, scoreFacts, scoreQuotations } from './measure.ts'

type Quotations = ReturnType<typeof scoreQuotations>

const SETS = ['gold', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth'] as const
const NAMES = {
  gold: 'first',
  second: 'second',
  third: 'third',
  fourth: 'fourth',
  fifth: 'fifth',
  sixth: 'sixth',
  seventh: 'seventh',
  eighth: 'eighth',
  ninth: 'ninth',
}
const resources = loadResources()
const code = codeRow((input) => codeInput(input, resources))
const percent = (part: number, of: number) =>
  `${part}/${of}`.padStart(9) + (of ? ((100 * part) / of).toFixed(1) : '–').padStart(7)

function print(name: string, articles: number, { kinds, details, stances }: Scored, quotations: Quotations) {
  console.log(`\n${name}: ${articles} articles`)
  for (const [kind, { found, wanted, sound, given }] of Object.entries({ ...kinds, 'stance, each': stances }))
    console.log(`  ${kind.padEnd(22)} recall ${percent(found, wanted)}   precision ${percent(sound, given)}`)
  for (const [detail, { right, of }] of Object.entries(details).sort())
    console.log(`  ${detail.padEnd(22)} right  ${percent(right, of)}`)
  console.log(
    `  ${'quotation speakers'.padEnd(22)} right  ${percent(quotations.right, quotations.wanted)}   scare quotes taken for speech: ${quotations.scares}`,
  )
}

/** Prints every set of a half, then all of them as one. */
function report(half: Half, misses: boolean) {
  const all: { articles: number; scored: Scored; quotations: Quotations }[] = []
  for (const set of SETS) {
    const rows = goldRows(set, half)
    if (rows.length === 0) continue
    const scored = scoreFacts(rows, code)
    const quotations = scoreQuotations([...(set === 'gold' ? goldRows('quotations', half) : []), ...rows], code)
    print(`${NAMES[set]} set, ${half}`, rows.length, scored, quotations)
    all.push({ articles: rows.length, scored, quotations })
    if (!misses) continue
    for (const { id, fact } of scored.missed) console.log(`missed ${id} ${JSON.stringify(fact)}`)
    for (const { id, kind, words } of scored.extra) console.log(`extra ${id} ${kind}: ${words}`)
    for (const each of quotations.missed) console.log(`speaker ${each}`)
  }
  const sum = (count: (each: (typeof all)[number]) => number) => all.reduce((total, each) => total + count(each), 0)
  print(
    `all sets, ${half}`,
    sum(({ articles }) => articles),
    pooled(all.map(({ scored }) => scored)),
    {
      right: sum(({ quotations }) => quotations.right),
      wanted: sum(({ quotations }) => quotations.wanted),
      scares: sum(({ quotations }) => quotations.scares),
      missed: [],
    },
  )
}

const misses = process.argv.includes('--misses')
report('tuned', misses)
if (!process.argv.includes('--tuned')) report('untouched', false)
