// `npm run bench:happenings`: files generated articles of known happenings and says how well the ledger groups their reports (B-cubed against the key),
// how fast it files, forms and forms again around one article more. `--articles N`, `--seed N`, `--wrong N` to read what went wrong.
import { parseArgs } from 'node:util'
import { openLedger } from '../src/ledger/index.ts'
import { bCubed, generateArticles } from './generate.ts'

const { values } = parseArgs({
  options: {
    articles: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    wrong: { type: 'string', default: '0' },
  },
})
const ledger = await openLedger(':memory:')
const truthOfArticle = new Map<string, string[]>()
const texts = new Map<string, string>()
const cpu = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}
let began = cpu()
const all = [...generateArticles(Number(values.articles) + 1, Number(values.seed))]
const last = all.pop()!
console.log(
  `${all.length} articles of ${new Set(all.flatMap(({ truth }) => truth)).size} happenings, seed ${values.seed}`,
)
began = cpu()
for (const { record, truth } of all) {
  await ledger.file(record)
  truthOfArticle.set(record.key, truth)
  texts.set(
    record.key,
    `${record.date!.start} ${record.events[0]!.type} ${record.entities.map((e) => e.country).join('-')} ${record.text.slice(0, 110)}`,
  )
}
console.log(`filed in ${(cpu() - began).toFixed(1)} s of processor`)
began = cpu()
const formed = await ledger.formHappenings()
console.log(`formed ${formed} happenings in ${(cpu() - began).toFixed(1)} s of processor`)
await ledger.file(last.record)
began = cpu()
await ledger.formHappenings()
console.log(`formed anew around one article more in ${((cpu() - began) * 1000).toFixed(0)} ms of processor`)

const groups = new Map<string, string>()
const truth = new Map<string, string>()
truthOfArticle.set(last.record.key, last.truth)
for await (const happening of ledger.allHappenings())
  for (const { article } of happening.sources) {
    groups.set(article, happening.id)
    truth.set(article, truthOfArticle.get(article)![0]!)
  }
const { precision, recall, f1 } = bCubed(groups, truth)
console.log(`B-cubed precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}, F1 ${f1.toFixed(4)}`)

let shown = 0
for await (const happening of ledger.allHappenings()) {
  if (shown >= Number(values.wrong)) break
  const kinds = new Set(happening.sources.map(({ article }) => truth.get(article)))
  if (kinds.size < 2) continue
  shown++
  console.log(`\nput together though ${kinds.size} happenings:`)
  for (const { article } of happening.sources) console.log(`  ${truth.get(article)} ${texts.get(article)}`)
  for (const reason of happening.reasons.slice(0, 3)) console.log(`    ${reason}`)
}
await ledger.close()
