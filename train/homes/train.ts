// npx tsx train/homes/train.ts [--check]: fits the weights of `src/ground/homes.ts` on the wire's and stories' readable rows: of whom their events' `source` and
// `target` words speak, and of which country the gold says they are. `--check` fits on four fifths and says how often the fifth is right; nothing is written.
import { readFileSync, writeFileSync } from 'node:fs'
import '../../src/languages.ts'
import { isReadable, storyRows, type WireRow, wireRows } from '../../eval/measure.ts'
import { repairedText } from '../../src/coding/index.ts'
import { type HomeCandidate, homesFor } from '../../src/ground/homes.ts'
import { loadLexicon } from '../../src/ground/index.ts'
import { resolveArticle } from '../../src/ground/resolve.ts'
import { loadLanguageModel, parseArticle } from '../../src/parse/index.ts'
import { cleanInput } from '../../src/pipeline/index.ts'
import { overlaps } from '../../src/text/index.ts'
import { randomOf } from '../relate/expand.ts'
import { markOf, wordsNear } from '../relate/wire-rows.ts'

const root = new URL('../../', import.meta.url)
const language = loadLanguageModel(readFileSync(new URL('models/en.bin', root)))
const lexicon = loadLexicon(new Uint8Array(readFileSync(new URL('dist/resources/lexicon.bin', root))), [])

/** Somebody whose country the text does not tell by their own words, and which candidate the gold names. */
interface Example {
  candidates: HomeCandidate[]
  right: number
  group: string
}

function examplesOf(row: WireRow): Example[] {
  const { article } = cleanInput({
    id: row.id,
    page: { id: row.id, kind: 'text', content: row.text, date: row.date ?? undefined },
  })
  if (!article) return []
  const scene = resolveArticle(repairedText(parseArticle(article, language)), lexicon, article.date)
  const known = new Map<string, Example>()
  for (const event of row.events) {
    const mark = markOf(article.text, event)
    if (!mark || (event.reciprocal && new Set(event.actors).size > 1)) continue
    for (const [words, codes] of [
      [event.source, event.actors],
      [event.target, event.reciprocal ? event.actors : event.recipients],
    ] as const) {
      const span = wordsNear(article.text, words, mark.start)
      if (!span || codes.length !== 1) continue
      for (const who of scene.assumed) {
        const { sentence } = who.reading
        const token = sentence.tokens[who.token]!
        if (sentence.in || !overlaps(token, span)) continue
        const candidates = homesFor(who, scene)
        const right = candidates.findIndex(({ country }) => country === (codes[0] === '?' ? null : codes[0]))
        if (right >= 0 || process.argv.includes('--check'))
          known.set(`${token.start}`, { candidates, right, group: row.id })
      }
    }
  }
  return [...known.values()]
}

/** How many times likelier than any other a country must be to be named; as `LEAD` in homes.ts. */
const LEAD = 1.5

/** Conditional logit by AdaGrad; signs seen in fewer than `LEAST` examples are left out. */
const LEAST = 8
const EPOCHS = 30
const RATE = 0.15
const DECAY = 2e-3

function weightsFrom(all: readonly Example[]): Map<string, number> {
  const examples = all.filter(({ right }) => right >= 0)
  const seen = new Map<string, number>()
  for (const { candidates } of examples)
    for (const sign of new Set(candidates.flatMap(({ signs }) => signs))) seen.set(sign, (seen.get(sign) ?? 0) + 1)
  const weights = new Map<string, number>()
  for (const [sign, count] of seen) if (count >= LEAST) weights.set(sign, 0)
  const squares = new Map([...weights.keys()].map((sign) => [sign, 1e-2]))
  const random = randomOf(1)
  const order = examples.map((_, i) => i)
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1))
      ;[order[i], order[j]] = [order[j]!, order[i]!]
    }
    const rate = RATE * (1 - epoch / EPOCHS)
    for (const at of order) {
      const { candidates, right } = examples[at]!
      const chances = chancesOf(candidates, weights)
      const gradient = new Map<string, number>()
      candidates.forEach(({ signs }, c) => {
        const pull = chances[c]! - (c === right ? 1 : 0)
        for (const sign of signs) if (weights.has(sign)) gradient.set(sign, (gradient.get(sign) ?? 0) + pull)
      })
      for (const [sign, pull] of gradient) {
        const g = pull + DECAY * weights.get(sign)!
        squares.set(sign, squares.get(sign)! + g * g)
        weights.set(sign, weights.get(sign)! - (rate * g) / Math.sqrt(squares.get(sign)!))
      }
    }
  }
  return weights
}

function chancesOf(candidates: readonly HomeCandidate[], weights: ReadonlyMap<string, number>): number[] {
  const sums = candidates.map(({ signs }) => signs.reduce((sum, sign) => sum + (weights.get(sign) ?? 0), 0))
  const top = Math.max(...sums)
  const raised = sums.map((sum) => Math.exp(sum - top))
  const total = raised.reduce((sum, x) => sum + x, 0)
  return raised.map((x) => x / total)
}

function check(examples: readonly Example[], weights: ReadonlyMap<string, number>): string {
  let right = 0
  let told = 0
  let toldRight = 0
  for (const example of examples) {
    const chances = chancesOf(example.candidates, weights)
    const best = chances.indexOf(Math.max(...chances))
    if (best === example.right) right++
    if (
      example.candidates[best]!.country !== null &&
      chances.every((chance, c) => c === best || chance * LEAD <= chances[best]!)
    ) {
      told++
      if (best === example.right) toldRight++
    }
  }
  const share = (part: number, of: number) => ((100 * part) / of).toFixed(1)
  return `${share(right, examples.length)} % right of ${examples.length}; where a country is named ${share(toldRight, told)} % of ${told}`
}

const examples = [...wireRows(), ...storyRows()].filter(isReadable).flatMap(examplesOf)
if (process.argv.includes('--check')) {
  const isTest = ({ group }: Example) => Number(/\d+$/.exec(group)![0]) % 5 === 1
  const weights = weightsFrom(examples.filter((each) => !isTest(each)))
  console.log(
    `dateline alone: ${check(
      examples.filter(isTest),
      new Map([
        ['dateline', 1],
        ['nobody', 0.5],
      ]),
    )}`,
  )
  console.log(`fitted: ${check(examples.filter(isTest), weights)} (${weights.size} signs)`)
} else {
  const weights = [...weightsFrom(examples)]
    .filter(([, weight]) => Math.abs(weight) >= 0.05)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  const lines = weights.map(([sign, weight]) => `  ${JSON.stringify(sign).replace(/"/g, "'")}: ${weight.toFixed(2)},`)
  writeFileSync(
    new URL('src/ground/home-weights.ts', root),
    `/** How much each sign of \`homes.ts\` speaks for a country: written by \`npx tsx train/homes/train.ts\` (${examples.length} examples of eval/gold), November 2026. */\nexport const homeWeights: { readonly [sign: string]: number } = {\n${lines.join('\n')}\n}\n`,
  )
  console.log(`${examples.length} examples, ${weights.length} weights`)
}
