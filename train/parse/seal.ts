import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { loadLanguageModel, readConllu } from '../../src/parse/index.ts'
import { sealModel } from '../../src/parse/language-model.ts'
import { documentsNamed, scoreSplitting, scoreTrees } from './evaluate.ts'
import { trainLemmas } from './train-lemmas.ts'

const { values } = parseArgs({
  options: { ud: { type: 'string' }, neural: { type: 'string' }, out: { type: 'string', default: 'models' } },
})
const read = (name: string) => readConllu(readFileSync(join(values.ud!, name), 'utf8'))
const lemmas = trainLemmas([...read('ewt-train.conllu'), ...read('gum-train.conllu')])
const bytes = sealModel(readFileSync(values.neural!), lemmas)
mkdirSync(values.out, { recursive: true })
writeFileSync(join(values.out, 'en.bin'), bytes)
const t = performance.now()
const model = loadLanguageModel(new Uint8Array(bytes))
console.log(bytes.length, 'load ms', performance.now() - t)
for (const name of ['ewt-dev', 'gum-dev', 'ewt-test', 'gum-test']) {
  const all = read(`${name}.conllu`)
  for (const part of name.startsWith('gum') ? ['', '_news_'] : ['']) {
    const sentences = part ? documentsNamed(all, part) : all
    const { misses, ...split } = scoreSplitting(sentences)
    console.log(
      name,
      part,
      JSON.stringify({ ...scoreTrees(sentences, model), split }, (_, v) =>
        typeof v === 'number' && v < 1 ? Math.round(v * 1000) / 10 : v,
      ),
    )
  }
}
