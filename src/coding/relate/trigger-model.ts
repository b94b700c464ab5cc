import type { Encoding } from '../../parse/index.ts'
import { EVENT_TYPES, type EventType } from '../record.ts'
import { PARTY_BLOCK, type PartyPlace, roleOutputs } from './encoded-party.ts'
import { TRIGGER_INPUTS } from './encoded-trigger.ts'
import { addOutputs, expDown, softmax, traitValue } from './model.ts'
import { PARTY_ROLES } from './party-view.ts'
import { type Beside, perceptronOf } from './perceptron.ts'
import { TableKernel } from './table-kernel.ts'
import type { TraitTable } from './trait-table.ts'
import { kept, type TriggerView } from './trigger-view.ts'

/** What a predicate can be: no event, or one of the types. The order is that of the model's columns. */
export const TRIGGER_LABELS: readonly ('none' | EventType)[] = ['none', ...EVENT_TYPES]

/** Modes as the model's second table has them: "TYPE/mode", and "TYPE/-" where the words tell none. */
export const MODE_LABELS: readonly string[] = Object.entries({
  CONSULT: 'visit third-party multilateral phone',
  RETREAT: 'withdraw release disarm ceasefire access resign',
  REQUEST: 'assist change yield meet',
  ACCUSE: 'disapprove investigate allege',
  REJECT: 'assist change yield meet',
  THREATEN: 'restrict arrest relations expel territory violence',
  PROTEST: 'demo riot strike hunger boycott obstruct vandalize',
  SANCTION: 'convict expel withdraw discontinue',
  MOBILIZE: 'troops weapons police militia',
  COERCE: 'seize restrict censor curfew martial-law arrest deport withhold misinformation cyber',
  ASSAULT:
    'abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone heavy-weapons crowd-control unconventional',
}).flatMap(([type, modes]) => ['-', ...modes.split(' ')].map((mode) => `${type}/${mode}`))

/** Where the modes of a type stand in `MODE_LABELS`: from, up to. */
const MODE_RANGES: ReadonlyMap<string, readonly [number, number]> = new Map(
  [...new Set(MODE_LABELS.map((label) => label.slice(0, label.indexOf('/'))))].map((type) => {
    const from = MODE_LABELS.indexOf(`${type}/-`)
    return [type, [from, from + MODE_LABELS.filter((label) => label.startsWith(`${type}/`)).length]] as const
  }),
)

/** A loaded trigger model: which type, if any, a predicate is, and which mode. */
export interface TriggerModel {
  readonly types: TraitTable
  readonly modes: TraitTable
  /** Logits of the types are divided by it. */
  readonly temperature: number
  /** A network beside the types' table. */
  readonly beside: Beside
}

/** What a mention is in an event: a table of traits and a network beside it. */
export interface PartyModel {
  readonly table: TraitTable
  readonly beside: Beside
}

const kernels = new WeakMap<TraitTable, TableKernel>()

/** The kernel of a table, laid out once. */
function kernelOf(table: TraitTable): TableKernel {
  let kernel = kernels.get(table)
  if (!kernel) kernels.set(table, (kernel = new TableKernel(table)))
  return kernel
}

/** The sum of the weights of some traits, in the first column of a table: how much they speak for an option of a choice. */
export const sumOf = (table: TraitTable, traits: Int32Array): number => kernelOf(table).sumOf(traits)

/** Logits of a table for one view. */
export function logitsOf(table: TraitTable, traits: Int32Array, dense: Float64Array): Float64Array {
  const logits = new Float64Array(table.columns)
  fillLogits(logits, table, traits, traits.length, dense, 0, table.columns)
  return logits
}

/** Writes the logits of the columns from `from` up to `to`, of a view whose traits are the first `count`, to their places in `logits`. */
function fillLogits(
  logits: Float64Array,
  table: TraitTable,
  traits: Int32Array,
  count: number,
  dense: Float64Array,
  from: number,
  to: number,
): void {
  kernelOf(table).logits(logits, traits, count, traitValue(count), dense, from, to)
}

