/**
 * Scores coreference against GUM's `Entity=` annotation (people, organisations, places of the news documents): mentions by head word, then MUC, B³, CEAF-e
 * and their mean, beside a baseline that takes the same mentions and joins those with the same head word.
 *
 *   npx tsx eval/coref.ts --gold FILE.conllu [--gold FILE.conllu …] [--trees gold] [--genre news]
 */
import '../src/languages.ts'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { compileLexicon, ground, loadLexicon } from '../src/ground/index.ts'
import { annotateConllu, loadLanguageModel } from '../src/parse/index.ts'
import { mentionsOf, readTrees } from './gum.ts'

const { values } = parseArgs({
  options: {
    gold: { type: 'string', multiple: true },
    trees: { type: 'string', default: 'own' },
    genre: { type: 'string', default: 'news' },
  },
})
if (!values.gold) {
  console.error('Name the annotated files: npx tsx eval/coref.ts --gold gum-dev.conllu')
  process.exit(2)
}

const root = join(import.meta.dirname, '..')
const lexiconFolder = join(root, 'lexicon')
const tables = readdirSync(lexiconFolder)
  .filter((name) => name.endsWith('.tsv'))
  .map((name) => ({ name, text: readFileSync(join(lexiconFolder, name), 'utf8') }))
const lexicon = loadLexicon(compileLexicon(tables))
const model =
  values.trees === 'gold' ? null : loadLanguageModel(new Uint8Array(readFileSync(join(root, 'models/en.bin'))))

/** Clusters as lists of mention keys. */
type Clusters = string[][]

interface Tally {
  hits: number
  found: number
  wanted: number
}

const scored = new Set(['person', 'organization', 'place'])
const tallies: Record<string, Tally> = {}
const add = (name: string, hits: number, found: number, wanted: number) => {
  const tally = (tallies[name] ??= { hits: 0, found: 0, wanted: 0 })
  tally.hits += hits
  tally.found += found
  tally.wanted += wanted
}
/** MUC, B³ and CEAF-e have their own numerators for recall and precision; both are kept. */
const sums: Record<string, [number, number, number, number]> = {}
const addScore = (name: string, score: [number, number, number, number]) => {
  sums[name] = (sums[name] ?? [0, 0, 0, 0]).map((sum, i) => sum + score[i]!) as [number, number, number, number]
}

