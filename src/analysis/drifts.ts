import type { ToldLines } from './act-lines.ts'
import type { Change } from './change-rule.ts'
import { dayNumber } from './days.ts'
import { describeChange } from './describe-change.ts'
import type { Part } from './levels.ts'

/** Two or more steps the same way that a straight line fits as well are one drift. */
export function asDrifts(changes: Change[], lines: ToldLines, variance: number): Change[] {
  const result: Change[] = []
  const { days, length } = lines
  const firstLine = (is: (day: number) => boolean) => {
    let line = 0
    while (line < length && !is(days[line]!)) line++
    return line
  }
  for (let i = 0; i < changes.length; i++) {
    let j = i
    while (
      j + 1 < changes.length &&
      changes[j + 1]!.kind === changes[i]!.kind &&
      (changes[i]!.kind === 'thaw' || changes[i]!.kind === 'freeze')
    )
      j++
    if (j > i) {
      const start = i > 0 ? dayNumber(changes[i - 1]!.when.start) : Number.NEGATIVE_INFINITY
      const next = changes[j + 1]
      const end = next ? dayNumber(next.when.end) : Number.POSITIVE_INFINITY
      const part = { from: firstLine((day) => day > start), to: firstLine((day) => day >= end) }
      if (fitsLine(lines, part, changes.slice(i, j + 1), variance)) {
        const third = Math.max(1, Math.floor((part.to - part.from) / 3))
        const [before, after] = [
          { from: part.from, to: part.from + third },
          { from: part.to - third, to: part.to },
        ]
        result.push(describeChange(lines, 'drift', before, after, variance, ['pelt']))
        i = j
        continue
      }
    }
    result.push(changes[i]!)
  }
  return result
}

function fitsLine(
  { days, weights, scores }: ToldLines,
  { from, to }: Part,
  steps: Change[],
  variance: number,
): boolean {
  const sum = (of: (line: number) => number) => {
    let all = 0
    for (let i = from; i < to; i++) all += of(i)
    return all
  }
  const weight = sum((i) => weights[i]!)
  const meanDay = sum((i) => weights[i]! * days[i]!) / weight
  const mean = sum((i) => weights[i]! * scores[i]!) / weight
  const spread = sum((i) => weights[i]! * (days[i]! - meanDay) * (days[i]! - meanDay))
  if (spread === 0) return false
  const slope = sum((i) => weights[i]! * (days[i]! - meanDay) * (scores[i]! - mean)) / spread
  const stairsFrom = steps.map(({ when }) => dayNumber(when.end))
  let line = 0
  let stairs = 0
  let step = -1
  for (let i = from; i < to; i++) {
    while (step + 1 < steps.length && days[i]! >= stairsFrom[step + 1]!) step++
    const level = steps[step]?.after.level ?? steps[0]!.before.level
    const off = scores[i]! - mean - slope * (days[i]! - meanDay)
    line += (weights[i]! * off * off) / variance
    stairs += (weights[i]! * (scores[i]! - level) * (scores[i]! - level)) / variance
  }
  return line <= stairs + 2 * (steps.length - 1)
}
