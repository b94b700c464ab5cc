// npx tsx train/homes/its.ts --ud FOLDER [--check WIRE.jsonl]: fits the weights of `src/ground/its.ts`, what "it" and "its" stand for, on the coreference of GUM's train part. With
// `--check` nothing is written: it says how often the pronouns of a newswire corpus that somebody judged (`its.tsv`: ids and offsets, none of its words; nothing learns from them) are right.
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { mentionsOf, readTrees } from '../../eval/gum.ts'
import { readArticle } from '../../src/article/index.ts'
import type { Draft } from '../../src/ground/drafts.ts'
import type { ItCandidate } from '../../src/ground/its.ts'
import { resolveArticle } from '../../src/ground/resolve.ts'
import type { Scene } from '../../src/ground/scene.ts'
import { annotateConllu, loadLanguageModel, parseArticle } from '../../src/parse/index.ts'
import { type Choice, fitLogit } from '../conditional-logit.ts'
import { lexicon, writeWeights } from './marked-parties.ts'

const { values } = parseArgs({
  options: {
    ud: { type: 'string' },
    check: { type: 'string' },
  },
})
if (!values.ud) {
  console.error('its: name the folder of treebanks: npx tsx train/homes/its.ts --ud corpora/ud')
  process.exit(2)
}
const language = loadLanguageModel(readFileSync(new URL('../../models/en.bin', import.meta.url)))

interface Example extends Choice<string> {
  options: ItCandidate[]
  /** Whom grounding took it for. */
  chosen: Draft | null
}

/** The judged pronouns of the newswire. */
function judged(wire: string): Example[] {
  const wanted = new Map<string, { at: number; right: string }[]>()
  for (const line of readFileSync(new URL('its.tsv', import.meta.url), 'utf8').split('\n')) {
    const [id, at, right] = line.split('\t')
    if (!id || !right || id.startsWith('#')) continue
    wanted.set(id, [...(wanted.get(id) ?? []), { at: Number(at), right }])
  }
  const examples: Example[] = []
  for (const line of readFileSync(wire, 'utf8').split('\n').filter(Boolean)) {
    const row = JSON.parse(line) as { id: string; text: string; date?: string; title?: string; outlet?: string }
    const asked = wanted.get(row.id)
    if (!asked) continue
    const { article } = readArticle({ ...row, kind: 'text', content: row.text })
    if (!article) continue
    const scene = resolveArticle(parseArticle(article, language), lexicon, article.date)
    for (const { reading, token, candidates, chosen } of scene.its) {
      if (reading.sentence.in) continue
      const found = asked.find(({ at }) => at === reading.sentence.tokens[token]!.start)
      if (!found) continue
      const starts = found.right === '-' ? [] : found.right.split(',').map(Number)
      const right = candidates.flatMap((candidate, c) =>
        toldAt(scene, candidate).some((at) => starts.includes(at)) ? [c] : [],
      )
      examples.push({
        options: candidates,
        chosen,
        right: right.length > 0 ? right : [candidates.length - 1],
      })
    }
  }
  return examples
}

const toldAt = (scene: Scene, { told }: ItCandidate): number[] =>
  told.map(({ order, token }) => scene.readings[order]!.sentence.tokens[token]!.start)

/** The pronouns of GUM, by its coreference. */
function annotated(): Example[] {
  const examples: Example[] = []
  const text = readFileSync(`${values.ud}/gum-train.conllu`, 'utf8')
  for (const document of text.split(/(?=^# newdoc id)/m)) {
    if (!/^# newdoc id/.test(document)) continue
    const gold = mentionsOf(document)
    const parsed = readTrees(annotateConllu(document, language))
    const scene = resolveArticle(parsed, lexicon, null)
    for (const { reading, token, candidates, chosen } of scene.its) {
      const mine = gold.find(
        ({ sentence, from, to }) => sentence === reading.order && from === token && to === token + 1,
      )
      const heads = new Set(
        gold.flatMap((each) =>
          mine && each.entity === mine.entity ? [...each.heads].map((head) => `${each.sentence} ${head}`) : [],
        ),
      )
      const right = candidates.flatMap(({ told }, c) =>
        told.some((at) => heads.has(`${at.order} ${at.token}`)) ? [c] : [],
      )
      examples.push({ options: candidates, chosen, right: right.length > 0 ? right : [candidates.length - 1] })
    }
  }
  return examples
}

const examples = annotated()
const weights = fitLogit(examples, { least: 5, epochs: 60, rate: 0.05, decay: 5e-2 })
if (values.check) {
  const asked = judged(values.check)
  let told = 0
  let right = 0
  for (const { options, right: wanted, chosen } of asked) {
    if (!chosen) continue
    told++
    if (wanted.some((c) => options[c]!.draft === chosen)) right++
  }
  const actors = asked.filter(({ options, right: wanted }) => wanted.some((c) => options[c]!.draft)).length
  console.log(`${asked.length} judged, ${actors} of them somebody: ${told} taken for somebody, ${right} rightly`)
} else {
  const kept = writeWeights(
    'it-weights',
    'itWeights',
    `How much each sign of \`its.ts\` speaks for what "it" may stand for: written by \`npx tsx train/homes/its.ts\` (${examples.length} pronouns of GUM), November 2026.`,
    weights,
    0.2,
  )
  console.log(`${kept} weights`)
}
