import { PARSE_FEATURES, type ParserInput, parseFeatures } from './parser-features.ts'
import { type Actions, ParserState } from './transitions.ts'
import type { Weights } from './weights.ts'

/** Greedy parser; used by one caller at a time. */
export class Parser {
  private readonly state = new ParserState()
  private readonly features = new Int32Array(PARSE_FEATURES)
  private readonly found = new Int32Array(PARSE_FEATURES)
  private readonly scores: Float32Array

  constructor(
    private readonly weights: Weights,
    readonly actions: Actions,
  ) {
    this.scores = new Float32Array(actions.count)
  }

  /** Parses a sentence; the state returned holds head and relation of each word and is overwritten by the next call. Linear in the sentence's length. */
  parse(input: ParserInput): ParserState {
    const { state, features, found, scores, actions } = this
    state.begin(input.length)
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
      this.weights.score(features, count, scores, found)
      actions.apply(state, bestAction(state, scores))
    }
    return state
  }
}

/** The allowed action with the highest score; the lowest number wins a tie. */
export function bestAction(state: ParserState, scores: Float32Array): number {
  let best = -1
  let bestScore = Number.NEGATIVE_INFINITY
  if (state.canShift) {
    best = 0
    bestScore = scores[0]!
  }
  const { canLeft, canRight } = state
  for (let a = 2; a < scores.length; a += 2) {
    if (canLeft && scores[a]! > bestScore) {
      best = a
      bestScore = scores[a]!
    }
    if (canRight && scores[a + 1]! > bestScore) {
      best = a + 1
      bestScore = scores[a + 1]!
    }
  }
  return best
}
