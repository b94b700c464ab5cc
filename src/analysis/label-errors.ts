import { EVENT_TYPES } from '../coding/index.ts'
import { coderModel, trueTypeSums } from './coder-error.ts'
import type { TemperatureOptions } from './options.ts'
import { typeScores } from './scales.ts'

const TYPES = EVENT_TYPES.length

/**
 * What the coder's errors make one expect of each coded type of a pair, whose happenings of each type `counts` holds. `expectLabels` fills, for each type, the
 * chance that it is what was coded (`own`), and of the types that may have been meant instead their shares' sum of scores (`mean`) and of squares (`square`).
 */
export function labelErrors(counts: Float64Array, options: Pick<TemperatureOptions, 'confusion' | 'scale'>) {
  const scoresOfType = typeScores(options.scale)
  const coder = coderModel(options.confusion)
  const own = new Float64Array(TYPES)
  const mean = new Float64Array(TYPES)
  const square = new Float64Array(TYPES)
  const sums = new Float64Array(TYPES * TYPES)
  return { own, mean, square, expectLabels }

  function expectLabels(): void {
    trueTypeSums(counts, coder, sums)
    for (let coded = 0; coded < TYPES; coded++) {
      if (!counts[coded]) continue
      own[coded] = mean[coded] = square[coded] = 0
      let below = 0
      for (let type = 0; type < TYPES; type++) {
        const upTo = sums[coded * TYPES + type]!
        const share = upTo - below
        below = upTo
        if (type === coded) own[coded] = share
        else {
          mean[coded]! += share * scoresOfType[type]!
          square[coded]! += share * scoresOfType[type]! * scoresOfType[type]!
        }
      }
    }
  }
}
