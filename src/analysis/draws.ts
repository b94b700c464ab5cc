/** A 32-bit hash of a text (FNV-1a with a final mix): the seed of everything drawn for it. */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return mix(hash)
}

/** Scrambles 32 bits so that neighbouring seeds give unrelated numbers. */
export function mix(value: number): number {
  let x = value | 0
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b)
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35)
  return (x ^ (x >>> 16)) >>> 0
}

/** The `index`-th number in [0, 1) that belongs to a seed: no state, so it does not matter what else is drawn. */
export function drawAt(seed: number, index: number): number {
  return wholeDrawAt(seed, index) / DRAWN
}

/** What `drawAt` divides by: the whole numbers it comes from are below. */
export const DRAWN = 4_294_967_296

/** `drawAt` before it is divided: a whole number below `DRAWN`. */
export function wholeDrawAt(seed: number, index: number): number {
  return mix(seed + Math.imul(index + 1, 0x9e3779b9))
}

const POISSON = [0.36787944117, 0.73575888234, 0.91969860293, 0.9810118431, 0.99634015317, 0.99940581519, 0.99991675886]

/** How often a cluster is drawn in one bootstrap sample (Poisson with mean 1), for a number in [0, 1). */
export function timesDrawn(u: number): number {
  let times = 0
  while (times < POISSON.length && u >= POISSON[times]!) times++
  return times
}

/** Values at a small share from below and from above, as `quantiles` gives them, without sorting the whole sample. */
export function tails(sample: Float64Array, share: number): [number, number] {
  const place = share * (sample.length - 1)
  const below = Math.floor(place)
  const kept = below + 2
  if (lowest.length < kept) [lowest, highest] = [new Float64Array(kept), new Float64Array(kept)]
  const [low, high] = [lowest, highest]
  for (let i = 0; i < kept; i++) [low[i], high[i]] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let i = 0; i < sample.length; i++) {
    const value = sample[i]!
    if (value < low[kept - 1]!) {
      let j = kept - 1
      for (; j > 0 && low[j - 1]! > value; j--) low[j] = low[j - 1]!
      low[j] = value
    }
    if (value > high[kept - 1]!) {
      let j = kept - 1
      for (; j > 0 && high[j - 1]! < value; j--) high[j] = high[j - 1]!
      high[j] = value
    }
  }
  const next = sample.length > below + 1 ? below + 1 : below
  return [
    low[below]! + (place - below) * (low[next]! - low[below]!),
    high[below]! + (place - below) * (high[next]! - high[below]!),
  ]
}

// Room for the ends of a sample, used again: tens of thousands are taken for one report.
let lowest = new Float64Array(32)
let highest = new Float64Array(32)

/** Values at the two shares of a sample. Sorts the sample in place. */
export function quantiles(sample: Float64Array, low: number, high: number): [number, number] {
  sample.sort()
  const at = (share: number) => {
    const place = share * (sample.length - 1)
    const below = Math.floor(place)
    const above = Math.min(sample.length - 1, below + 1)
    return sample[below]! + (place - below) * (sample[above]! - sample[below]!)
  }
  return [at(low), at(high)]
}
