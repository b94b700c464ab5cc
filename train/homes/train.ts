// npx tsx train/homes/train.ts [--check]: fits the weights of `src/ground/homes.ts` on the wire's and stories' readable rows: of whom their events' `source` and
// `target` words speak, and of which country the gold says they are. `--check` fits on four fifths and says how often the fifth is right; nothing is written.
import { readFileSync, writeFileSync } from 'node:fs'
import '../../src/languages.ts'
import { isReadable, toldRows, type WireRow } from '../../eval/measure.ts'
import { repairedText } from '../../src/coding/index.ts'
import { type HomeCandidate, homesFor } from '../../src/ground/homes.ts'
import { loadLexicon } from '../../src/ground/index.ts'
import { resolveArticle } from '../../src/ground/resolve.ts'
import { loadLanguageModel, parseArticle } from '../../src/parse/index.ts'
import { cleanInput } from '../../src/pipeline/index.ts'
import { overlaps } from '../../src/text/index.ts'
import { chancesOf, fitLogit } from '../conditional-logit.ts'
import { markOf, wordsNear } from '../relate/wire-rows.ts'

const root = new URL('../../', import.meta.url)
const language = loadLanguageModel(readFileSync(new URL('models/en.bin', root)))
const lexicon = loadLexicon(new Uint8Array(readFileSync(new URL('dist/resources/lexicon.bin', root))), [])

/** Somebody whose country the text does not tell by their own words, and which candidate the gold names. */
interface Example {
  candidates: HomeCandidate[]
  right: number
  group: string
  /** True for a person who has a name. */
  person: boolean
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
          known.set(`${token.start}`, { candidates, right, group: row.id, person: who.units !== undefined })
      }
    }
  }
  return [...known.values()]
}

/** How many times likelier than any other a country must be to be named; as `LEAD` in homes.ts. */
const LEAD = 1.5

const options = { least: 8, epochs: 30, rate: 0.15, decay: 2e-3 }

const weightsFrom = (all: readonly Example[]) =>
  fitLogit(
    all
      .map(({ candidates, right }) => ({ options: candidates, right: right < 0 ? [] : [right] }))
      .filter(({ right }) => right.length > 0),
    options,
  )

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

const examples = toldRows().filter(isReadable).flatMap(examplesOf)
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
  const people = examples.filter((each) => isTest(each) && each.person)
  console.log(`people with a name: ${check(people, weights)}`)
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
