import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { agreement, type CodedUnit, firmness } from './agreement.ts'
import { seededRandom } from './evaluate.ts'
import { alphaOf, estimateAlpha, interval, jaccard, masi, nominal, wilson } from './krippendorff.ts'

/** Codes of one row a coder, as units. */
const unitsOf = (...coders: string[]) =>
  [...coders[0]!.replaceAll(' ', '')].map((_, unit) =>
    coders.map((codes) => codes.replaceAll(' ', '')[unit]!).filter((code) => code !== '.'),
  )

describe("Krippendorff's alpha", () => {
  // The examples of Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011).
  it('of two coders and two values is 0.095', () => {
    expect(alphaOf(unitsOf('0100000010', '1110010000'), nominal)).toBeCloseTo(0.095, 3)
  })
  it('of two coders and five values is 0.692', () => {
    expect(alphaOf(unitsOf('aabbdcccedda', 'babbbcccedd d'), nominal)).toBeCloseTo(0.692, 3)
  })
  it('of four coders with gaps is 0.743 nominal and 0.849 interval', () => {
    const units = unitsOf('123321412...', '12332241 25.3', '.33323422 51.', '12332441 251.')
    expect(alphaOf(units, nominal)).toBeCloseTo(0.743, 3)
    expect(
      alphaOf(
        units.map((values) => values.map(Number)),
        interval,
      ),
    ).toBeCloseTo(0.849, 3)
  })
  it('is 1 where all agree, about 0 for chance, and not defined without variation or without a second coder', () => {
    expect(
      alphaOf(
        [
          ['a', 'a'],
          ['b', 'b'],
        ],
        nominal,
      ),
    ).toBe(1)
    expect(
      alphaOf(
        [
          ['a', 'a'],
          ['a', 'a'],
        ],
        nominal,
      ),
    ).toBeNull()
    expect(alphaOf([['a'], ['b']], nominal)).toBeNull()
    const random = seededRandom(7)
    const coin = () => (random() < 0.5 ? 'a' : 'b')
    expect(
      Math.abs(
        alphaOf(
          Array.from({ length: 4000 }, () => [coin(), coin()]),
          nominal,
        )!,
      ),
    ).toBeLessThan(0.05)
  })
  it('of sets: MASI and Jaccard by hand', () => {
    expect(masi(['a', 'b'], ['b', 'a'])).toBe(0)
    expect(masi(['a'], ['a', 'b'])).toBeCloseTo(1 - (1 / 2) * (2 / 3), 12)
    expect(masi(['a', 'b'], ['b', 'c'])).toBeCloseTo(1 - (1 / 3) * (1 / 3), 12)
    expect(masi(['a'], ['b'])).toBe(1)
    expect(masi([], [])).toBe(0)
    expect(masi([], ['a'])).toBe(1)
    expect(jaccard(['a', 'b'], ['b', 'c'])).toBeCloseTo(2 / 3, 12)
    // Values {a}, {a,b}, {b}, {b}: observed (2/3·2 + 0)/4, expected (2·(2/3 + 1·2 + 2/3·2))/12.
    expect(
      alphaOf(
        [
          [['a'], ['a', 'b']],
          [['b'], ['b']],
        ],
        masi,
      ),
    ).toBeCloseTo(1 - 1 / 3 / ((2 * (2 / 3 + 2 + 4 / 3)) / 12), 12)
  })
  it('does not depend on the order of units or coders', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 4 }), { minLength: 1, maxLength: 12 }),
        (units) => {
          const turned = [...units].reverse().map((values) => [...values].reverse())
          const [a, b] = [alphaOf(units, nominal), alphaOf(turned, nominal)]
          if (a === null || b === null) expect(a).toBe(b)
          else {
            expect(a).toBeCloseTo(b, 10)
            expect(a).toBeLessThanOrEqual(1)
          }
        },
      ),
    )
  })
  it('has an interval around it that a seed repeats', () => {
    const units = unitsOf('aabbdcccedda', 'babbbcccedd d')
    const first = estimateAlpha(units, nominal, 500, seededRandom(1))
    expect(estimateAlpha(units, nominal, 500, seededRandom(1))).toEqual(first)
    expect(first.low!).toBeLessThan(first.alpha!)
    expect(first.high!).toBeGreaterThan(first.alpha!)
    expect(first).toMatchObject({ units: 12, values: 24 })
  })
})

