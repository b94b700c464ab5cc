import type { Weights } from './weights.ts'
import type { WordClasses } from './word-classes.ts'
import { mix1, mix2, mix3 } from './word-hash.ts'
import type { WordView } from './words.ts'

/** Most features one word can have. */
export const TAG_FEATURES = 64

/** A sentence as the tagger sees it: views of its words, with their classes looked up once. */
export interface TaggerInput {
  views: readonly WordView[]
  /** `WordClasses.of` each word. */
  classes: Uint16Array
  /** 1 when the whole sentence is in capitals. */
  shouted: number
}

const EDGE = 0x51ed270b

/** The input for one sentence. */
export function taggerInput(views: readonly WordView[], classes: WordClasses): TaggerInput {
  const codes = new Uint16Array(views.length)
  let capitals = 0
  let letters = 0
  for (let i = 0; i < views.length; i++) {
    const view = views[i]!
    codes[i] = classes.of(view.lowerId)
    if (view.form !== view.form.toUpperCase()) letters++
    else if (view.form !== view.lower) {
      letters++
      if (view.length > 1) capitals++
    }
  }
  return { views, classes: codes, shouted: capitals > 2 && capitals > letters * 0.7 ? 1 : 0 }
}

/** Writes the features of word `i`, given the tags of the two words before it, into `out`; returns how many. Trainer and runtime share this function. */
export function tagFeatures(input: TaggerInput, i: number, tag1: number, tag2: number, out: Int32Array): number {
  const { views, classes, shouted } = input
  const view = views[i]!
  const w = view.lowerId
  const before = views[i - 1]
  const after = views[i + 1]
  const w1 = before ? before.lowerId : EDGE
  const n1 = after ? after.lowerId : EDGE
  const w2 = views[i - 2]?.lowerId ?? EDGE
  const n2 = views[i + 2]?.lowerId ?? EDGE
  const [s1, s2, s3, s4] = view.suffixes
  const shape = shouted ? 7 : view.shape
  const amb = classes[i]! >> 8
  const cluster = classes[i]! & 255
  const ambN = after ? classes[i + 1]! >> 8 : 256
  const ambN2 = i + 2 < views.length ? classes[i + 2]! >> 8 : 256
  const clusterN = after ? classes[i + 1]! & 255 : 256
  const clusterB = before ? classes[i - 1]! & 255 : 256
  const shapeN = after ? (shouted ? 7 : after.shape) : EDGE
  const shapeB = before ? (shouted ? 7 : before.shape) : EDGE
  const first = i === 0 ? 1 : 0
  let n = 0
  out[n++] = mix1(1, shouted)
  out[n++] = mix1(2, shouted ? w : view.formId)
  out[n++] = mix1(3, w)
  out[n++] = mix1(4, s1)
  out[n++] = mix1(5, s2)
  out[n++] = mix1(6, s3)
  out[n++] = mix1(7, s4)
  out[n++] = mix1(8, view.prefixes[0])
  out[n++] = mix1(9, view.prefixes[1])
  out[n++] = mix1(10, view.prefixes[2])
  out[n++] = mix2(11, shape, first)
  out[n++] = mix2(12, shape, s3)
  out[n++] = mix1(13, view.length)
  out[n++] = mix1(14, w1)
  out[n++] = mix1(15, n1)
  out[n++] = mix1(16, w2)
  out[n++] = mix1(17, n2)
  out[n++] = mix2(18, w1, w)
  out[n++] = mix2(19, w, n1)
  out[n++] = mix2(20, w1, n1)
  out[n++] = mix1(21, tag1)
  out[n++] = mix2(22, tag1, tag2)
  out[n++] = mix2(23, tag1, w)
  out[n++] = mix2(24, tag1, n1)
  out[n++] = mix2(25, tag1, s3)
  out[n++] = mix2(26, tag1, shape)
  out[n++] = mix2(27, tag1, amb)
  out[n++] = mix2(28, amb, ambN)
  out[n++] = mix3(29, tag1, amb, ambN)
  out[n++] = mix3(30, amb, ambN, ambN2)
  out[n++] = mix2(31, w, ambN)
  out[n++] = mix2(32, w, ambN2)
  out[n++] = mix1(33, cluster)
  out[n++] = mix2(34, cluster, tag1)
  out[n++] = mix2(35, cluster, clusterN)
  out[n++] = mix2(36, cluster, clusterB)
  out[n++] = mix1(37, clusterN)
  out[n++] = mix1(38, clusterB)
  out[n++] = mix2(39, shape, shapeN)
  out[n++] = mix2(40, shape, shapeB)
  out[n++] = mix3(41, tag1, tag2, w)
  out[n++] = mix3(42, tag1, tag2, ambN)
  out[n++] = mix2(43, ambN, s3)
  out[n++] = mix2(44, w1, s3)
  out[n++] = mix2(45, n1, s3)
  out[n++] = mix3(46, tag1, w1, amb)
  out[n++] = mix2(47, shape, cluster)
  out[n++] = mix2(48, s2, tag1)
  out[n++] = mix1(49, before ? before.suffixes[2] : EDGE)
  out[n++] = mix1(50, after ? after.suffixes[2] : EDGE)
  out[n++] = mix3(51, first, shape, amb)
  return n
}

/** Scratch space of one tagger; a tagger is used by one caller at a time. */
export class Tagger {
  private readonly features = new Int32Array(TAG_FEATURES)
  private readonly found = new Int32Array(TAG_FEATURES)
  private readonly scores: Float32Array

  constructor(
    private readonly weights: Weights,
    private readonly tagCount: number,
  ) {
    this.scores = new Float32Array(tagCount)
  }

  /** The best tag of each word, left to right, into `tags`. */
  tag(input: TaggerInput, tags: Uint8Array): void {
    const { features, found, scores } = this
    for (let i = 0; i < input.views.length; i++) {
      const count = tagFeatures(input, i, i > 0 ? tags[i - 1]! : 254, i > 1 ? tags[i - 2]! : 254, features)
      scores.fill(0)
      this.weights.score(features, count, scores, found)
      let best = 0
      for (let t = 1; t < this.tagCount; t++) if (scores[t]! > scores[best]!) best = t
      tags[i] = best
    }
  }
}
