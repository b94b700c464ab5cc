import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Dense, loadLanguageModel, parseSentences } from '../../parse/index.ts'
import { clausesOf } from '../clauses/clauses-of.ts'
import { encodePair, PAIR_INPUTS } from './encoded-pair.ts'
import { encodeParty, PARTY_BLOCK, PARTY_INPUTS, type PartyPlace, roleOutputs } from './encoded-party.ts'
import { encodeTelling, oddsOf, TELLING_BLOCK, TELLING_INPUTS, tellingRow } from './encoded-telling.ts'
import { encodeTrigger, STATE, TRIGGER_INPUTS, VECTOR } from './encoded-trigger.ts'
import { ONE, Perceptron, type PerceptronWeights } from './perceptron.ts'
import { wholeSentence } from './whole.ts'

const language = loadLanguageModel(readFileSync(new URL('../../../models/en.bin', import.meta.url)))

function someWeights(inputs: number, hidden: number, outputs: number): PerceptronWeights {
  let seed = 7
  const next = () => ((seed = (Math.imul(seed, 48271) >>> 0) % 2147483647) / 2147483647) * 2 - 1
  const floats = (count: number) => Float32Array.from({ length: count }, next)
  return {
    inputs,
    hidden,
    outputs,
    first: Int8Array.from({ length: inputs * hidden }, () => Math.round(next() * 127)),
    scales: floats(hidden).map((x) => Math.abs(x) / 100),
    bias: floats(hidden),
    second: floats(hidden * outputs),
    lastBias: floats(outputs),
  }
}

/** The network in plain arithmetic. */
function plainly({ inputs, hidden, outputs, first, scales, bias, second, lastBias }: PerceptronWeights, x: Int8Array) {
  const out = [...lastBias]
  for (let h = 0; h < hidden; h++) {
    let sum = bias[h]!
    for (let i = 0; i < inputs; i++) sum += ((x[i]! * first[i * hidden + h]!) / ONE) * scales[h]!
    for (let k = 0; k < outputs && sum > 0; k++) out[k]! += second[h * outputs + k]! * sum
  }
  return out
}

describe('Dense', () => {
  it('multiplies as plain arithmetic does, to the last bit of its sums', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -127, max: 127 }), { minLength: 48, maxLength: 48 }),
        fc.array(fc.integer({ min: -128, max: 127 }), { minLength: 6, maxLength: 6 }),
        (weights, input) => {
          const dense = new Dense(Int8Array.from(weights), new Float32Array(8).fill(1))
          const sums = Array.from({ length: 8 }, (_, c) =>
            input.reduce((sum, x, r) => sum + x * weights[r * 8 + c]!, 0),
          )
          expect([...dense.of(Int8Array.from(input))]).toEqual(sums)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('refuses a shape its kernels cannot hold', () => {
    expect(() => new Dense(new Int8Array(21), new Float32Array(7))).toThrowError(
      expect.objectContaining({ code: 'dense-shape' }),
    )
  })
})

describe('what the networks read', () => {
  const text = 'After the raid on Friday, Chad accused Sudan of arming rebels. Khartoum denied it.'
  const sentences = parseSentences(text, language)
  const sentence = sentences[0]!
  const at = (form: string) => sentence.tokens.findIndex((token) => token.form === form)
  const spanOf = (form: string) => [{ start: text.indexOf(form), end: text.indexOf(form) + form.length }]

  it('gives a party the same outputs in parts as whole', () => {
    const weights = someWeights(PARTY_INPUTS, 16, 3)
    const net = new Perceptron(weights, [PARTY_BLOCK, PARTY_BLOCK])
    const place: PartyPlace = {
      predicate: at('accused'),
      mention: at('Sudan'),
      type: 'ACCUSE',
      role: 'R',
      form: 'name',
      group: false,
      hasActor: true,
      hasRecipient: true,
      learned: false,
    }
    for (const each of [place, { ...place, mention: at('Chad'), role: 'A' as const, group: true }]) {
      const outputs = [...roleOutputs(net, sentence.encoding!, each)]
      const whole = plainly(weights, encodeParty(sentence.encoding!, each))
      for (const [k, value] of outputs.entries()) expect(value).toBeCloseTo(whole[k]!, 4)
    }
  })

  it('sets the predicate first, then the words beside it and who takes part, then the means', () => {
    const clauses = clausesOf(sentence)
    const accused = clauses.find((clause) => clause.lemma === 'accuse')!
    const input = encodeTrigger(accused, clauses, sentences)!
    expect(input).toHaveLength(TRIGGER_INPUTS)
    const { rows, width } = sentence.encoding!
    const vectorAt = (token: number) => [...rows.subarray(token * width + STATE, (token + 1) * width)]
    expect([...input.subarray(0, width)]).toEqual([...rows.subarray(accused.head * width, (accused.head + 1) * width)])
    expect([...input.subarray(width, width + VECTOR)]).toEqual(vectorAt(accused.head - 1))
    expect([...input.subarray(width + 6 * VECTOR, width + 7 * VECTOR)]).toEqual(vectorAt(at('Chad')))
    expect([...input.subarray(width + 7 * VECTOR, width + 8 * VECTOR)]).toEqual(vectorAt(at('Sudan')))
    expect(encodeTrigger(accused, clauses, [sentence])).not.toEqual(input)
  })

  it('reads a pair of two sentences as one, and nothing where no encoding is', () => {
    const whole = wholeSentence(sentences)
    expect(whole.encoding!.rows).toHaveLength(whole.tokens.length * sentence.encoding!.width)
    const input = encodePair(whole, spanOf('Sudan'), spanOf('Khartoum'))!
    expect(input).toHaveLength(PAIR_INPUTS)
    const { rows, width } = whole.encoding!
    const head = whole.tokens.findIndex((token) => token.form === 'Khartoum')
    expect([...input.subarray(width, 2 * width)]).toEqual([...rows.subarray(head * width, (head + 1) * width)])
    const { encoding, ...bare } = sentence
    expect(encoding).toBeDefined()
    expect(encodePair(bare, spanOf('Chad'), spanOf('Sudan'))).toBeNull()
    expect(wholeSentence([bare, sentences[1]!]).encoding).toBeUndefined()
  })
})

describe('confidence', () => {
  it('reads signs one by one as it learned them from rows', () => {
    const weights = someWeights(TELLING_INPUTS, 8, 2)
    const block = new Int8Array(TELLING_BLOCK).map((_, i) => (i % 37) - 18)
    const signs = Int32Array.of(12, -7, 99_991, 2 ** 31 - 1)
    const [wrong, right] = plainly(weights, tellingRow(block, signs)) as [number, number]
    expect(oddsOf(block, signs, weights)).toBeCloseTo(right - wrong, 2)
  })

  it('reads a telling of nobody, or of a sentence without an encoding, as zeros', () => {
    const sentence = parseSentences('Rain fell.', language)[0]!
    expect(encodeTelling(null, sentence, [undefined, undefined]).every((each) => each === 0)).toBe(true)
  })
})
