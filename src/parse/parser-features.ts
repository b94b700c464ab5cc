import type { ParserState } from './transitions.ts'
import { MAX_WORDS } from './transitions.ts'
import { mix1, mix2, mix3, mix4 } from './word-hash.ts'

/** Most features one state can have. */
export const PARSE_FEATURES = 192

/** A sentence as the parser sees it: for each word its form, tag, both, coarse tag and cluster. Place n is the root, place n + 1 "no word". */
export class ParserInput {
  length = 0
  readonly word = new Int32Array(MAX_WORDS + 2)
  readonly tag = new Int32Array(MAX_WORDS + 2)
  readonly both = new Int32Array(MAX_WORDS + 2)
  readonly coarse = new Int32Array(MAX_WORDS + 2)
  readonly cluster = new Int32Array(MAX_WORDS + 2)

  begin(length: number): void {
    this.length = length
    this.place(length, 0x1b873593, 253, 60, 0)
    this.place(length + 1, 0x2545f491, 252, 61, 256)
  }

  place(i: number, word: number, tag: number, coarse: number, cluster: number): void {
    this.word[i] = word
    this.tag[i] = tag
    this.both[i] = mix2(1000, word, tag)
    this.coarse[i] = coarse
    this.cluster[i] = cluster
  }
}

const DISTANCE = [0, 1, 2, 3, 4, 5, 5, 6, 6, 6, 6, 7]

function distance(from: number, to: number): number {
  return DISTANCE[to - from] ?? 8
}

/**
 * Writes the features of a state into `out`; returns how many. The templates follow Zhang and Nivre (2011), moved to the arc-hybrid system, with word clusters
 * and the words beside the ends of an arc. Trainer and runtime share this function.
 */
