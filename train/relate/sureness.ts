import type { WireRow } from '../../eval/measure.ts'
import { covers, type GoldRow } from '../../src/analysis/index.ts'
import { tellingsOf } from '../../src/coding/events/code-events.ts'
import { homesOf } from '../../src/coding/events/homes.ts'
import type { CodedEvent, Status } from '../../src/coding/record.ts'
import type { RelateModel } from '../../src/coding/relate/index.ts'
import { readSureness, type SurenessModel } from '../../src/coding/relate/trigger-model.ts'
import type { Entity } from '../../src/ground/index.ts'
import { overlaps } from '../../src/text/index.ts'
import { randomOf } from './expand.ts'
import { fitTable, type TriggerRow } from './fit-triggers.ts'
import { prepare, type Resources } from './predicates.ts'
import { markOf, wordsNear } from './wire-rows.ts'

/** One telling of a gold row as signs, and whether it is right: type, parties and reality are those of one of the row's events. */
export interface JudgedTelling extends TriggerRow {
  right: boolean
  group: string
}

/** Told as news or as history: a marked story shows which. */
const isPast = (status: Status | undefined) => status === 'historical'
const imagined = (status: Status | undefined) => status === 'negated' || status === 'hypothetical'
const NO_NUMBERS = new Float64Array(0)

/** Everything the coder sees in gold rows, judged by the gold. The model must not have learned from these rows. */
export function judgedTellings(
  rows: readonly GoldRow[],
  resources: Resources,
  model: RelateModel,
  weight: number,
): JudgedTelling[] {
  return rows.flatMap((row) => {
    const { grounded, sentences } = prepare(row.text, row.date ?? null, resources)
    const clauses = new Map(sentences.map((each) => [each.sentence, each.clauses]))
    const tellings = tellingsOf(grounded, clauses, resources.rules, model)
    const homes = homesOf(
      grounded.entities,
      tellings.map(({ event }) => event),
    )
    const byId = new Map(
      grounded.entities.map((entity) => [
        entity.id,
        { ...entity, country: entity.country ?? homes.get(entity.id) ?? null },
      ]),
    )
    return tellings.map(({ event, signs }) => {
      const right = row.events.some((gold) => isRight(event, gold, byId) && isOfTheWords(event, gold, byId, row.text))
      return {
        right,
        hashes: signs,
        dense: NO_NUMBERS,
        allowed: [right ? 1 : 0],
        weight,
        group: row.id,
      }
    })
  })
}

function isRight(event: CodedEvent, gold: GoldRow['events'][number], byId: ReadonlyMap<string, Entity>): boolean {
  if (event.type !== gold.type && !gold.types?.includes(event.type)) return false
  if (imagined(event.status) !== imagined(gold.status)) return false
  if ('trigger' in gold && isPast(event.status) !== isPast(gold.status)) return false
  const pick = (ids: readonly string[]) => ids.map((id) => byId.get(id)!)
  if (gold.reciprocal || gold.type === 'CONSULT')
    return covers(pick([...event.actors, ...event.recipients]), [...gold.actors, ...gold.recipients])
  return (
    fits(pick(event.actors), gold.actors, !('trigger' in gold) || 'source' in gold) &&
    fits(pick(event.recipients), gold.recipients, !('trigger' in gold) || 'target' in gold)
  )
}

/**
 * Whether the parties are those of whom the marked words speak: that a ministry and a crowd are of one country does not make the one the other. Sides of which no words are marked
 * are judged by country alone.
 */