/** What the model says of a predicate: a probability for each of `TRIGGER_LABELS`, and its mode for a type on request. */
export interface TriggerAnswer {
  chances: Float64Array
  modeOf(type: EventType): { mode: string | null; chance: number }
}

/** An event's type that the table gives less than this is not asked of the network. */
const WORTH_ASKING = 0.03

/** Asks the model about one view; `encode` gives what the network beside the table reads, null for nothing. Null where every type is less likely than `least`, which the table alone mostly settles: nine predicates in ten are no event. */
export function readTrigger(view: TriggerView, model: TriggerModel, encode: () => Int8Array | null): TriggerAnswer
export function readTrigger(
  view: TriggerView,
  model: TriggerModel,
  encode: () => Int8Array | null,
  least: number,
): TriggerAnswer | null
export function readTrigger(
  view: TriggerView,
  model: TriggerModel,
  encode: () => Int8Array | null,
  least = 0,
): TriggerAnswer | null {
  const logits = TYPE_LOGITS
  fillLogits(logits, model.types, view.traits, view.count, view.dense, 0, logits.length)
  // a chance is at most what it would be beside the likeliest alone
  const isBelow = (bound: number): boolean => {
    let best = logits[1]!
    for (let k = 2; k < logits.length; k++) if (logits[k]! > best) best = logits[k]!
    return logits[0]! > best && expDown((best - logits[0]!) / model.temperature) < bound
  }
  if (least > 0 && isBelow(Math.min(least, WORTH_ASKING))) return null
  const input = encode()
  if (input) addOutputs(logits, model.beside, input, TRIGGER_INPUTS)
  if (isBelow(least)) return null
  const { traits, count, dense } = kept(view)
  return {
    chances: softmax(logits.slice(), model.temperature),
    modeOf(type) {
      const [from, to] = MODE_RANGES.get(type) ?? [0, 0]
      if (from === to) return { mode: null, chance: 1 }
      fillLogits(MODE_LOGITS, model.modes, traits, count, dense, from, to)
      const chances = softmax(MODE_LOGITS.slice(from, to))
      let best = 0
      for (let i = 1; i < chances.length; i++) if (chances[i]! > chances[best]!) best = i
      const mode = MODE_LABELS[from + best]!.slice(type.length + 1)
      return { mode: mode === '-' ? null : mode, chance: chances[best]! }
    },
  }
}

/** How much each trait of a view speaks for a type rather than for no event, in the order of the traits. */
export function weightsOf({ traits, count }: TriggerView, { types }: TriggerModel, column: number): Float64Array {
  const value = traitValue(count)
  const { columns, rows, scales, weights } = types
  return Float64Array.from({ length: count }, (_, t) => {
    const row = rows.get(traits[t]! >>> 0) ?? -1
    return row < 0 ? 0 : (weights[row * columns + column]! - weights[row * columns]!) * scales[row]! * value
  })
}

const TYPE_LOGITS = new Float64Array(TRIGGER_LABELS.length)
const MODE_LOGITS = new Float64Array(MODE_LABELS.length)
const ROLE_LOGITS = new Float64Array(PARTY_ROLES.length)
const NO_NUMBERS = new Float64Array(0)

/** The chance of each role of `PARTY_ROLES` for a mention with these traits, the first `count` of an array, at this place of a sentence; lent until the next answer. */
export function readParties(
  traits: Int32Array,
  count: number,
  { table, beside }: PartyModel,
  encoding: Encoding | undefined,
  place: PartyPlace,
): Float64Array {
  fillLogits(ROLE_LOGITS, table, traits, count, NO_NUMBERS, 0, table.columns)
  if (encoding?.width === PARTY_BLOCK) {
    const outputs = roleOutputs(perceptronOf(beside.weights, [PARTY_BLOCK, PARTY_BLOCK]), encoding, place)
    for (let k = 0; k < ROLE_LOGITS.length; k++)
      ROLE_LOGITS[k] = beside.table * ROLE_LOGITS[k]! + beside.net * outputs[k]!
  }
  return softmax(ROLE_LOGITS)
}
