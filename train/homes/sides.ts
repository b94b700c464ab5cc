// npx tsx train/homes/sides.ts [--check]: fits the weights of `src/ground/sides.ts` on the readable stories: whom the gold says "both sides", "the two leaders" and the like are.
// `--check` fits on four fifths and says how often the fifth is right; nothing is written.
import { readFileSync, writeFileSync } from 'node:fs'
import '../../src/languages.ts'
import { isReadable, mirrorRows, quietRows, storyRows, type WireRow } from '../../eval/measure.ts'
import { covers } from '../../src/analysis/evaluate.ts'
import { repairedText } from '../../src/coding/index.ts'
import { loadLexicon } from '../../src/ground/index.ts'
import { resolveArticle } from '../../src/ground/resolve.ts'
import type { SidesCandidate } from '../../src/ground/sides.ts'
import { loadLanguageModel, parseArticle } from '../../src/parse/index.ts'
import { cleanInput } from '../../src/pipeline/index.ts'
import { overlaps } from '../../src/text/index.ts'
import { chancesOf, fitLogit } from '../conditional-logit.ts'
import { markOf, wordsNear } from '../relate/wire-rows.ts'

const root = new URL('../../', import.meta.url)
const language = loadLanguageModel(readFileSync(new URL('models/en.bin', root)))
const lexicon = loadLexicon(new Uint8Array(readFileSync(new URL('dist/resources/lexicon.bin', root))), [])

/** A phrase that gathers parties, whom it may mean, and which of them the gold names. */
interface Example {
  candidates: SidesCandidate[]
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
  const known = new Map<number, Example>()
  for (const event of row.events) {
    const mark = markOf(article.text, event)
    if (!mark || (event.reciprocal && event.source && event.target)) continue
    for (const [words, codes] of [
      [event.source, event.actors],
      [event.target, event.reciprocal ? event.actors : event.recipients],
    ] as const) {
      const span = wordsNear(article.text, words, mark.start)
      if (!span || codes.length === 0 || codes.includes('?')) continue
      for (const { asked, candidates } of scene.sided) {
        const { sentence } = asked.reading
        if (sentence.in || !overlaps(sentence.tokens[asked.token]!, span)) continue
        const parties = ({ codes: set }: SidesCandidate) =>
          set.map((code) => ({
            kind: 'organization' as const,
            country: code.length === 3 ? code : null,
            code,
            name: lexicon.codes.get(code)?.[0]?.name ?? code,
          }))
        const right = candidates.findIndex((candidate) => covers(parties(candidate), codes))
        known.set(sentence.tokens[asked.token]!.start, { candidates, right, group: row.id })
      }
    }
  }
  return [...known.values()]
}

const options = { least: 8, epochs: 60, rate: 0.05, decay: 2e-2 }

const weightsFrom = (all: readonly Example[]) =>
  fitLogit(
    all
      .map(({ candidates, right }) => ({ options: candidates, right: right < 0 ? [] : [right] }))
      .filter(({ right }) => right.length > 0),
    options,
  )

function check(examples: readonly Example[], weights: ReadonlyMap<string, number>): string {
  const right = examples.filter(({ candidates, right: wanted }) => {
    const chances = chancesOf(candidates, weights)
    return chances.indexOf(Math.max(...chances)) === wanted
  })
  return `${((100 * right.length) / examples.length).toFixed(1)} % right of ${examples.length}`
}

const examples = [...storyRows(), ...quietRows(), ...mirrorRows()].filter(isReadable).flatMap(examplesOf)
if (process.argv.includes('--check')) {
  for (let fold = 0; fold < 4; fold++) {
    const isTest = ({ group }: Example) => Number(/\d+$/.exec(group)![0]) % 5 === fold + 1
    const weights = weightsFrom(examples.filter((each) => !isTest(each)))
    const test = examples.filter(isTest)
    console.log(
      `fitted: ${check(test, weights)} (${weights.size} signs); among the candidates ${test.filter(({ right }) => right >= 0).length}`,
    )
  }
} else {
  const weights = [...weightsFrom(examples)]
    .filter(([, weight]) => Math.abs(weight) >= 0.1)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  const lines = weights.map(([sign, weight]) => `  ${JSON.stringify(sign).replace(/"/g, "'")}: ${weight.toFixed(2)},`)
  writeFileSync(
    new URL('src/ground/side-weights.ts', root),
    `/** How much each sign of \`sides.ts\` speaks for whom "both sides" may mean: written by \`npx tsx train/homes/sides.ts\` (${examples.length} examples of eval/gold), November 2026. */\nexport const sideWeights: { readonly [sign: string]: number } = {\n${lines.join('\n')}\n}\n`,
  )
  console.log(`${examples.length} examples, ${weights.length} weights`)
}
