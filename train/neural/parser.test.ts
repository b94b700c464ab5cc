import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FEATURE_COUNT, featureTable, normaliseForm, shapeOf, wordFeatures } from '../../src/parse/neural/features.ts'
import { type Encoding, loadNeuralParser, type TokenAnnotation } from '../../src/parse/neural/index.ts'
import { readModel, writeModel } from '../../src/parse/neural/model-file.ts'
import { smallModel } from './small-model.ts'

const { model } = smallModel()
const bytes = writeModel(model)
const parser = loadNeuralParser(bytes)

function expectTree(tokens: TokenAnnotation[]): void {
  if (tokens.length === 0) return
  expect(tokens.filter((token) => token.head === -1)).toHaveLength(1)
  tokens.forEach((token, i) => {
    expect(token.deprel === 'root').toBe(token.head === -1)
    let at = i
    for (let steps = 0; at >= 0; steps++) {
      if (steps > tokens.length) throw new Error('a cycle')
      at = tokens[at]!.head
    }
  })
}

describe('annotate', () => {
  it('answers a rooted tree for any words', () => {
    const word = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', '...', '\ud83d', '🕊', 'X'.repeat(5000)))
    fc.assert(
      fc.property(fc.array(fc.array(word, { maxLength: 30 }), { maxLength: 6 }), (sentences) => {
        const said = parser.annotate(sentences)
        expect(said.map((tokens) => tokens.length)).toEqual(sentences.map((s) => s.length))
        said.forEach(expectTree)
      }),
      { numRuns: 150 },
    )
  })

  it('gives a sentence the same tree alone as among others', () => {
    const sentences = ['The envoy fled .', 'Geneva', 'the talks in Geneva broke down again , the envoy said .', 'No .']
      .concat(Array.from({ length: 300 }, (_, i) => `the envoy number ${i} left Geneva .`))
      .map((text) => text.split(' '))
    const together = parser.annotate(sentences)
    sentences.slice(0, 8).forEach((sentence, i) => {
      expect(parser.annotate([sentence])[0]).toEqual(together[i])
    })
  })

  it('takes 10,000 tokens without a stop', () => {
    const tokens = parser.annotate([Array.from({ length: 10_000 }, (_, i) => (i % 7 === 0 ? 'the' : `word${i}`))])[0]!
    expect(tokens).toHaveLength(10_000)
    expectTree(tokens)
    expect(tokens.filter((token) => token.deprel === 'parataxis').length).toBeGreaterThanOrEqual(52)
  })

  it('forgets old forms when more than the cache holds pass by, and answers the same', () => {
    const before = parser.annotate([['the', 'talks', 'failed']])
    parser.annotate(Array.from({ length: 1500 }, (_, i) => [`a${i}`, `b${i}`, `c${i}`, `d${i}`]))
    expect(parser.annotate([['the', 'talks', 'failed']])).toEqual(before)
  })

  it('tells what it knew of each word: the same alone as among others, whole for long sentences, with the vectors of the words', () => {
    const long = Array.from({ length: 500 }, (_, i) => (i % 9 === 0 ? ',' : i % 2 ? 'the' : 'envoy'))
    const sentences = [['The', 'envoy', 'fled', '.'], long, [], ['Geneva']]
    const encodings: Encoding[] = []
    const said = parser.annotate(sentences, encodings)
    expect(said).toEqual(parser.annotate(sentences))
    const alone: Encoding[] = []
    parser.annotate([sentences[0]!], alone)
    expect(alone[0]).toEqual(encodings[0])
    const { shape, vectors } = model
    const width = 2 * shape.hidden + shape.vectorDim
    expect(encodings[1]!.rows).toHaveLength(500 * width)
    const rowAt = (encoding: Encoding, i: number) => [...encoding.rows.subarray(i * width, (i + 1) * width)]
    expect(rowAt(encodings[1]!, 499).some((x) => x !== 0)).toBe(true)
    const vector = wordFeatures(featureTable(model.vocabulary), 'envoy', new Int32Array(FEATURE_COUNT), 0)
    expect(vector).toBeGreaterThanOrEqual(0)
    expect(rowAt(encodings[0]!, 1).slice(2 * shape.hidden)).toEqual([
      ...vectors.subarray(vector * shape.vectorDim, (vector + 1) * shape.vectorDim),
    ])
    expect(rowAt(encodings[0]!, 1).slice(0, 2 * shape.hidden)).not.toEqual(
      rowAt(encodings[0]!, 2).slice(0, 2 * shape.hidden),
    )
  })

  it('answers nothing for no sentences and for an empty one', () => {
    expect(parser.annotate([])).toEqual([])
    expect(parser.annotate([[]])).toEqual([[]])
  })
})

describe('the model file', () => {
  it('reads back what was written, at any alignment', () => {
    const shifted = new Uint8Array(bytes.length + 3)
    shifted.set(bytes, 3)
    const found = readModel(shifted.subarray(3))
    expect(found.vocabulary).toEqual(model.vocabulary)
    expect(found.packed.get('wm')).toEqual(model.packed.get('wm'))
    expect(found.floats.get('bil')).toEqual(model.floats.get('bil'))
  })

  it('is refused when cut short or of another kind', () => {
    expect(() => loadNeuralParser(bytes.subarray(0, bytes.length - 900))).toThrow(/cut short/)
    expect(() => loadNeuralParser(new TextEncoder().encode('a plain text file'))).toThrow(/DTNP/)
    expect(() => loadNeuralParser(new Uint8Array())).toThrow(/DTNP/)
  })
})

describe('features', () => {
  const table = featureTable(model.vocabulary)
  const featuresOf = (form: string) => {
    const rows = new Int32Array(FEATURE_COUNT)
    return { vector: wordFeatures(table, form, rows, 0), rows: [...rows] }
  }

  it('spells typographic quotes and dashes plainly', () => {
    expect(normaliseForm('n’t')).toBe("n't")
    expect(normaliseForm('“')).toBe('"')
    expect(normaliseForm('US–China')).toBe('US-China')
    expect(featuresOf('n’t')).toEqual(featuresOf("n't"))
  })

  it('knows a compound by its last part and tells an unknown word by its ending', () => {
    expect(featuresOf('peace-talks').vector).toBe(featuresOf('talks').vector)
    expect(featuresOf('zorblings').vector).toBe(-1)
    expect(featuresOf('zorblings').rows[5]).toBe(featuresOf('plinks').rows[5])
    expect(featuresOf('zorblings').rows[5]).not.toBe(featuresOf('plinked').rows[5])
  })

  it('separates words by shape', () => {
    expect(shapeOf('Geneva')).toBe('Xxxxx')
    expect(shapeOf('24,000th')).toBe('dd,dddxx')
    expect(featuresOf('talks').rows.slice(0, 9)).toEqual(featuresOf('TALKS').rows.slice(0, 9))
    expect(featuresOf('talks').rows[9]).not.toBe(featuresOf('TALKS').rows[9])
  })

  it('never points outside the tables', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (form) => {
        const { vector, rows } = featuresOf(form)
        expect(vector).toBeLessThan(4)
        for (const row of rows) expect(row >= 0 && row < table.rowCount).toBe(true)
      }),
    )
  })
})
