import type { Encoding } from '../../parse/index.ts'
import { EVENT_TYPES, type EventType } from '../record.ts'
import { PARTY_BLOCK, type PartyPlace, roleOutputs } from './encoded-party.ts'
import { TRIGGER_INPUTS } from './encoded-trigger.ts'
import { addOutputs, expDown, softmax, traitValue } from './model.ts'
import { PARTY_ROLES } from './party-view.ts'
import { type Beside, perceptronOf } from './perceptron.ts'
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

/** A table as the arithmetic likes it: an open hash of the traits, each row's scale before its weights, and the dense weights column by column. */
interface Laid {
  mask: number
  /** By place a hash and its row, side by side so that one look into memory finds both; row -1 where there is none. */
  slots: Int32Array
  /** Bytes from one row to the next: a scale of four, and the weights. */
  stride: number
  scales: Float32Array
  weights: Int8Array
  dense: Float64Array
}

const laid = new WeakMap<TraitTable, Laid>()

/** A map of numbers beyond 31 bits boxes each of them; a million look-ups a minute are worth typed arrays. Made once a table. */
function layOut(table: TraitTable): Laid {
  const found = laid.get(table)
  if (found) return found
  let size = 16
  while (size < table.rows.size * 2) size *= 2
  const slots = new Int32Array(size * 2).fill(-1)
  const mask = size - 1
  for (const [hash, row] of table.rows) {
    let at = (hash ^ (hash >>> 15)) & mask
    while (slots[at * 2 + 1]! >= 0) at = (at + 1) & mask
    slots[at * 2] = hash | 0
    slots[at * 2 + 1] = row
  }
  const { columns } = table
  const stride = 4 + Math.ceil(columns / 4) * 4
  const scales = new Float32Array((table.scales.length * stride) / 4)
  const weights = new Int8Array(scales.buffer)
  for (let row = 0; row < table.scales.length; row++) {
    scales[(row * stride) / 4] = table.scales[row]!
    weights.set(table.weights.subarray(row * columns, (row + 1) * columns), row * stride + 4)
  }
  const width = table.dense.length / columns
  const dense = new Float64Array(table.dense.length)
  for (let d = 0; d < width; d++) for (let k = 0; k < columns; k++) dense[k * width + d] = table.dense[d * columns + k]!
  const made = { mask, slots, stride, scales, weights, dense }
  laid.set(table, made)
  return made
}

/** The sum of the weights of some traits, in the first column of a table: how much they speak for an option of a choice. */
export function sumOf(table: TraitTable, traits: Int32Array): number {
  const { mask, slots, stride, scales, weights } = layOut(table)
  let sum = 0
  for (const hash of traits) {
    let at = (hash ^ (hash >>> 15)) & mask
    while (slots[at * 2 + 1]! >= 0 && slots[at * 2] !== hash) at = (at + 1) & mask
    const row = slots[at * 2 + 1]!
    if (row >= 0) sum += weights[row * stride + 4]! * scales[(row * stride) >> 2]!
  }
  return sum
}

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
  const { mask, slots, stride, scales, weights, dense: denseWeights } = layOut(table)
  for (let k = from; k < to; k++) logits[k] = 0
  const value = traitValue(count)
  // the rows first, then their weights: the looks into memory of one loop do not wait for those of the other
  if (ROWS.length < count) ROWS = new Int32Array(count * 2)
  let known = 0
  for (let t = 0; t < count; t++) {
    const hash = traits[t]!
    let at = (hash ^ (hash >>> 15)) & mask
    while (slots[at * 2 + 1]! >= 0 && slots[at * 2] !== hash) at = (at + 1) & mask
    ROWS[known] = slots[at * 2 + 1]!
    known += ROWS[known]! >= 0 ? 1 : 0
  }
  for (let r = 0; r < known; r++) {
    const start = ROWS[r]! * stride
    const scale = scales[start >> 2]! * value
    for (let k = from, at = start + 4 + from; k < to; k++, at++) logits[k]! += weights[at]! * scale
  }
  addDense(logits, denseWeights, dense, from, to)
}

/** Adds constant and weighted word vectors to each column from `from` up to `to`, four columns at a time; zeros, and most groups of words are empty, are passed over. */
function addDense(logits: Float64Array, weights: Float64Array, dense: Float64Array, from: number, to: number): void {
  const width = dense.length
  const row = width + 1
  if (FILLED.length < width) FILLED = new Int32Array(width)
  let filled = 0
  for (let d = 0; d < width; d++) if (dense[d] !== 0) FILLED[filled++] = d
  let k = from
  for (; k + 4 <= to; k += 4) {
    const [one, two, three, four] = [k * row, (k + 1) * row, (k + 2) * row, (k + 3) * row]
    let [a, b, c, e] = [weights[one + width]!, weights[two + width]!, weights[three + width]!, weights[four + width]!]
    for (let i = 0; i < filled; i++) {
      const d = FILLED[i]!
      const x = dense[d]!
      a += weights[one + d]! * x
      b += weights[two + d]! * x
      c += weights[three + d]! * x
      e += weights[four + d]! * x
    }
    logits[k]! += a
    logits[k + 1]! += b
    logits[k + 2]! += c
    logits[k + 3]! += e
  }
  for (; k < to; k++) {
    const start = k * row
    let sum = weights[start + width]!
    for (let i = 0; i < filled; i++) sum += weights[start + FILLED[i]!]! * dense[FILLED[i]!]!
    logits[k]! += sum
  }
}

/** The rows of the traits that a table has. */
let ROWS = new Int32Array(512)

/** Where the numbers are that are not 0. */
let FILLED = new Int32Array(512)

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