let documents = 0
for (const path of values.gold) {
  const goldText = readFileSync(path, 'utf8')
  for (const document of goldText.split(/(?=^# newdoc id)/m)) {
    if (!new RegExp(`^# newdoc id = \\w*_${values.genre}_`).test(document)) continue
    documents++
    scoreDocument(document, model ? annotateConllu(document, model) : document)
  }
}

console.log(`${documents} documents, ${values.trees} trees`)
const show = (name: string, p: number, r: number) =>
  console.log(
    `${name.padEnd(22)} P ${(100 * p).toFixed(1)}  R ${(100 * r).toFixed(1)}  F1 ${(100 * f1(p, r)).toFixed(1)}`,
  )
for (const [name, t] of Object.entries(tallies)) show(name, t.hits / t.found, t.hits / t.wanted)
for (const system of ['ground', 'head match']) {
  let mean = 0
  for (const metric of ['MUC', 'B3', 'CEAF-e']) {
    const [rn, rd, pn, pd] = sums[`${system} ${metric}`]!
    show(`${system} ${metric}`, pn / pd, rn / rd)
    mean += f1(pn / pd, rn / rd) / 3
  }
  console.log(`${`${system} mean`.padEnd(22)} ${(100 * mean).toFixed(1)}`)
}

function f1(p: number, r: number): number {
  return p + r > 0 ? (2 * p * r) / (p + r) : 0
}

function scoreDocument(goldDocument: string, ownDocument: string): void {
  const gold = mentionsOf(goldDocument).filter(({ type }) => scored.has(type))
  const parsed = readTrees(ownDocument)
  const grounded = ground(parsed, lexicon)
  const key = (sentence: number, head: number) => `${sentence}:${head}`
  const goldClusters = new Map<string, string[]>()
  for (const mention of gold) {
    const list = goldClusters.get(mention.entity) ?? []
    list.push(key(mention.sentence, Math.min(...mention.heads)))
    goldClusters.set(mention.entity, list)
  }
  const own: Clusters = []
  const byHead = new Map<string, string[]>()
  const taken = new Set<string>()
  let hits = 0
  for (const entity of grounded.entities) {
    if (entity.members) continue
    const cluster: string[] = []
    for (const mention of entity.mentions) {
      const match = gold
        .filter((each) => each.sentence === mention.sentence && each.heads.has(mention.head))
        .sort((a, b) => a.to - a.from - (b.to - b.from))[0]
      const name = match ? key(match.sentence, Math.min(...match.heads)) : `own ${key(mention.sentence, mention.head)}`
      if (taken.has(name)) continue
      taken.add(name)
      if (match) hits++
      cluster.push(name)
      const word = parsed.body[mention.sentence]!.tokens[mention.head]!.lemma.toLowerCase()
      byHead.set(word, [...(byHead.get(word) ?? []), name])
    }
    if (cluster.length > 0) own.push(cluster)
  }
  add('mentions', hits, taken.size, new Set([...goldClusters.values()].flat()).size)
  const wanted = [...goldClusters.values()].map((cluster) => [...new Set(cluster)])
  const systems: [string, Clusters][] = [
    ['ground', own],
    ['head match', [...byHead.values()]],
  ]
  for (const [system, clusters] of systems) {
    addScore(`${system} MUC`, muc(wanted, clusters))
    addScore(`${system} B3`, b3(wanted, clusters))
    addScore(`${system} CEAF-e`, ceaf(wanted, clusters))
  }
}

/** Links kept of those needed, both ways (Vilain et al. 1995). */
function muc(gold: Clusters, own: Clusters): [number, number, number, number] {
  const side = (a: Clusters, b: Clusters): [number, number] => {
    const where = new Map(b.flatMap((cluster, i) => cluster.map((mention) => [mention, i] as const)))
    let kept = 0
    let all = 0
    for (const cluster of a) {
      const parts = new Set(cluster.map((mention) => where.get(mention) ?? mention))
      kept += cluster.length - parts.size
      all += cluster.length - 1
    }
    return [kept, all]
  }
  return [...side(gold, own), ...side(own, gold)]
}

/** Per-mention overlap (Bagga and Baldwin 1998), mentions without a counterpart counting nothing. */
function b3(gold: Clusters, own: Clusters): [number, number, number, number] {
  const side = (a: Clusters, b: Clusters): [number, number] => {
    const where = new Map(b.flatMap((cluster) => cluster.map((mention) => [mention, new Set(cluster)] as const)))
    let sum = 0
    let all = 0
    for (const cluster of a) {
      for (const mention of cluster) {
        const other = where.get(mention)
        all++
        if (other) sum += cluster.filter((each) => other.has(each)).length / cluster.length
      }
    }
    return [sum, all]
  }
  return [...side(gold, own), ...side(own, gold)]
}

/** Best one-to-one alignment of entities by the Dice overlap of their mentions (Luo 2005). */
function ceaf(gold: Clusters, own: Clusters): [number, number, number, number] {
  const sets = own.map((cluster) => new Set(cluster))
  const similarity = gold.map((cluster) =>
    sets.map(
      (other, i) => (2 * cluster.filter((mention) => other.has(mention)).length) / (cluster.length + own[i]!.length),
    ),
  )
  const best = assign(similarity)
  return [best, gold.length, best, own.length]
}

/** Greatest total of a one-to-one assignment (Hungarian method with potentials, cubic). */
function assign(gain: number[][]): number {
  const n = Math.max(gain.length, gain[0]?.length ?? 0)
  const cost = (i: number, j: number) => -(gain[i]?.[j] ?? 0)
  const u = new Array<number>(n + 1).fill(0)
  const v = new Array<number>(n + 1).fill(0)
  const match = new Array<number>(n + 1).fill(0)
  const way = new Array<number>(n + 1).fill(0)
  for (let i = 1; i <= n; i++) {
    match[0] = i
    let j0 = 0
    const least = new Array<number>(n + 1).fill(Number.POSITIVE_INFINITY)
    const used = new Array<boolean>(n + 1).fill(false)
    do {
      used[j0] = true
      const i0 = match[j0]!
      let delta = Number.POSITIVE_INFINITY
      let j1 = 0
      for (let j = 1; j <= n; j++) {
        if (used[j]) continue
        const current = cost(i0 - 1, j - 1) - u[i0]! - v[j]!
        if (current < least[j]!) {
          least[j] = current
          way[j] = j0
        }
        if (least[j]! < delta) {
          delta = least[j]!
          j1 = j
        }
      }
      for (let j = 0; j <= n; j++) {
        if (used[j]) {
          u[match[j]!]! += delta
          v[j]! -= delta
        } else least[j]! -= delta
      }
      j0 = j1
    } while (match[j0] !== 0)
    do {
      const j1 = way[j0]!
      match[j0] = match[j1]!
      j0 = j1
    } while (j0)
  }
  let total = 0
  for (let j = 1; j <= n; j++) total -= cost(match[j]! - 1, j - 1)
  return total
}
