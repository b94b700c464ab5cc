/**
 * Judges a language model on the treebanks: `npx tsx train/parse/report.ts --ud FOLDER [--model FILE] [--misses NAME]`. A line a file and genre: sentences and
 * tokens from raw text (F1), then tags and trees on gold tokens ("plain" leaves out punctuation and subtypes), then the F1 of the relations that carry events.
 * The last lines split all the news of GUM, and all of EWT's weblogs (its nearest to news), whatever file they stand in: no file teaches the splitting.
 * `--misses "gum-dev news"` lists what splitting got wrong there. Read the misses of train and dev files only; test files are for measuring.
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { loadLanguageModel } from '../../src/parse/index.ts'
import { scoreSplitting } from './evaluate.ts'
import { figuresLine, judge, readGenre } from './figures.ts'

const { values } = parseArgs({
  options: {
    ud: { type: 'string' },
    model: { type: 'string', default: 'models/en.bin' },
    misses: { type: 'string' },
  },
})
if (values.ud === undefined) {
  console.error('report: name the folder of treebanks, e.g. "npx tsx train/parse/report.ts --ud corpora/ud"')
  process.exit(2)
}
for (const figures of judge(values.ud, loadLanguageModel(readFileSync(values.model)))) {
  console.log(figuresLine(figures))
  if (figures.name === values.misses) for (const miss of figures.fromText.misses) console.log(`  ${miss}`)
}
const percent = (share: number) => (100 * share).toFixed(2)
for (const [bank, genre] of [
  ['gum', 'news'],
  ['ewt', 'weblog'],
] as const) {
  const gold = readGenre(values.ud, bank, genre)
  const all = scoreSplitting(gold)
  const prose = bank === 'gum' ? ` · in paragraphs of prose ${percent(scoreSplitting(gold, true).sentences)}` : ''
  console.log(
    `${bank} ${genre}, ${gold.length} sentences of all files: sentences ${percent(all.sentences)} tokens ${percent(all.tokens)}${prose}`,
  )
}
