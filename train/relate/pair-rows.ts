import { readdirSync, readFileSync } from 'node:fs'
import { markOf, type WireRow } from '../../eval/measure.ts'
import { encodePair } from '../../src/coding/relate/encoded-pair.ts'
import { MARKED_ROOTS, type MarkedRoot, SENSES } from '../../src/coding/relate/senses.ts'
import { type LanguageModel, parseSentences } from '../../src/parse/index.ts'
import { overlaps } from '../../src/text/index.ts'
import { type Example, expand, randomOf, readFillers, readPatterns, unmark } from './expand.ts'
import type { Row } from './fit-pairs.ts'
import { wordsNear } from './wire-rows.ts'

const here = new URL('.', import.meta.url)

/** Our own sentences: the patterns' expansions and the sentences written out in full. */
export function ownExamples(seed = 7, bounds = { least: 5, most: 24 }): Example[] {
  const fillers = readFillers(readFileSync(new URL('fillers.txt', here), 'utf8'))
  const random = randomOf(seed)
  const examples: Example[] = []
  for (const file of readdirSync(new URL('patterns/', here)).sort()) {
    for (const { sense, pattern } of readPatterns(readFileSync(new URL(`patterns/${file}`, here), 'utf8'))) {
      for (const marked of expand(pattern, fillers, random, bounds)) examples.push({ marked, senses: [sense] })
    }
  }
  for (const file of readdirSync(new URL('sentences/', here)).sort()) {
    for (const line of readFileSync(new URL(`sentences/${file}`, here), 'utf8').split('\n')) {
      if (!line || line.startsWith('#')) continue
      const [marked, type, mode] = line.split('\t')
      const exact = SENSES.filter((s) => s.name === (mode ? `${type}/${mode}` : type))
      const senses = (exact.length ? exact : SENSES.filter((s) => s.type === type)).map((s) => s.name)
      if (!senses.length)
        throw Object.assign(new Error(`sentences/${file}: type "${type}" seen, expected a PLOVER type`), {
          code: 'sentence-type',
        })
      examples.push({ marked: marked!, senses })
    }
  }
  return examples
}

/** The marked set's rows but those that stay unread: row or sentence number divisible by four. */
export function markedRows(path: string): { marked: string; root: MarkedRoot; group: string }[] {
  const [head, ...lines] = readFileSync(path, 'utf8').replace(/\r/g, '').split('\n').filter(Boolean)
  const names = head!.split('\t')
  const column = (name: string) => names.indexOf(name)
  const unquote = (cell: string) =>
    cell.length > 1 && cell.startsWith('"') && cell.endsWith('"') ? cell.slice(1, -1).replace(/""/g, '"') : cell
  return lines.flatMap((line, i) => {
    if (i % 4 === 0) return []
    const cells = line.split('\t')
    if (Number(cells[column('sentence_id')]) % 4 === 0) return []
    const marked = unquote(cells[column('marked_sentence')]!)
    return [{ marked, root: cells[column('gold_root')] as MarkedRoot, group: unmark(marked).text }]
  })
}

/** Sentences in the manner of the press with a marked pair and its root, by the conventions of the marked sets; one file a writer, none of whom saw a rule. */
export function pressExamples(): { marked: string; root: MarkedRoot; file: string }[] {
  return readdirSync(new URL('press/', here))
    .sort()
    .flatMap((file) =>
      readFileSync(new URL(`press/${file}`, here), 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => {
          const [marked, root] = line.split('\t') as [string, MarkedRoot]
          if (!MARKED_ROOTS.includes(root))
            throw Object.assign(
              new Error(`press/${file}: root "${root}" seen, expected one of ${MARKED_ROOTS.join(', ')}`),
              {
                code: 'press-root',
              },
            )
          return { marked, root, file }
        }),
    )
}

/** The told events whose words for both sides stand in their own sentence, as marked pairs with the event's root; for a network (they have no traits). */
export function toldPairs(rows: readonly WireRow[], language: LanguageModel): Row[] {
  return rows.flatMap((row) => {
    const sentences = parseSentences(row.text, language)
    return row.events.flatMap((event) => {
      const mark = markOf(row.text, event)
      const sentence = mark && sentences.find((each) => overlaps(each, mark))
      const [source, target] = [event.source, event.target].map(
        (words) => mark && wordsNear(row.text, words, mark.start),
      )
      if (!sentence || !source || !target || !overlaps(sentence, source) || !overlaps(sentence, target)) return []
      const root = event.type === 'CONCEDE' || event.type === 'RETREAT' ? 'YIELD' : event.type
      return [
        {
          traits: [],
          dense: new Float64Array(0),
          allowed: SENSES.map(({ marked }) => marked === root),
          weight: 1,
          input: encodePair(sentence, [source], [target]),
        },
      ]
    })
  })
}
