// npx tsx train/homes/train.ts [--check]: fits the weights of `src/ground/homes.ts` on the wire's and stories' readable rows: of whom their events' `source` and
// `target` words speak, and of which country the gold says they are. `--check` fits on four fifths and says how often the fifth is right; nothing is written.
import { isReadable, toldRows, type WireRow } from '../../eval/measure.ts'
import { type HomeCandidate, homesFor } from '../../src/ground/homes.ts'
import { overlaps } from '../../src/text/index.ts'
import { chancesOf } from '../conditional-logit.ts'
import { markedParties, weightsFrom, writeWeights } from './marked-parties.ts'

/** Somebody whose country the text does not tell by their own words, and which candidate the gold names. */
interface Example {
  candidates: HomeCandidate[]
  right: number
  group: string
  /** True for a person who has a name. */
  person: boolean
}

function examplesOf(row: WireRow): Example[] {
  const read = markedParties(row)
  if (!read) return []
  const { scene, parties } = read
  const known = new Map<string, Example>()
  for (const { event, span, codes } of parties) {
    if (codes.length !== 1 || (event.reciprocal && new Set(event.actors).size > 1)) continue
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
  return [...known.values()]
}

/** How many times likelier than any other a country must be to be named; as `LEAD` in homes.ts. */
const LEAD = 1.5

const options = { least: 8, epochs: 30, rate: 0.15, decay: 2e-3 }

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
  const weights = weightsFrom(
    examples.filter((each) => !isTest(each)),
    options,
  )
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
  const kept = writeWeights(
    'home-weights',
    'homeWeights',
    `How much each sign of \`homes.ts\` speaks for a country: written by \`npx tsx train/homes/train.ts\` (${examples.length} examples of eval/gold), November 2026.`,
    weightsFrom(examples, options),
    0.05,
  )
  console.log(`${examples.length} examples, ${kept} weights`)
}
