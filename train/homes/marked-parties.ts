import { readFileSync, writeFileSync } from 'node:fs'
import '../../src/languages.ts'
import { markOf, type WireRow } from '../../eval/measure.ts'
import { repairedText } from '../../src/coding/index.ts'
import { loadLexicon } from '../../src/ground/index.ts'
import { resolveArticle } from '../../src/ground/resolve.ts'
import type { Scene } from '../../src/ground/scene.ts'
import { loadLanguageModel, parseArticle } from '../../src/parse/index.ts'
import { cleanInput } from '../../src/pipeline/index.ts'
import type { Span } from '../../src/text/index.ts'
import { fitLogit, type LogitOptions } from '../conditional-logit.ts'
import { wordsNear } from '../relate/wire-rows.ts'

const root = new URL('../../', import.meta.url)
const language = loadLanguageModel(readFileSync(new URL('models/en.bin', root)))

/** The lexicon as the last build left it. */
export const lexicon = loadLexicon(new Uint8Array(readFileSync(new URL('dist/resources/lexicon.bin', root))), [])

/** Words that a gold event marks as a party, by offsets of the article's text, and who the gold says they are. */
export interface MarkedParty {
  event: WireRow['events'][number]
  span: Span
  codes: readonly string[]
}

/** A gold row read and resolved, with the parties its events mark; `null` where no article comes of it. */
export function markedParties(row: WireRow): { scene: Scene; parties: MarkedParty[] } | null {
  const { article } = cleanInput({
    id: row.id,
    page: { id: row.id, kind: 'text', content: row.text, date: row.date ?? undefined },
  })
  if (!article) return null
  const scene = resolveArticle(repairedText(parseArticle(article, language)), lexicon, article.date)
  const parties = row.events.flatMap((event) => {
    const mark = markOf(article.text, event)
    if (!mark) return []
    return (
      [
        [event.source, event.actors],
        [event.target, event.reciprocal ? event.actors : event.recipients],
      ] as const
    ).flatMap(([words, codes]) => {
      const span = wordsNear(article.text, words, mark.start)
      return span ? [{ event, span, codes }] : []
    })
  })
  return { scene, parties }
}

/** One question with its candidates; `right` is the place of the gold's answer, -1 where it is none of them. */
interface Question<Candidate> {
  candidates: Candidate[]
  right: number
}

/** Weights of the candidates' signs, fitted on the questions whose answer is among them. */
export const weightsFrom = <Candidate extends { signs: string[] }>(
  questions: readonly Question<Candidate>[],
  options: LogitOptions,
): Map<string, number> =>
  fitLogit(
    questions.flatMap(({ candidates, right }) => (right < 0 ? [] : [{ options: candidates, right: [right] }])),
    options,
  )

/** Writes the weights of at least `least` to `src/ground/FILE.ts` as `constant`, sorted by sign; how many there are. */
export function writeWeights(
  file: string,
  constant: string,
  docstring: string,
  weights: ReadonlyMap<string, number>,
  least: number,
): number {
  const kept = [...weights].filter(([, weight]) => Math.abs(weight) >= least).sort(([a], [b]) => (a < b ? -1 : 1))
  const lines = kept.map(([sign, weight]) => `  ${JSON.stringify(sign).replace(/"/g, "'")}: ${weight.toFixed(2)},`)
  writeFileSync(
    new URL(`src/ground/${file}.ts`, root),
    `/** ${docstring} */\nexport const ${constant}: { readonly [sign: string]: number } = {\n${lines.join('\n')}\n}\n`,
  )
  return kept.length
}
