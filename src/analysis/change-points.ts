import { ln } from './exact-math.ts'

/** A sequence of means with their precisions (1 / variance), in time order. */
export interface Sequence {
  mean: Float64Array
  precision: Float64Array
}

/**
 * The places where the level of a sequence changes, found looking back (PELT, Killick et al. 2012): the segmentation that minimises the squared
 * deviations from the segments' means plus `penalty` × ln n a change. Returns the index of the first element of each segment but the first.
 * Segments have at least `least` elements. About linear where changes are many, quadratic at worst.
 */
export function pelt({ mean, precision }: Sequence, penalty: number, least: number): number[] {
  const n = mean.length
  if (n < 2 * least) return []
  const p = new Float64Array(n + 1)
  const s = new Float64Array(n + 1)
  const q = new Float64Array(n + 1)
  for (let i = 0; i < n; i++) {
    p[i + 1] = p[i]! + precision[i]!
    s[i + 1] = s[i]! + precision[i]! * mean[i]!
    q[i + 1] = q[i]! + precision[i]! * mean[i]! * mean[i]!
  }
  const cost = (from: number, to: number) => {
    const weight = p[to]! - p[from]!
    const sum = s[to]! - s[from]!
    return weight > 0 ? q[to]! - q[from]! - (sum * sum) / weight : 0
  }
  const beta = penalty * ln(n)
  const best = new Float64Array(n + 1).fill(Number.POSITIVE_INFINITY)
  const from = new Int32Array(n + 1)
  best[0] = -beta
  let open = [0]
  for (let end = least; end <= n; end++) {
    for (const start of open) {
      if (end - start < least) continue
      const total = best[start]! + cost(start, end) + beta
      if (total < best[end]!) {
        best[end] = total
        from[end] = start
      }
    }
    open = open.filter((start) => end - start < least || best[start]! + cost(start, end) <= best[end]!)
    const candidate = end - least + 1
    if (candidate >= least) open.push(candidate)
  }
  const changes: number[] = []
  for (let end = n; from[end]! > 0; end = from[end]!) changes.push(from[end]!)
  return changes.reverse()
}

/** An alarm of the online detector: where it rang and where the run that made it ring began. */
export interface Alarm {
  at: number
  onset: number
}

/**
 * Two-sided CUSUM (Page 1954) of standardised deviations from the level before: it rings where the sum of what exceeds `slack` passes `limit`.
 * The level is the mean of what came since the last alarm, the newest `settle` elements left out. Looks only back.
 */
export function cusum({ mean, precision }: Sequence, slack: number, limit: number, settle: number): Alarm[] {
  const alarms: Alarm[] = []
  let base = 0
  let up = 0
  let down = 0
  let upFrom = 0
  let downFrom = 0
  for (let i = 0; i < mean.length; i++) {
    let weight = 0
    let sum = 0
    for (let j = base; j < Math.min(i, up > 0 ? upFrom : i, down > 0 ? downFrom : i); j++) {
      weight += precision[j]!
      sum += precision[j]! * mean[j]!
    }
    if (weight === 0 || i - base < settle) {
      upFrom = downFrom = i + 1
      continue
    }
    const level = sum / weight
    const z = (mean[i]! - level) / Math.sqrt(1 / precision[i]! + 1 / weight)
    if (up === 0) upFrom = i
    if (down === 0) downFrom = i
    up = Math.max(0, up + z - slack)
    down = Math.max(0, down - z - slack)
    if (up > limit || down > limit) {
      const onset = up > limit ? upFrom : downFrom
      alarms.push({ at: i, onset })
      base = onset
      up = down = 0
    }
  }
  return alarms
}
