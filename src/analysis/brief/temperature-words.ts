import type { Change } from '../change-rule.ts'
import type { Direction, PairReport } from '../pair-report.ts'
import { capital, dayWords, signed } from '../phrases.ts'

/** The reading of a direction, or that there is none, in one sentence; `basis` says what its footnotes are. */
export function temperatureWords(direction: Direction, title: string, report: PairReport, basis = ''): string {
  const { slow } = direction.now
  if (slow.value === null)
    return `${capital(title)}: there is not enough evidence for a temperature (effective number of happenings ${slow.nEff}, ${report.settings.floor} wanted)${basis}.`
  const [low, high] = slow.band!
  // By the digits shown: a band from 0.0 on is not clear of 0.
  const side =
    low >= 0.05
      ? 'is friendly'
      : high <= -0.05
        ? 'is hostile'
        : Math.abs(slow.value) < 0.05
          ? 'is neither friendly nor hostile'
          : `leans ${slow.value > 0 ? 'friendly' : 'hostile'} without being clearly so`
  const year = direction.change365 === null ? '' : `, ${signed(direction.change365)} points against a year before`
  return `${capital(title)}: the tone of what is reported ${side}, ${signed(slow.value)} on a scale from −10 to +10 (90 % band ${signed(low)} to ${signed(high)}; ${slow.n} happening${slow.n === 1 ? '' : 's'}, effective ${slow.nEff}${year})${basis}.`
}

/** A change with its levels and what fails it, or what would reverse it; the days between which the break lies only where what happened on them is cited. */
export function changeWords(change: Change, isBounded: boolean): string {
  const failed = change.criteria.filter((criterion) => !criterion.met)
  const kind = change.kind === 'shock' || change.kind === 'drift' ? `${change.kind} (${change.direction})` : change.kind
  const { start, end } = change.when
  const [last, first] =
    change.kind === 'drift'
      ? ['last happening of its first third', 'first of its last third']
      : ['last happening before it', 'first after it']
  const days = isBounded ? `it lies between ${dayWords(start)} (${last}) and ${dayWords(end)} (${first}); ` : ''
  const [before, after] =
    change.kind === 'drift' ? ['of its first third', 'of its last third'] : ['before it', 'after it']
  const levels = `${days}the mean ${before} ${signed(change.before.level)}, ${after} ${signed(change.after.level)}`
  return change.confirmed
    ? `A ${kind} is confirmed: ${levels}. ${change.reversal.words}`
    : `A ${kind} shows but is unconfirmed: ${levels}; ${failed.map((criterion) => criterion.detail).join('; ')}.`
}