it("gives Wilson's interval", () => {
  // Newcombe (1998), table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
  const round = ([low, high]: [number, number]) => [low.toFixed(4), high.toFixed(4)]
  expect(round(wilson(81, 263))).toEqual(['0.2553', '0.3662'])
  expect(round(wilson(15, 148))).toEqual(['0.0624', '0.1605'])
  expect(round(wilson(0, 20))).toEqual(['0.0000', '0.1611'])
  expect(round(wilson(1, 29))).toEqual(['0.0061', '0.1718'])
})

const unit = (id: string, ...types: (string | null)[]): CodedUnit => ({
  id,
  codings: types.map((type, coder) => ({
    by: ['ada', 'ben', 'machine'][coder]!,
    coding: {
      type,
      score: type === 'AID' ? 10 : -2,
      actors: ['PER'],
      recipients: coder === 2 ? ['CHL', 'BOL'] : ['CHL'],
    },
  })),
})

describe('agreement of coders', () => {
  const units = [
    unit('1', 'AID', 'AID', 'AID'),
    unit('2', 'REJECT', 'REJECT', 'AID'),
    unit('3', 'REJECT', 'REJECT', 'REJECT'),
    unit('4', null, 'REJECT', null),
    unit('5', 'AID', 'AID'),
  ]
  const result = agreement(units, { draws: 200, random: seededRandom(1), reference: 'ada' })

  it('counts who was taken for what and how often a type was right', () => {
    expect(result.confusion).toEqual({
      AID: { AID: 4 },
      REJECT: { REJECT: 4, AID: 2, none: 1 },
      none: { REJECT: 1, none: 1 },
    })
    expect(result.precision.machine).toMatchObject({
      AID: { right: 1, of: 2, precision: 0.5 },
      REJECT: { right: 1, of: 1 },
    })
    expect(result.precision.ben).toMatchObject({ AID: { right: 2, of: 2 }, REJECT: { right: 2, of: 3 } })
    expect(result.pairs.map((pair) => pair.coders)).toEqual([
      ['ada', 'ben'],
      ['ada', 'machine'],
      ['ben', 'machine'],
    ])
  })

  it('leaves units without an event out of scores and parties', () => {
    expect(result.alphas.score.values).toBe(11)
    expect(result.alphas.type.values).toBe(14)
    expect(result.alphas.actors.alpha).toBeNull()
    expect(result.alphas.recipients.alpha).toBeLessThan(0.5)
  })

  it('writes the paragraph with every figure, and says what is not defined', () => {
    expect(result.methods).toContain('3 coders (ada, ben, machine) coded 5 common unit(s)')
    expect(result.methods).toContain(
      `${result.alphas.type.alpha!.toFixed(2)} for event type (nominal, 95 % bootstrap interval`,
    )
    expect(result.methods).toContain('Alpha is not defined for actors, where every code was the same.')
    expect(result.methods).toContain(
      'Against ada, 2 of 3 events of machine had the right type: precision 0.67 (Wilson 95 % interval 0.21 to 0.94).',
    )
    expect(agreement([unit('1', 'AID')], { random: seededRandom(1) }).methods).toContain('no agreement can be stated')
  })

  it('does not care in what order units and codings come', () => {
    const turned = [...units].reverse().map(({ id, codings }) => ({ id, codings: [...codings].reverse() }))
    expect(agreement(turned, { draws: 200, random: seededRandom(1), reference: 'ada' })).toEqual(result)
  })

  it('calls 0.80 firm and 0.667 tentative', () => {
    expect([0.8, 0.667, 0.6, null].map(firmness)).toEqual(['firm', 'tentative', 'too low', 'not defined'])
  })
})
