import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'fflate'
import { ByteWriter } from '../../src/parse/bytes.ts'
import { type ConlluSentence, loadLanguageModel, readConllu } from '../../src/parse/index.ts'
import { sealModel } from '../../src/parse/language-model.ts'
import { writeLemmaTables } from '../../src/parse/lemmatizer.ts'
import { ParserInput } from '../../src/parse/parser-features.ts'
import { coarseOf, fillParserInput, writePerceptron } from '../../src/parse/perceptron.ts'
import { Tagger, taggerInput } from '../../src/parse/tagger.ts'
import { Actions } from '../../src/parse/transitions.ts'
import { Weights } from '../../src/parse/weights.ts'
import { WordClasses } from '../../src/parse/word-classes.ts'
import { WordViews } from '../../src/parse/words.ts'
import { clusterWords, loadWordVectors } from './clusters.ts'
import { documentsNamed, scoreSplitting, scoreTrees } from './evaluate.ts'
import { seeded } from './random.ts'
import { trainLemmas } from './train-lemmas.ts'
import { trainParser } from './train-parser.ts'
import { trainTagger } from './train-tagger.ts'

const ud = process.argv[process.argv.indexOf('--ud') + 1]!
const out = process.argv.includes('--out') ? process.argv[process.argv.indexOf('--out') + 1]! : 'models'
const EPOCHS = 7
const log = (line: string) => console.log(`${(performance.now() / 1000).toFixed(0)} s  ${line}`)
const read = (name: string) => readConllu(readFileSync(join(ud, name), 'utf8'))
const train = [...read('ewt-train.conllu'), ...read('gum-train.conllu')].filter((s) => s.words.length < 180)
const random = seeded(20)
const views = new WordViews()

const tags = [...new Set(train.flatMap((s) => s.words.map((w) => `${w.upos} ${w.xpos}`)))].sort()
const relations = [...new Set(train.flatMap((s) => s.words.map((w) => w.deprel)))].filter((r) => r !== 'root').sort()
log(`${tags.length} tags, ${relations.length} relations`)
const tagNumber = new Map(tags.map((tag, i) => [tag, i]))
const relationNumber = new Map(relations.map((relation, i) => [relation, i]))

const vectors = loadWordVectors('train/.cache', 60_000)
const clusters = clusterWords(vectors, 250, 8)
log('clusters')
const classes = wordClasses(train)

const inputs = train.map((s) =>
  taggerInput(
    s.words.map((w) => views.of(w.form)),
    classes,
  ),
)
const gold = train.map((s) => Uint8Array.from(s.words, (w) => tagNumber.get(`${w.upos} ${w.xpos}`)!))
const tagged = inputs.map((input, i) => ({ input, gold: gold[i]! }))

// The parser learns from tags the tagger gives sentences it has not seen.
const predicted: Uint8Array[] = gold.map((g) => new Uint8Array(g.length))
const FOLDS = 4
for (let fold = 0; fold < FOLDS; fold++) {
  const rows = trainTagger(
    tagged.filter((_, i) => i % FOLDS !== fold),
    tags.length,
    4,
    0.5 / 4e5,
    random,
  )
  const tagger = new Tagger(new Weights(rows), tags.length)
  inputs.forEach((input, i) => {
    if (i % FOLDS === fold) tagger.tag(input, predicted[i]!)
  })
  log(`fold ${fold + 1}`)
}
const tagRows = trainTagger(tagged, tags.length, EPOCHS, 0.3, random)
log(`tagger: ${tagRows.keys.length} features, ${tagRows.values.length} weights`)

const coarse = Uint8Array.from(tags, coarseOf)
const input = new ParserInput()
const trees = train.map((s, i) => ({
  length: s.words.length,
  fill: (target: ParserInput) => fillParserInput(target, inputs[i]!, predicted[i]!, coarse),
  heads: Int16Array.from(s.words, (w) => (w.head === 0 ? s.words.length : w.head - 1)),
  relations: Uint8Array.from(s.words, (w) => relationNumber.get(w.deprel) ?? 0),
}))
const parseRows = trainParser(trees, new Actions(relations), input, EPOCHS, 2, random, log)
log(`parser: ${parseRows.keys.length} features, ${parseRows.values.length} weights`)

const writer = new ByteWriter()
writePerceptron({ tags, relations, classes, tagRows, parseRows }, writer)
writeLemmaTables(trainLemmas(train), writer)
const bytes = sealModel(gzipSync(writer.done(), { level: 9, mtime: 0 }))
mkdirSync(out, { recursive: true })
writeFileSync(join(out, 'en.bin'), bytes)
log(`model ${bytes.length} bytes`)
const model = loadLanguageModel(bytes)
for (const name of ['ewt-dev', 'gum-dev', 'ewt-test', 'gum-test']) {
  const sentences = read(`${name}.conllu`)
  log(`${name} ${JSON.stringify(scoreTrees(sentences, model), (_, v) => (typeof v === 'number' && v < 1 ? Math.round(v * 1000) / 10 : v))}`)
  if (name.startsWith('gum')) {
    const news = documentsNamed(sentences, '_news_')
    log(`${name} news ${JSON.stringify(scoreTrees(news, model), (_, v) => (typeof v === 'number' && v < 1 ? Math.round(v * 1000) / 10 : v))}`)
    const { misses, ...split } = scoreSplitting(news)
    log(JSON.stringify(split))
  } else {
    const { misses, ...split } = scoreSplitting(sentences)
    log(JSON.stringify(split))
  }
}

/** Tag sets seen in training (the 254 most frequent sets, by UPOS) and clusters, by word. */
function wordClasses(sentences: readonly ConlluSentence[]): WordClasses {
  const seen = new Map<string, Map<string, number>>()
  for (const { words } of sentences) {
    for (const { form, upos } of words) {
      const key = views.of(form).lower
      const row = seen.get(key) ?? new Map<string, number>()
      row.set(upos, (row.get(upos) ?? 0) + 1)
      seen.set(key, row)
    }
  }
  const sets = new Map<string, string>()
  const frequency = new Map<string, number>()
  for (const [word, row] of seen) {
    const total = [...row.values()].reduce((a, b) => a + b, 0)
    if (total < 3) continue
    const set = [...row].filter(([, n]) => n >= total * 0.05).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 3).map(([u]) => u).join('|')
    sets.set(word, set)
    frequency.set(set, (frequency.get(set) ?? 0) + total)
  }
  const ranked = [...frequency].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 254)
  const setNumber = new Map(ranked.map(([set], i) => [set, i + 1]))
  const all = new Map<number, { key: number; tags: number; cluster: number }>()
  for (const [word, set] of sets) {
    const key = views.of(word).lowerId
    all.set(key, { key, tags: setNumber.get(set) ?? 0, cluster: 0 })
  }
  vectors.words.forEach((word, i) => {
    const key = views.of(word).lowerId
    const entry = all.get(key) ?? { key, tags: 0, cluster: 0 }
    entry.cluster ||= clusters[i]!
    all.set(key, entry)
  })
  return new WordClasses([...all.values()])
}
