import { markOf, type WireRow } from '../../eval/measure.ts'
import { covers, type GoldRow } from '../../src/analysis/index.ts'
import { tellingsOf } from '../../src/coding/events/code-events.ts'
import type { Sight } from '../../src/coding/events/confidence.ts'
import { homesOf } from '../../src/coding/events/homes.ts'
import type { CodedEvent, Status } from '../../src/coding/record.ts'
import { oddsOf, type SurenessModel, TELLING_INPUTS, tellingRow } from '../../src/coding/relate/encoded-telling.ts'
import type { RelateModel } from '../../src/coding/relate/index.ts'
import type { Entity } from '../../src/ground/index.ts'
import type { ParsedText, Sentence } from '../../src/parse/index.ts'
import { overlaps, type Span } from '../../src/text/index.ts'
import { randomOf } from './expand.ts'
import { fitPerceptron } from './fit-perceptron.ts'
import { prepare, type Resources } from './predicates.ts'
import { wordsNear } from './wire-rows.ts'

/** One telling of a gold row as its confidence sees it, and whether it is right: type, parties and reality are those of one of the row's events. */
export interface JudgedTelling {
  sight: Sight
  right: boolean
  weight: number
  group: string
}

/** Told as news or as history: a marked story shows which. */
const isPast = (status: Status | undefined) => status === 'historical'
const imagined = (status: Status | undefined) => status === 'negated' || status === 'hypothetical'

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
    return tellings.map(({ event, sight }) => {
      const right = row.events.some(
        (gold) => isRight(event, gold, byId) && isOfTheWords(event, gold, byId, grounded.parsed),
      )
      return { sight, right, weight, group: row.id }
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
 * Whether the parties are those of whom the marked words speak, by the word that heads them: that a ministry and a crowd are of one country does not make the one the other, nor is
 * "Zimbabwe's top union body" Zimbabwe. Sides of which no words are marked are judged by country alone.
 */
function isOfTheWords(
  event: CodedEvent,
  gold: GoldRow['events'][number],
  byId: ReadonlyMap<string, Entity>,
  { article: { text }, body }: ParsedText,
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
    const head = headIn(body, span, mark)
    return named.some((each) => each.mentions.some((mention) => !mention.in && overlaps(mention, head)))
  })
}

/** The word that heads marked words; the words themselves where it tells the event too ("the Serbian offer"). */
function headIn(body: readonly Sentence[], span: Span, mark: Span): Span {
  const sentence = body.find((each) => overlaps(each, span))
  const inside = sentence?.tokens.map((token) => overlaps(token, span)) ?? []
  const head = sentence?.tokens.find((token, at) => inside[at] && token.upos !== 'ADP' && !inside[token.head])
  return head && !overlaps(head, mark) ? head : span
}

/** A side that no words of a marked event name may stay open; filled, it must be whom the writer took for it. */
const fits = (entities: readonly Entity[], codes: readonly string[], named: boolean) =>
  (entities.length === 0 && !named) || covers(entities, codes)

const options = { hidden: 48, epochs: 8, input: 0.3, layer: 0.4, seed: 1 }

const fitNet = (rows: readonly JudgedTelling[]) =>
  fitPerceptron(
    rows.map(({ sight: { block, signs }, right, weight }) => ({
      input: tellingRow(block, signs),
      allowed: [Number(right)],
      weight,
    })),
    TELLING_INPUTS,
    2,
    options,
  )

/** The model of confidence over judged tellings, with the chance that four folds, grouped by row, gave each of them; the line is Platt's, fitted on those. */
export async function fitSureness(
  rows: readonly JudgedTelling[],
): Promise<{ model: SurenessModel; chances: number[] }> {
  const folds = 4
  const groups = [...new Set(rows.map((row) => row.group))]
  const foldOf = new Map(groups.map((group, i) => [group, Math.floor(randomOf(i + 1)() * folds)]))
  const odds: number[] = []
  for (let fold = 0; fold < folds; fold++) {
    const weights = await fitNet(rows.filter((row) => foldOf.get(row.group) !== fold))
    rows.forEach(({ group, sight: { block, signs } }, i) => {
      if (foldOf.get(group) === fold) odds[i] = oddsOf(block, signs, weights)
    })
  }
  const { slope, shift } = platt(rows, odds)
  return {
    model: { weights: await fitNet(rows), slope, shift },
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
  weights: {
    inputs: TELLING_INPUTS,
    hidden: 0,
    outputs: 2,
    first: new Int8Array(0),
    scales: new Float32Array(0),
    bias: new Float32Array(0),
    second: new Float32Array(0),
    lastBias: new Float32Array(2),
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

/** How many tellings stand above thresholds of confidence, and how many of them are right, in words. */
export function thresholdsOf(rows: readonly JudgedTelling[], chances: readonly number[]): string {
  const lines = [0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6].map((threshold) => {
    const kept = rows.filter((_, i) => chances[i]! >= threshold)
    return `${threshold} ${kept.length} (${(kept.filter(({ right }) => right).length / kept.length).toFixed(3)} right)`
  })
  return `Recorded from: ${lines.join(', ')}.`
}
