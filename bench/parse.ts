/** Speed of the language engine beside two taggers, on the same text, one core, in one run: `npx tsx bench/parse.ts [FILE…]`. */
import { readFileSync } from 'node:fs'
import nlp from 'compromise'
import model from 'wink-eng-lite-web-model'
import winkNLP from 'wink-nlp'
import { loadLanguageModel, parseSentences, splitSentences } from '../src/parse/index.ts'

const PARAGRAPHS = [
  'The foreign minister of Norland arrived in Port Ellis on Tuesday for talks with his counterpart, the first such visit in eleven years. "We came to listen," he told reporters at the airport, adding that trade and border security would top the agenda.',
  'Rebels who had held the northern town since May withdrew overnight after the army shelled their positions, witnesses said. At least 14 people were killed and dozens wounded, according to the regional hospital, which has run short of blood and clean water.',
  "Parliament voted 84-61 to ratify the fisheries agreement, despite protests by opposition deputies who accused the government of giving away the country's richest waters. The treaty, signed in March, enters into force on January 1 unless the Supreme Court objects.",
]
const files = process.argv.slice(2)
const text =
  files.length > 0
    ? files.map((file) => readFileSync(file, 'utf8')).join('\n\n')
    : Array.from({ length: 300 }, (_, i) => PARAGRAPHS[i % 3]).join('\n\n')

const before = process.memoryUsage().rss
const start = performance.now()
const english = loadLanguageModel(new Uint8Array(readFileSync(new URL('../models/en.bin', import.meta.url))))
const loadMs = performance.now() - start
const tokens = splitSentences(text).reduce((sum, sentence) => sum + sentence.tokens.length, 0)

/** Tokens a second, the best of five runs after two to warm up. */
function speed(run: () => unknown): number {
  let best = Number.POSITIVE_INFINITY
  for (let i = 0; i < 7; i++) {
    const from = performance.now()
    run()
    if (i > 1) best = Math.min(best, performance.now() - from)
  }
  return Math.round((tokens / best) * 1000)
}

const line = (name: string, value: string) => console.log(`${name.padEnd(52)} ${value}`)
line('text', `${tokens} tokens`)
line('load the model', `${loadMs.toFixed(0)} ms`)
line('detente: sentences and tokens', `${speed(() => splitSentences(text))} tokens/s`)
line('detente: sentences, tags, lemmas, trees', `${speed(() => parseSentences(text, english))} tokens/s`)
line('memory taken by model and parse', `${((process.memoryUsage().rss - before) / 1e6).toFixed(0)} MB`)
const wink = winkNLP(model, ['sbd', 'pos'])
line('wink-nlp: sentences, tags', `${speed(() => wink.readDoc(text).tokens().out(wink.its.pos))} tokens/s`)
line('compromise: sentences, tags', `${speed(() => nlp(text).json())} tokens/s`)
line('memory of the whole process', `${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`)