export function parseFeatures(input: ParserInput, state: ParserState, out: Int32Array): number {
  const { word, tag, both, coarse, cluster } = input
  const none = input.length + 1
  const { depth, next, stack, label, left1, left2, right1, right2 } = state
  const s0 = depth > 0 ? stack[depth - 1]! : none
  const s1 = depth > 1 ? stack[depth - 2]! : none
  const s2 = depth > 2 ? stack[depth - 3]! : none
  const b0 = next
  const b1 = next + 1 <= input.length ? next + 1 : none
  const b2 = next + 2 <= input.length ? next + 2 : none
  const child = (table: Int16Array, of: number) => {
    if (of === none) return none
    const c = table[of]!
    return c < 0 ? none : c
  }
  const s0l = child(left1, s0)
  const s0r = child(right1, s0)
  const s0l2 = child(left2, s0)
  const s0r2 = child(right2, s0)
  const s1l = child(left1, s1)
  const s1r = child(right1, s1)
  const s1l2 = child(left2, s1)
  const s1r2 = child(right2, s1)
  const b0l = child(left1, b0)
  const b0l2 = child(left2, b0)
  const s0rr = child(right1, s0r)
  const s1rr = child(right1, s1r)
  const s0w = word[s0]!
  const s0t = tag[s0]!
  const s0b = both[s0]!
  const s0c = cluster[s0]!
  const s1w = word[s1]!
  const s1t = tag[s1]!
  const s1b = both[s1]!
  const s1c = cluster[s1]!
  const s2t = tag[s2]!
  const b0w = word[b0]!
  const b0t = tag[b0]!
  const b0b = both[b0]!
  const b0c = cluster[b0]!
  const b1t = tag[b1]!
  const b2t = tag[b2]!
  const d0 = s0 === none ? 9 : distance(s0, b0)
  const d1 = s1 === none ? 9 : distance(s1, s0)
  const s0vl = s0 === none ? 9 : Math.min(5, state.leftCount[s0]!)
  const s0vr = s0 === none ? 9 : Math.min(5, state.rightCount[s0]!)
  const s1vr = s1 === none ? 9 : Math.min(5, state.rightCount[s1]!)
  const s1vl = s1 === none ? 9 : Math.min(5, state.leftCount[s1]!)
  const b0vl = Math.min(5, state.leftCount[b0]!)
  const s0sl = s0 === none ? 0 : state.leftRelations[s0]!
  const s0sr = s0 === none ? 0 : state.rightRelations[s0]!
  const s1sl = s1 === none ? 0 : state.leftRelations[s1]!
  const s1sr = s1 === none ? 0 : state.rightRelations[s1]!
  const b0sl = state.leftRelations[b0]!
  const s0lt = tag[s0l]!
  const s0rt = tag[s0r]!
  const s1lt = tag[s1l]!
  const s1rt = tag[s1r]!
  const b0lt = tag[b0l]!
  let n = 0
  // Single words.
  out[n++] = mix1(1, s0b)
  out[n++] = mix1(2, s0w)
  out[n++] = mix1(3, s0t)
  out[n++] = mix1(4, s1b)
  out[n++] = mix1(5, s1w)
  out[n++] = mix1(6, s1t)
  out[n++] = mix1(7, both[s2]!)
  out[n++] = mix1(8, s2t)
  out[n++] = mix1(9, b0b)
  out[n++] = mix1(10, b0w)
  out[n++] = mix1(11, b0t)
  out[n++] = mix1(12, both[b1]!)
  out[n++] = mix1(13, word[b1]!)
  out[n++] = mix1(14, b1t)
  out[n++] = mix1(15, both[b2]!)
  out[n++] = mix1(16, b2t)
  // Pairs.
  out[n++] = mix2(17, s0b, b0b)
  out[n++] = mix2(18, s0b, b0w)
  out[n++] = mix2(19, s0w, b0b)
  out[n++] = mix2(20, s0b, b0t)
  out[n++] = mix2(21, s0t, b0b)
  out[n++] = mix2(22, s0w, b0w)
  out[n++] = mix2(23, s0t, b0t)
  out[n++] = mix2(24, b0t, b1t)
  out[n++] = mix2(25, b0w, b1t)
  out[n++] = mix2(26, b0w, word[b1]!)
  out[n++] = mix2(27, s1b, s0b)
  out[n++] = mix2(28, s1b, s0t)
  out[n++] = mix2(29, s1t, s0b)
  out[n++] = mix2(30, s1w, s0w)
  out[n++] = mix2(31, s1t, s0t)
  out[n++] = mix2(32, s1t, b0t)
  out[n++] = mix2(33, s1b, b0t)
  out[n++] = mix2(34, s1t, b0b)
  out[n++] = mix2(35, s1w, b0w)
  // Triples.
  out[n++] = mix3(36, b0t, b1t, b2t)
  out[n++] = mix3(37, s0t, b0t, b1t)
  out[n++] = mix3(38, s1t, s0t, b0t)
  out[n++] = mix3(39, s2t, s1t, s0t)
  out[n++] = mix3(40, s0w, b0t, b1t)
  out[n++] = mix3(41, s0t, b0w, b1t)
  out[n++] = mix3(42, s0t, b0t, word[b1]!)
  out[n++] = mix3(43, s1w, s0t, b0t)
  out[n++] = mix3(44, s1t, s0w, b0t)
  out[n++] = mix3(45, s1t, s0t, b0w)
  out[n++] = mix3(46, s0t, s0lt, b0t)
  out[n++] = mix3(47, s0t, s0rt, b0t)
  out[n++] = mix3(48, s0t, b0t, b0lt)
  out[n++] = mix3(49, s1t, s1rt, s0t)
  out[n++] = mix3(50, s1t, s1lt, s0t)
  out[n++] = mix3(51, s1t, s0t, s0lt)
  out[n++] = mix3(52, s1t, s0t, s0rt)
  out[n++] = mix3(53, s1t, s1rt, b0t)
  out[n++] = mix4(54, s1t, s0t, b0t, b1t)
  out[n++] = mix3(55, s0t, s0rt, tag[s0r2]!)
  out[n++] = mix3(56, s0t, s0lt, tag[s0l2]!)
  out[n++] = mix3(57, s1t, s1rt, tag[s1r2]!)
  out[n++] = mix3(58, s1t, s1lt, tag[s1l2]!)
  out[n++] = mix3(59, b0t, b0lt, tag[b0l2]!)
  out[n++] = mix3(60, s0w, s0rt, b0t)
  out[n++] = mix3(61, s0t, word[s0r]!, b0t)
  out[n++] = mix3(62, s1t, word[s1r]!, s0t)
  out[n++] = mix3(63, s1w, s1rt, s0t)
  out[n++] = mix3(64, s1t, s0t, word[s0l]!)
  out[n++] = mix3(65, s1w, s0t, word[s0l]!)
  out[n++] = mix3(66, s1t, s0w, word[s0l]!)
  out[n++] = mix3(67, s0t, word[s0l]!, b0t)
  out[n++] = mix3(68, s0t, b0t, word[b0l]!)
  out[n++] = mix3(69, s0w, s0lt, b0w)
  // Distance.
  out[n++] = mix2(70, s0w, d0)
  out[n++] = mix2(71, s0t, d0)
  out[n++] = mix2(72, b0w, d0)
  out[n++] = mix2(73, b0t, d0)
  out[n++] = mix3(74, s0w, b0w, d0)
  out[n++] = mix3(75, s0t, b0t, d0)
  out[n++] = mix3(76, s1t, s0t, d1)
  out[n++] = mix2(77, s1w, d1)
  out[n++] = mix2(78, s0w, d1 + 16)
  // Valency and relations of the children.
  out[n++] = mix2(79, s0w, s0vr)
  out[n++] = mix2(80, s0t, s0vr)
  out[n++] = mix2(81, s0w, s0vl)
  out[n++] = mix2(82, s0t, s0vl)
  out[n++] = mix2(83, b0w, b0vl)
  out[n++] = mix2(84, b0t, b0vl)
  out[n++] = mix2(85, s1w, s1vr)
  out[n++] = mix2(86, s1t, s1vr)
  out[n++] = mix2(87, s1t, s1vl)
  out[n++] = mix2(88, s0w, s0sr)
  out[n++] = mix2(89, s0t, s0sr)
  out[n++] = mix2(90, s0w, s0sl)
  out[n++] = mix2(91, s0t, s0sl)
  out[n++] = mix2(92, b0w, b0sl)
  out[n++] = mix2(93, b0t, b0sl)
  out[n++] = mix2(94, s1w, s1sr)
  out[n++] = mix2(95, s1t, s1sr)
  out[n++] = mix2(96, s1t, s1sl)
  out[n++] = mix3(97, s1t, s1sr, s0t)
  out[n++] = mix3(98, s0t, s0sl, b0t)
  out[n++] = mix3(99, s0t, s0sr, b0t)
  out[n++] = mix3(100, s1b, s1sr, s0t)
  out[n++] = mix3(101, b0b, b0sl, s0t)
  out[n++] = mix3(102, s0t, b0t, b0sl)
  out[n++] = mix3(103, s1t, s1sl, s0t)
  out[n++] = mix3(104, s1t, s0t, s0sr)
  out[n++] = mix3(105, s1t, s0t, s0sl)
  // Children alone.
  out[n++] = mix2(106, word[s0l]!, s0l === none ? 255 : label[s0l]!)
  out[n++] = mix2(107, s0lt, s0l === none ? 255 : label[s0l]!)
  out[n++] = mix2(108, word[s0r]!, s0r === none ? 255 : label[s0r]!)
  out[n++] = mix2(109, s0rt, s0r === none ? 255 : label[s0r]!)
  out[n++] = mix2(110, word[b0l]!, b0l === none ? 255 : label[b0l]!)
  out[n++] = mix2(111, b0lt, b0l === none ? 255 : label[b0l]!)
  out[n++] = mix2(112, word[s1r]!, s1r === none ? 255 : label[s1r]!)
  out[n++] = mix2(113, s1rt, s1r === none ? 255 : label[s1r]!)
  out[n++] = mix2(114, s1lt, s1l === none ? 255 : label[s1l]!)
  out[n++] = mix3(115, s1b, s1r === none ? 255 : label[s1r]!, s0t)
  out[n++] = mix3(116, s0t, tag[s0rr]!, b0t)
  out[n++] = mix3(117, s1t, tag[s1rr]!, s0t)
  // Clusters.
  out[n++] = mix1(118, s0c)
  out[n++] = mix1(119, b0c)
  out[n++] = mix2(120, s0c, b0c)
  out[n++] = mix2(121, s0c, b0t)
  out[n++] = mix2(122, s0t, b0c)
  out[n++] = mix2(123, s1c, s0c)
  out[n++] = mix2(124, s1c, s0t)
  out[n++] = mix2(125, s1t, s0c)
  out[n++] = mix2(126, s1c, b0t)
  out[n++] = mix3(127, s1c, s0t, cluster[s0l]!)
  out[n++] = mix3(128, s1t, s0t, cluster[s0l]!)
  out[n++] = mix3(129, s1c, s0w, s0lt)
  out[n++] = mix2(130, s0b, b0c)
  out[n++] = mix2(131, s0c, b0b)
  out[n++] = mix2(132, s1b, s0c)
  out[n++] = mix2(133, s1c, s0b)
  // The words beside the ends of an arc.
  const afterS0 = s0 === none || s0 + 1 > input.length ? none : s0 + 1
  const beforeS0 = s0 === none || s0 === 0 ? none : s0 - 1
  const beforeB0 = b0 === 0 ? none : b0 - 1
  const afterS1 = s1 === none ? none : s1 + 1
  out[n++] = mix3(134, s0t, tag[afterS0]!, b0t)
  out[n++] = mix3(135, tag[beforeS0]!, s0t, b0t)
  out[n++] = mix3(136, s0t, tag[beforeB0]!, b0t)
  out[n++] = mix3(137, s1t, tag[afterS1]!, s0t)
  out[n++] = mix4(138, s1t, tag[beforeS0]!, s0t, b0t)
  out[n++] = mix2(139, word[beforeB0]!, b0t)
  out[n++] = mix4(140, coarse[s2]!, coarse[s1]!, coarse[s0]!, coarse[b0]!)
  out[n++] = mix4(141, coarse[s1]!, coarse[s0]!, coarse[b0]!, (coarse[b1]! << 6) | coarse[b2]!)
  out[n++] = mix3(142, coarse[s0]!, coarse[b0]!, between(coarse, s0, b0, none))
  out[n++] = mix3(143, coarse[s1]!, coarse[s0]!, between(coarse, s1, s0, none))
  return n
}

/** Which of the coarse tags 0..31 stand between two words, a bit each. */
function between(coarse: Int32Array, from: number, to: number, none: number): number {
  if (from === none || to === none) return 0
  let bits = 0
  for (let i = Math.max(from + 1, to - 12); i < to; i++) bits |= 1 << coarse[i]!
  return bits
}
