import { expect, it } from 'vitest'
import { codeInput, loadResources } from '../../src/index.ts'
import { codeRow } from './code-row.ts'
import { type Fact, type GoldRow, goldRows, scoreFacts, scoreQuotations } from './measure.ts'

const resources = loadResources()
const code = codeRow((input) => codeInput(input, resources))

/** Measured on the articles nothing is tuned on; raised when a change lifts them, lowered only with a reason in the changelog. */
const FLOORS: { [kind: string]: { recall: number; precision: number } } = {
  statement: { recall: 0.88, precision: 0.85 },
  commitment: { recall: 0.71, precision: 0.74 },
  position: { recall: 0.73, precision: 0.65 },
  tie: { recall: 0.77, precision: 0.83 },
  outlook: { recall: 0.84, precision: 0.78 },
}

/** The same on the second set's untouched half. */
const SECOND_FLOORS: typeof FLOORS = {
  statement: { recall: 0.9, precision: 0.95 },
  commitment: { recall: 0.71, precision: 0.92 },
  position: { recall: 0.66, precision: 0.75 },
  tie: { recall: 0.61, precision: 0.8 },
  outlook: { recall: 0.66, precision: 0.75 },
}

/** The same on the third set's untouched half. */
const THIRD_FLOORS: typeof FLOORS = {
  statement: { recall: 0.93, precision: 0.9 },
  commitment: { recall: 0.88, precision: 0.95 },
  position: { recall: 0.75, precision: 0.9 },
  tie: { recall: 0.78, precision: 0.9 },
  outlook: { recall: 0.85, precision: 0.8 },
}

/** The same on the fourth set, which has no half to tune on. */
const FOURTH_FLOORS: typeof FLOORS = {
  statement: { recall: 0.9, precision: 0.93 },
  commitment: { recall: 0.49, precision: 0.9 },
  position: { recall: 0.87, precision: 0.85 },
  tie: { recall: 0.66, precision: 0.8 },
  outlook: { recall: 0.57, precision: 0.8 },
}

/** The same on the fifth set's untouched half. */
const FIFTH_FLOORS: typeof FLOORS = {
  statement: { recall: 0.87, precision: 0.84 },
  commitment: { recall: 0.81, precision: 0.94 },
  position: { recall: 0.63, precision: 0.65 },
  tie: { recall: 0.72, precision: 0.68 },
  outlook: { recall: 0.69, precision: 0.62 },
}

/** The same on the sixth set, which nobody who tunes has written or read. */
const SIXTH_FLOORS: typeof FLOORS = {
  statement: { recall: 0.78, precision: 0.84 },
  commitment: { recall: 0.57, precision: 0.78 },
  position: { recall: 0.52, precision: 0.73 },
  tie: { recall: 0.4, precision: 0.65 },
  outlook: { recall: 0.32, precision: 0.75 },
}

/** The same on the seventh set's untouched half: short, with much varied wording. */
const SEVENTH_FLOORS: typeof FLOORS = {
  statement: { recall: 0.85, precision: 0.73 },
  commitment: { recall: 0.55, precision: 0.8 },
  position: { recall: 0.5, precision: 0.6 },
  tie: { recall: 0.64, precision: 0.72 },
  outlook: { recall: 0.63, precision: 0.8 },
}

const untouched = goldRows('gold', 'untouched')
const second = goldRows('second', 'untouched')
const third = goldRows('third', 'untouched')
const { kinds } = scoreFacts(untouched, code)
const secondKinds = scoreFacts(second, code).kinds
const thirdKinds = scoreFacts(third, code).kinds
const fourth = goldRows('fourth', 'untouched')
const fourthKinds = scoreFacts(fourth, code).kinds
const fifth = goldRows('fifth', 'untouched')
const fifthKinds = scoreFacts(fifth, code).kinds
const sixth = goldRows('sixth', 'untouched')
const sixthKinds = scoreFacts(sixth, code).kinds
const seventh = goldRows('seventh', 'untouched')
const seventhKinds = scoreFacts(seventh, code).kinds

it.each(Object.entries(SECOND_FLOORS))('finds %ss of the second set at or above the floor', (kind, floor) => {
  const { found, wanted, sound, given } = secondKinds[kind]!
  expect(found / wanted).toBeGreaterThanOrEqual(floor.recall)
  expect(sound / given).toBeGreaterThanOrEqual(floor.precision)
})

it.each(Object.entries(THIRD_FLOORS))('finds %ss of the third set at or above the floor', (kind, floor) => {
  const { found, wanted, sound, given } = thirdKinds[kind]!
  expect(found / wanted).toBeGreaterThanOrEqual(floor.recall)
  expect(sound / given).toBeGreaterThanOrEqual(floor.precision)
})

it.each(Object.entries(FOURTH_FLOORS))('finds %ss of the fourth set at or above the floor', (kind, floor) => {
  const { found, wanted, sound, given } = fourthKinds[kind]!
  expect(found / wanted).toBeGreaterThanOrEqual(floor.recall)
  expect(sound / given).toBeGreaterThanOrEqual(floor.precision)
})

