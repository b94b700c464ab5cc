import { TAG_FEATURES, tagFeatures, type TaggerInput } from '../../src/parse/tagger.ts'
import type { SparseRows } from '../../src/parse/weights.ts'
import { type Random, shuffled } from './random.ts'
import { SparseTrainer } from './sparse-trainer.ts'

export interface TaggedSentence {
  input: TaggerInput
  gold: Uint8Array
}

/** Averaged perceptron over tag sequences; from the second epoch on the history is the tagger's own. */
export function trainTagger(sentences: readonly TaggedSentence[], tagCount: number, epochs: number, floor: number, random: Random): SparseRows {
  const trainer = new SparseTrainer(21)
  const features = new Int32Array(TAG_FEATURES)
  const scores = new Float32Array(tagCount)
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const { input, gold } of shuffled(sentences, random)) {
      let tag1 = 254
      let tag2 = 254
      for (let i = 0; i < gold.length; i++) {
        const count = tagFeatures(input, i, tag1, tag2, features)
        scores.fill(0)
        trainer.score(features, count, scores)
        let best = 0
        for (let t = 1; t < tagCount; t++) if (scores[t]! > scores[best]!) best = t
        trainer.now++
        if (best !== gold[i]) {
          trainer.update(features, count, gold[i]!, 1)
          trainer.update(features, count, best, -1)
        }
        tag2 = tag1
        tag1 = epoch === 0 ? gold[i]! : best
      }
    }
  }
  return trainer.averaged(floor)
}