function isOfTheWords(
  event: CodedEvent,
  gold: GoldRow['events'][number],
  byId: ReadonlyMap<string, Entity>,
  text: string,
): boolean {
  if (!('trigger' in gold)) return true
  const { source, target, reciprocal, type } = gold as WireRow['events'][number]
  const mark = markOf(text, gold as WireRow['events'][number])
  const both = [...event.actors, ...event.recipients]
  const isMutual = reciprocal || type === 'CONSULT'
  return (
    [
      [source, isMutual ? both : event.actors],
      [target, isMutual ? both : event.recipients],
    ] as const
  ).every(([words, ids]) => {
    const span = mark && wordsNear(text, words, mark.start)
    if (!span || ids.length === 0) return true
    // "the leaders" are whoever they are made up of
    const named = [...byId.values()].filter(
      (each) => ids.includes(each.id) || each.members?.some((id) => ids.includes(id)),
    )
    return named.some((each) => each.mentions.some((mention) => !mention.in && overlaps(mention, span)))
  })
}

/** A side that no words of a marked event name may stay open; filled, it must be whom the writer took for it. */
const fits = (entities: readonly Entity[], codes: readonly string[], named: boolean) =>
  (entities.length === 0 && !named) || covers(entities, codes)

const options = { columns: 2, epochs: 12, rate: 0.1, decay: 1e-4, dropout: 0.3, tail: 6, least: 4, most: 4000, seed: 1 }

/** The model of confidence over judged tellings, with the chance that five folds, grouped by row, gave each of them; the line is Platt's, fitted on those. */
export function fitSureness(rows: readonly JudgedTelling[]): { model: SurenessModel; chances: number[] } {
  const folds = 5
  const groups = [...new Set(rows.map((row) => row.group))]
  const foldOf = new Map(groups.map((group, i) => [group, Math.floor(randomOf(i + 1)() * folds)]))
  const odds: number[] = []
  for (let fold = 0; fold < folds; fold++) {
    const table = fitTable(
      rows.filter((row) => foldOf.get(row.group) !== fold),
      options,
    )
    rows.forEach((row, i) => {
      if (foldOf.get(row.group) !== fold) return
      const chance = readSureness(row.hashes, { table, slope: 1, shift: 0 })
      odds[i] = Math.log((chance + 1e-6) / (1 - chance + 1e-6))
    })
  }
  const { slope, shift } = platt(rows, odds)
  return {
    model: { table: fitTable(rows, options), slope, shift },
    chances: odds.map((x) => 1 / (1 + Math.exp(-(slope * x + shift)))),
  }
}

/** Slope and shift of log-odds so that chances are frequencies: logistic regression on one number (gradient descent, weights of the rows). */
function platt(rows: readonly JudgedTelling[], odds: readonly number[]): { slope: number; shift: number } {
  let slope = 1
  let shift = 0
  const all = rows.reduce((sum, row) => sum + row.weight, 0)
  for (let step = 0; step < 3000; step++) {
    let bySlope = 0
    let byShift = 0
    rows.forEach((row, i) => {
      const miss = 1 / (1 + Math.exp(-(slope * odds[i]! + shift))) - (row.right ? 1 : 0)
      bySlope += (row.weight * miss * odds[i]!) / all
      byShift += (row.weight * miss) / all
    })
    slope -= 0.3 * bySlope
    shift -= 0.3 * byShift
  }
  return { slope, shift }
}

/** A model of confidence that has learned nothing: every event is as likely right as wrong. */
export const UNSURE: SurenessModel = {
  table: {
    rows: new Map(),
    scales: new Float32Array(0),
    weights: new Int8Array(0),
    dense: new Float32Array(2),
    columns: 2,
  },
  slope: 1,
  shift: 0,
}

/** How often tellings of each tenth of confidence are right, in words. */
export function reliabilityOf(rows: readonly JudgedTelling[], chances: readonly number[]): string {
  const tenths = Array.from({ length: 10 }, () => ({ right: 0, of: 0 }))
  rows.forEach((row, i) => {
    const tenth = tenths[Math.min(9, Math.floor(chances[i]! * 10))]!
    tenth.of++
    if (row.right) tenth.right++
  })
  return `Right in each tenth of confidence: ${tenths.map(({ right, of }, i) => `${i / 10} ${of === 0 ? '-' : (right / of).toFixed(2)} (${of})`).join(', ')}.`
}
