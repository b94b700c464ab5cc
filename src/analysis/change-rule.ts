import type { Cite } from './citing.ts'

/**
 * The rule by which a change is called confirmed. It was fixed before any curve was looked at; docs/temperature.md publishes how often it is
 * wrong and how long it takes. All criteria must hold; a change that fails one is "unconfirmed" and says which.
 */
export const CHANGE_RULE = {
  /** Standard errors between the levels before and after. */
  statistic: 4.25,
  /** Points of the scale between the levels. */
  shift: 1.5,
  /** Happenings after the change, and independent sources behind them. */
  happenings: 5,
  sources: 3,
  /** Calendar months with evidence after the change (weeks, for a shock). */
  periods: 2,
  /** PELT's penalty, in ln n a change; CUSUM's slack and limit, in standard deviations. */
  penalty: 3,
  slack: 0.5,
  limit: 5,
} as const

/** One criterion of the rule, whether it was met, and by how much, in words. */
export interface Criterion {
  name: 'statistic' | 'shift' | 'happenings' | 'one event' | 'one source' | 'lasting'
  met: boolean
  detail: string
}

/** A level before or after a change. */
export interface ChangeLevel {
  level: number
  band: [number, number]
  n: number
  independent: number
}

/** A thaw, freeze, shock or drift in what is reported between two states. */
export interface Change {
  kind: 'thaw' | 'freeze' | 'shock' | 'drift'
  direction: 'warmer' | 'colder'
  /** The change lies between these days: the last happening before and the first after. */
  when: { start: string; end: string }
  before: ChangeLevel
  after: ChangeLevel
  shift: number
  /** Standard errors between the levels. */
  statistic: number
  foundBy: ('cusum' | 'pelt')[]
  confirmed: boolean
  criteria: Criterion[]
  /** The happenings that carry it: what the shift would lose without each. */
  carriers: { happening: string; type: string; date: string; contribution: number; cite: Cite }[]
  /** Happenings of the two days of `when`: the last before, the first after; three of a day at most. */
  bounds: [before: Cite[], after: Cite[]]
  /** What would bring the level back to the middle between old and new. */
  reversal: { happenings: number; score: number; words: string }
}
