import { PARSE_FEATURES, type ParserInput, parseFeatures } from '../../src/parse/parser-features.ts'
import { bestAction } from '../../src/parse/parser.ts'
import { type Actions, ParserState } from '../../src/parse/transitions.ts'
import type { SparseRows } from '../../src/parse/weights.ts'
import { type Random, shuffled } from './random.ts'
import { SparseTrainer } from './sparse-trainer.ts'

/** Gold heads (the root is word n) and relations by number; the root word's relation is not looked at. */
export interface TreeSentence {
  length: number
  /** Fills the parser's view of the sentence, with the tags it is to be learnt from. */
  fill(target: ParserInput): void
  heads: Int16Array
  relations: Uint8Array
}

const MARGIN = 100

/** Averaged perceptron over transitions with the dynamic oracle of Goldberg and Nivre (2013); from the second epoch on it explores its own errors. */
export function trainParser(sentences: readonly TreeSentence[], actions: Actions, input: ParserInput, epochs: number, floor: number, random: Random, log: (line: string) => void): SparseRows {
  const trainer = new SparseTrainer(23)
  const features = new Int32Array(PARSE_FEATURES)
  const scores = new Float32Array(actions.count)
  const state = new ParserState()
  for (let epoch = 0; epoch < epochs; epoch++) {
    let mistakes = 0
    let steps = 0
    for (const sentence of shuffled(sentences, random)) {
      sentence.fill(input)
      state.begin(sentence.length)
      while (!state.finished) {
        if (state.depth === 0) {
          state.shift()
          continue
        }
        if (state.canRoot) {
          actions.apply(state, 1)
          continue
        }
        const count = parseFeatures(input, state, features)
        scores.fill(0)
        trainer.score(features, count, scores)
        const said = bestAction(state, scores)
        const { right, wrong, saidIsRight } = judge(sentence, state, actions, scores, said)
        trainer.now++
        steps++
        if (!saidIsRight) mistakes++
        if (wrong >= 0 && scores[right]! < scores[wrong]! + MARGIN) {
          trainer.update(features, count, right, 1)
          trainer.update(features, count, wrong, -1)
        }
        actions.apply(state, saidIsRight || (epoch > 0 && random() < 0.9) ? said : right)
      }
    }
    log(`parser epoch ${epoch + 1}: ${((100 * mistakes) / steps).toFixed(2)} % of actions wrong`)
  }
  return trainer.averaged(floor)
}

/** The best-scored action of least cost, the best-scored of higher cost (-1 for none), and whether `said` has least cost. */
function judge(sentence: TreeSentence, state: ParserState, actions: Actions, scores: Float32Array, said: number): { right: number; wrong: number; saidIsRight: boolean } {
  const { heads, relations } = sentence
  const { depth, next, stack, length } = state
  const top = stack[depth - 1]!
  const under = depth > 1 ? stack[depth - 2]! : -1
  // Arcs each kind of action makes impossible.
  let shiftCost = 0
  if (next < length) {
    for (let d = 0; d < depth; d++) {
      if (heads[stack[d]!] === next) shiftCost++
      if (d < depth - 1 && heads[next] === stack[d]) shiftCost++
    }
  }
  let below = 0
  for (let i = next; i < length; i++) if (heads[i] === top) below++
  const goldHead = heads[top]!
  const leftCost = below + ((goldHead > next && goldHead <= length) || goldHead === under ? 1 : 0)
  const rightCost = below + (goldHead >= next ? 1 : 0)
  let right = -1
  let wrong = -1
  let least = 99
  let saidCost = 99
  const consider = (action: number, cost: number, pass: number) => {
    if (pass === 0) {
      if (cost < least) least = cost
      if (action === said) saidCost = cost
    } else if (cost === least) {
      if (right < 0 || scores[action]! > scores[right]!) right = action
    } else if (wrong < 0 || scores[action]! > scores[wrong]!) wrong = action
  }
  for (let pass = 0; pass < 2; pass++) {
    if (state.canShift) consider(0, shiftCost, pass)
    for (let r = 0; r < actions.relations.length; r++) {
      const mislabelled = r === relations[top] ? 0 : 1
      if (state.canLeft) consider(actions.left(r), leftCost + (goldHead === next ? mislabelled : 0), pass)
      if (state.canRight) consider(actions.right(r), rightCost + (goldHead === under ? mislabelled : 0), pass)
    }
  }
  return { right, wrong, saidIsRight: saidCost === least }
}