it.each(Object.entries(FIFTH_FLOORS))('finds %ss of the fifth set at or above the floor', (kind, floor) => {
  const { found, wanted, sound, given } = fifthKinds[kind]!
  expect(found / wanted).toBeGreaterThanOrEqual(floor.recall)
  expect(sound / given).toBeGreaterThanOrEqual(floor.precision)
})

it.each(Object.entries(SIXTH_FLOORS))('finds %ss of the sixth set at or above the floor', (kind, floor) => {
  const { found, wanted, sound, given } = sixthKinds[kind]!
  expect(found / wanted).toBeGreaterThanOrEqual(floor.recall)
  expect(sound / given).toBeGreaterThanOrEqual(floor.precision)
})

it.each(Object.entries(SEVENTH_FLOORS))('finds %ss of the seventh set at or above the floor', (kind, floor) => {
  const { found, wanted, sound, given } = seventhKinds[kind]!
  expect(found / wanted).toBeGreaterThanOrEqual(floor.recall)
  expect(sound / given).toBeGreaterThanOrEqual(floor.precision)
})

it.each(Object.entries(FLOORS))('finds %ss of unseen articles at or above the floor', (kind, floor) => {
  const { found, wanted, sound, given } = kinds[kind]!
  expect(found / wanted).toBeGreaterThanOrEqual(floor.recall)
  expect(sound / given).toBeGreaterThanOrEqual(floor.precision)
})

/** All untouched halves as one: what the gate of issue 6 asks about, less what a small change may take. */
const POOLED: typeof FLOORS = {
  statement: { recall: 0.86, precision: 0.86 },
  commitment: { recall: 0.69, precision: 0.86 },
  position: { recall: 0.66, precision: 0.74 },
  tie: { recall: 0.69, precision: 0.79 },
  outlook: { recall: 0.63, precision: 0.79 },
}

it.each(Object.entries(POOLED))('finds %ss of all unseen articles together at or above the floor', (kind, floor) => {
  const all = [kinds, secondKinds, thirdKinds, fourthKinds, fifthKinds, sixthKinds, seventhKinds].map(
    (each) => each[kind]!,
  )
  const sum = (of: 'found' | 'wanted' | 'sound' | 'given') => all.reduce((total, each) => total + each[of], 0)
  expect(sum('found') / sum('wanted')).toBeGreaterThanOrEqual(floor.recall)
  expect(sum('sound') / sum('given')).toBeGreaterThanOrEqual(floor.precision)
})

it('knows the speaker of unseen quotations and takes no scare quote for a speech', () => {
  const { right, wanted, scares } = scoreQuotations([...goldRows('quotations', 'untouched'), ...untouched], code)
  expect(wanted).toBeGreaterThanOrEqual(200)
  expect(right / wanted).toBeGreaterThanOrEqual(0.9)
  expect(scares).toBe(0)
})

const long = [
  ...goldRows('gold', 'tuned'),
  ...untouched,
  ...goldRows('second', 'tuned'),
  ...second,
  ...fourth,
  ...sixth,
]
const short = [...goldRows('third', 'tuned'), ...third, ...goldRows('fifth', 'tuned'), ...fifth]
const articles = [...long, ...short, ...goldRows('seventh', 'tuned'), ...seventh]
const quotations = [...goldRows('quotations', 'tuned'), ...goldRows('quotations', 'untouched')]

it('holds eighty-one articles of 250 words and more, seventy-four shorter ones, and 300 direct quotations', () => {
  expect(long.length).toBeGreaterThanOrEqual(81)
  expect(articles.length).toBeGreaterThanOrEqual(155)
  expect(new Set(articles.map(({ id }) => id)).size).toBe(articles.length)
  expect(Math.min(...long.map(({ text }) => text.split(/\s+/).length))).toBeGreaterThanOrEqual(250)
  const direct = articles.flatMap(({ facts }) => facts!.filter((fact) => fact.form === 'direct' && !fact.optional))
  expect(direct.length + quotations.flatMap(({ quotes }) => quotes!).length).toBeGreaterThanOrEqual(300)
})

const lower = (words: string) => words.replace(/[‘’]/g, "'").replace(/\s+/g, ' ').toLowerCase()
const spansOf = ({ content, claim, evidence, conditions }: Fact) =>
  [content, claim, evidence, ...(conditions ?? [])].filter((words) => words !== undefined)

it.each(articles.map((row) => [row.id, row] as const))(
  'quotes the words of %s exactly',
  (_id, { text, facts }: GoldRow) => {
    for (const fact of facts!) {
      for (const words of spansOf(fact)) expect(text).toContain(words)
      for (const key of [fact.contains, fact.about]) if (key !== undefined) expect(lower(text)).toContain(lower(key))
    }
  },
)

it('takes a bare month of what was signed for the last one, of what was agreed for the next', () => {
  const commitments = (text: string) =>
    code({ id: 'month', date: '2024-11-18', title: 'Notes', text } as GoldRow).commitments
  const signed = commitments('Peru signed a fisheries treaty with Chile in February.')
  expect(signed.map(({ stage, date, due }) => [stage, date?.start, due])).toEqual([['signed', '2024-02-01', null]])
  const agreed = commitments('Peru and Chile agreed to meet in February.')
  expect(agreed.map(({ stage, due }) => [stage, due?.start])).toEqual([['agreed', '2025-02-01']])
})
