/**
 * Shows how names are resolved in running text, to be read and judged: the most frequent names without a country, the most frequent resolutions, and a
 * seeded sample of resolutions with their words around, by the resources that ship (`npm run build`). Reads a JSONL corpus of `{id, date, text}` rows; prints, keeps nothing.
 *
 *   npx tsx eval/resolutions.ts --corpus FILE.jsonl [--every 4] [--from 1] [--top 100] [--sample 300] [--seed 1]
 */
import '../src/languages.ts'
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { seededRandom } from '../src/analysis/index.ts'
import { readArticle } from '../src/article/index.ts'
import { ground } from '../src/ground/index.ts'
import { loadResources } from '../src/index.ts'
import { parseArticle } from '../src/parse/index.ts'

const { values } = parseArgs({
  options: {
    corpus: { type: 'string' },
    every: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    top: { type: 'string', default: '100' },
    sample: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
  },
})
if (!values.corpus) {
  console.error('Name the corpus: npx tsx eval/resolutions.ts --corpus FILE.jsonl')
  process.exit(2)
}
const { lexicon, model } = loadResources()

const unresolved = new Map<string, number>()
const resolved = new Map<string, number>()
const shown: string[] = []
const count = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1)

const rows = readFileSync(values.corpus, 'utf8').split('\n').filter(Boolean)
for (const [index, line] of rows.entries()) {
  if (index % Number(values.every) !== Number(values.from)) continue
  const row = JSON.parse(line) as { id: string; date?: string; text: string; title?: string; outlet?: string }
  const { article } = readArticle({ ...row, kind: 'text', content: row.text })
  if (article?.language !== 'en') continue
  const grounded = ground(parseArticle(article, model), lexicon)
  const named = new Set<string>()
  for (const entity of grounded.entities)
    for (const mention of entity.mentions) {
      if (mention.in === 'title') continue
      const words = article.text.slice(mention.start, mention.end)
      const tokens = grounded.parsed.body[mention.sentence]!.tokens
      for (let i = mention.from; i < mention.to; i++) named.add(`${mention.sentence} ${i}`)
      named.add(`${mention.sentence} ${mention.head}`)
      const role = tokens[mention.head]!.upos
      const home = entity.home ? `, likely ${entity.home}` : ''
      const what = `${words} → ${entity.name} ${entity.code} (${entity.kind}, ${mention.form}${home})`
      if (mention.form !== 'pronoun') {
        if (entity.country || entity.kind === 'organization' || entity.code.length > 3) count(resolved, what)
        else if (role === 'PROPN') count(unresolved, `${words} [${entity.kind} ${entity.code}]`)
      }
      const sentence = grounded.parsed.body[mention.sentence]!
      shown.push(
        `${what} ${entity.basis}${entity.role ? ` “${entity.role}”` : ''} :: ${article.text
          .slice(Math.max(sentence.start, mention.start - 90), mention.start)
          .replace(
            /\s+/g,
            ' ',
          )}⟦${words}⟧${article.text.slice(mention.end, Math.min(sentence.end, mention.end + 60)).replace(/\s+/g, ' ')}`,
      )
    }
  const places = new Set(grounded.places.map((place) => place.start))
  for (const [order, sentence] of grounded.parsed.body.entries())
    for (const [at, token] of sentence.tokens.entries())
      if (
        token.upos === 'PROPN' &&
        !named.has(`${order} ${at}`) &&
        !places.has(token.start) &&
        sentence.tokens[at + 1]?.upos !== 'PROPN'
      )
        count(unresolved, `${token.form} [no mention]`)
}
const top = (map: Map<string, number>) =>
  [...map]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, Number(values.top))
    .map(([key, n]) => `${n}\t${key}`)
    .join('\n')
console.log(`== names without a country\n${top(unresolved)}\n\n== resolutions\n${top(resolved)}\n\n== sample`)
const random = seededRandom(Number(values.seed))
for (let i = 0; i < Number(values.sample) && shown.length; i++)
  console.log(`${i + 1}. ${shown.splice(Math.floor(random() * shown.length), 1)[0]}`)
