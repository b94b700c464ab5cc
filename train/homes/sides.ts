// npx tsx train/homes/sides.ts [--check]: fits the weights of `src/ground/sides.ts` on the readable stories: whom the gold says "both sides", "the two leaders" and the like are.
// `--check` fits on four fifths and says how often the fifth is right; nothing is written.
import { isReadable, mirrorRows, quietRows, storyRows, type WireRow } from '../../eval/measure.ts'
import { covers } from '../../src/analysis/evaluate.ts'
import type { SidesCandidate } from '../../src/ground/sides.ts'
import { overlaps } from '../../src/text/index.ts'
import { chancesOf } from '../conditional-logit.ts'
import { lexicon, markedParties, weightsFrom, writeWeights } from './marked-parties.ts'

/** A phrase that gathers parties, whom it may mean, and which of them the gold names. */
interface Example {
  candidates: SidesCandidate[]
  right: number
  group: string
}

function examplesOf(row: WireRow): Example[] {
  const read = markedParties(row)
  if (!read) return []
  const known = new Map<number, Example>()
  for (const { event, span, codes } of read.parties) {
    if (event.reciprocal && event.source && event.target) continue
    if (codes.length === 0 || codes.includes('?')) continue
    for (const { asked, candidates } of read.scene.sided) {
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
  return [...known.values()]
}

const options = { least: 8, epochs: 60, rate: 0.05, decay: 2e-2 }

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
    const weights = weightsFrom(
      examples.filter((each) => !isTest(each)),
      options,
    )
    const test = examples.filter(isTest)
    console.log(
      `fitted: ${check(test, weights)} (${weights.size} signs); among the candidates ${test.filter(({ right }) => right >= 0).length}`,
    )
  }
} else {
  const kept = writeWeights(
    'side-weights',
    'sideWeights',
    `How much each sign of \`sides.ts\` speaks for whom "both sides" may mean: written by \`npx tsx train/homes/sides.ts\` (${examples.length} examples of eval/gold), November 2026.`,
    weightsFrom(examples, options),
    0.1,
  )
  console.log(`${examples.length} examples, ${kept} weights`)
}
