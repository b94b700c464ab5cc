import type { Change } from '../change-rule.ts'
import type { Direction, PairReport } from '../pair-report.ts'
import { capital, counted, dayWords, monthWords, signed } from '../phrases.ts'

/** The reading of a direction, or that there is none, in one sentence; `basis` says what its footnotes are. */
export function temperatureWords(direction: Direction, title: string, report: PairReport, basis = ''): string {
  const { slow } = direction.now
  const name = capital(title)
  if (slow.value === null)
    return `${name}: there is not enough evidence for a temperature (${worthWords(slow.nEff, report.settings.floor)})${basis}.`
  const [low, high] = slow.band!
  const way = slow.value > 0 ? 'friendly' : 'hostile'
  // By the digits shown: a band from 0.0 on is not clear of 0.
  const side =
    low >= 0.05
      ? 'is friendly'
      : high <= -0.05
        ? 'is hostile'
        : Math.abs(slow.value) < 0.05
          ? 'is neither friendly nor hostile'
          : slow.nEff < FEW
            ? `leans ${way}, on too few happenings to be sure`
            : `leans ${way} without being clearly so`
  const year = direction.change365 === null ? '' : `, ${signed(direction.change365)} points against a year before`
  const tone = `the tone of what is reported${direction.from === null ? ', older acts counting less,' : ''}`
  return `${name}: ${tone} ${side}: ${signed(slow.value)} on a scale from −10 to +10 (90 % band ${signed(low)} to ${signed(high)}; ${counted(slow.n, 'happening')}, worth ${digits(slow.nEff)} new ones)${year}${basis}.`
}

/** Effective number under which a band that reaches over 0 tells more of how little is reported than of its tone. */
export const FEW = 8

const digits = (value: number) => String(Number(value.toFixed(1)))

/** How much of the evidence that is wanted there is. */
function worthWords(nEff: number, floor: number): string {
  if (nEff < 0.05) return `what is reported is too old to count, where ${floor} new happenings are wanted`
  const shown = digits(nEff)
  const worth = shown === String(floor) ? `just under ${floor}` : shown === '1' ? 'one' : shown
  return `what is reported is worth ${worth} new happening${shown === '1' ? '' : 's'}, ${floor} wanted`
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
  // Without their footnotes the days are but what was reckoned: the months are enough.
  const days = isBounded
    ? `it lies between ${dayWords(start)} (${last}) and ${dayWords(end)} (${first}); `
    : `it lies between ${monthWords(start.slice(0, 7))} and ${monthWords(end.slice(0, 7))}; `
  const [before, after] =
    change.kind === 'drift' ? ['of its first third', 'of its last third'] : ['before it', 'after it']
  const levels = `${days}the mean ${before} ${signed(change.before.level)}, ${after} ${signed(change.after.level)}`
  return change.confirmed
    ? `A ${kind} is confirmed: ${levels}. ${change.reversal.words}`
    : `A ${kind} shows but is unconfirmed: ${levels}; ${failed.map((criterion) => criterion.detail).join('; ')}.`
}
