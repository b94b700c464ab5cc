// `npm run audit`: judged precision on real news. Codes articles of a corpus (or takes records that `detente code` wrote), draws events by seed, shows each with
// its words and takes a verdict per field, at the terminal or from a verdict file. The verdict file stays with the judge; only figures are kept here.
//
//   npm run audit -- --corpus news.jsonl --sample 200 --seed 1 --out ~/verdicts.jsonl            judge at the terminal; goes on where you stopped
//   npm run audit -- --corpus news.jsonl --sample 200 --seed 1 --out ~/verdicts.jsonl --print    print what is not judged yet, with a blank verdict line each
//   npm run audit -- --corpus news.jsonl --sample 200 --seed 1 --out ~/verdicts.jsonl --round 1  write eval/audit/round-1.json from the verdicts
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { codeInput, loadResources, type Record } from '../../src/index.ts'
import { figures, type Round, type Share, wilson } from './figures.ts'
import { articlesOf, auditSettings, recordsOf } from './inputs.ts'
import { type AuditItem, sampleEvents } from './sample.ts'
import { showItem } from './show.ts'
import { readVerdicts, type Verdict, verdictFrom } from './verdict.ts'

const here = import.meta.dirname
const usage = `npm run audit -- (--corpus FILE.jsonl | --records FILE.jsonl) --out VERDICTS.jsonl
  --articles 300   articles drawn from the corpus      --sample 200     events drawn
  --seed 1         the same seed draws the same        --print          print what is not judged yet, ask nothing
  --round N        write the figures to eval/audit/round-N.json, with
    --judge WHO    who judged, and  --recall RIGHT/OF  sentences with an event between two countries that were coded right`

/** Asks for a verdict on every item that has none yet; an end of input stops the questions, nothing is lost. */
async function ask(items: AuditItem[], verdicts: Map<string, Verdict>, out: string): Promise<void> {
  const terminal = createInterface({ input: process.stdin })
  const answers = terminal[Symbol.asyncIterator]()
  console.error(
    'Enter = all right; x = no event; else the wrong fields: t(ype) p(arties) d(irection) s(tatus) w(hen), then a word on the cause.',
  )
  for (const [index, item] of items.entries()) {
    if (verdicts.has(`${item.event} ${item.coding}`)) continue
    console.error(`\n${index + 1} of ${items.length}  ${showItem(item)}`)
    let verdict: Verdict | undefined
    while (verdict === undefined) {
      const answer = await answers.next()
      if (answer.done) return
      verdict = verdictFrom(answer.value, item.event, item.coding)
      if (verdict === undefined) console.error('Only the letters t p d s w, or x; a cause goes behind a space.')
    }
    verdicts.set(`${item.event} ${item.coding}`, verdict)
    appendFileSync(out, `${JSON.stringify(verdict)}\n`)
  }
  terminal.close()
}

function line(name: string, share: Share): string {
  const percent = (value: number) => (100 * value).toFixed(1).padStart(5)
  return `${name.padEnd(14)} ${percent(share.share)}  [${percent(share.low)} to ${percent(share.high)} ]  ${share.right} of ${share.of}`
}

function print(found: Pick<Round, 'judged' | 'record' | 'recordWeighted' | 'fields' | 'types' | 'status'>): void {
  console.log(line('record', found.record))
  console.log(`${'weighted'.padEnd(14)} ${(100 * found.recordWeighted).toFixed(1).padStart(5)}`)
  for (const part of [found.fields, found.types, found.status])
    for (const [name, share] of Object.entries(part)) console.log(line(name, share))
}

const { values } = parseArgs({ options: auditSettings })
if ((values.corpus === undefined) === (values.records === undefined) || values.out === undefined) {
  console.error(usage)
  process.exit(2)
}
const out = resolve(values.out)
if (!relative(join(here, '..', '..'), out).startsWith('..')) {
  console.error(`${out} lies inside the repository; verdicts name other people's articles, so keep them outside it.`)
  process.exit(2)
}
const seed = Number(values.seed)
let records: Record[]
if (values.records !== undefined) records = recordsOf(readFileSync(values.records, 'utf8'))
else {
  const resources = loadResources()
  const inputs = await articlesOf(readFileSync(values.corpus as string, 'utf8'), Number(values.articles), seed)
  records = inputs.map((input) => codeInput(input, resources))
}
const { items, strata } = sampleEvents(records, Number(values.sample), seed)
const verdicts = readVerdicts(existsSync(out) ? readFileSync(out, 'utf8') : '')
if (values.print) {
  for (const item of items) {
    if (verdicts.has(`${item.event} ${item.coding}`)) continue
    console.log(`${showItem(item)}\n${JSON.stringify(verdictFrom('', item.event, item.coding))}\n`)
  }
} else {
  if (values.round === undefined) await ask(items, verdicts, out)
  const found = figures(items, strata, verdicts)
  print(found)
  const made = records[0]?.made
  if (values.round !== undefined && made !== undefined) {
    const [right, of] = (values.recall ?? '').split('/').map(Number)
    const round: Round = {
      round: Number(values.round),
      judge: values.judge,
      articles: records.length,
      seed,
      sample: items.length,
      made,
      ...found,
      ...(right !== undefined && of !== undefined ? { recall: wilson(right, of) } : {}),
    }
    writeFileSync(join(here, `round-${round.round}.json`), `${JSON.stringify(round, null, 2)}\n`)
  }
}
