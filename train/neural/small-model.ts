import { FIRST_VOCABULARY_ROW, HASHED_ROW_COUNT, type Vocabulary } from '../../src/parse/neural/features.ts'
import { blocksOf, modelFromFloats, type NeuralModel, type Shape } from '../../src/parse/neural/model-file.ts'

/** Widths of the model that tests run on. */
export const SMALL_SHAPE: Shape = {
  hidden: 16,
  embed: 16,
  arc: 16,
  add: 8,
  mul: 8,
  vectorDim: 8,
  tags: 4,
  relations: 5,
}

/** A model of random weights (a fixed sequence) and a vocabulary of a few words, with the floats it was made of. */
export function smallModel(): { model: NeuralModel; weights: Float32Array } {
  let state = 12345
  const random = () => {
    state = Math.imul(state, 1664525) + 1013904223
    return ((state >>> 8) & 0xffff) / 32768 - 1
  }
  const vocabulary: Vocabulary = {
    words: ['the', 'talks', 'envoy', "n't", 'ceasefire'],
    sharedCount: 3,
    learnedCount: 1,
    forms: ['The', 'Geneva'],
  }
  const rows = FIRST_VOCABULARY_ROW + 4 + 2 + HASHED_ROW_COUNT
  const count = blocksOf(SMALL_SHAPE).reduce((sum, b) => sum + b.rows * b.columns, rows * SMALL_SHAPE.embed)
  const weights = Float32Array.from({ length: count }, () => random() * 0.5)
  const model = modelFromFloats(weights, {
    shape: SMALL_SHAPE,
    vocabulary,
    tags: ['NOUN NN', 'DET DT', 'VERB VBD', 'PUNCT .'],
    relations: ['punct', 'root', 'nsubj', 'obj', 'det'],
    vectors: Int8Array.from({ length: 4 * SMALL_SHAPE.vectorDim }, () => Math.round(random() * 60)),
    vectorStep: 1 / 32,
  })
  return { model, weights }
}
