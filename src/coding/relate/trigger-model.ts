import { EVENT_TYPES, type EventType } from '../record.ts'
import { softmax, traitValue } from './model.ts'
import type { TriggerView } from './trigger-view.ts'

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

/** A linear table over traits: int8 rows with a scale each, `columns` wide. */
export interface TraitTable {
  readonly rows: ReadonlyMap<number, number>
  readonly scales: Float32Array
  readonly weights: Int8Array
  readonly columns: number
  /** Weights of the word vector dimensions (dimension-major) and, last, of the constant. */
  readonly dense: Float32Array
}

/** A loaded trigger model: which type, if any, a predicate is, and which mode. */
export interface TriggerModel {
  readonly types: TraitTable
  readonly modes: TraitTable
  /** Logits of the types are divided by it. */
  readonly temperature: number
}

/** A table as the arithmetic likes it: an open hash of the traits, and the dense weights column by column. */
interface Laid {
  mask: number
  keys: Int32Array
  /** The row of the key at the same place; -1 where there is none. */
  places: Int32Array
  dense: Float64Array
}

const laid = new WeakMap<TraitTable, Laid>()

/** A map of numbers beyond 31 bits boxes each of them; a million look-ups a minute are worth typed arrays. Made once a table. */
function layOut(table: TraitTable): Laid {
  const found = laid.get(table)
  if (found) return found
  let size = 16
  while (size < table.rows.size * 2) size *= 2
  const keys = new Int32Array(size)
  const places = new Int32Array(size).fill(-1)
  const mask = size - 1
  for (const [hash, row] of table.rows) {
    let at = (hash ^ (hash >>> 15)) & mask
    while (places[at]! >= 0) at = (at + 1) & mask
    keys[at] = hash | 0
    places[at] = row
  }
  const { columns } = table
  const width = table.dense.length / columns
  const dense = new Float64Array(table.dense.length)
  for (let d = 0; d < width; d++) for (let k = 0; k < columns; k++) dense[k * width + d] = table.dense[d * columns + k]!
  const made = { mask, keys, places, dense }
  laid.set(table, made)
  return made
}

/** Logits of a table for one view; of the columns from `from` up to `to` alone where they are given, the others 0. */
export function logitsOf(
  table: TraitTable,
  traits: Int32Array,
  dense: Float64Array,
  from = 0,
  to = table.columns,
): Float64Array {
  const { columns, scales, weights } = table
  const { mask, keys, places, dense: denseWeights } = layOut(table)
  const logits = new Float64Array(columns)
  const value = traitValue(traits.length)
  for (let t = 0; t < traits.length; t++) {
    const hash = traits[t]! | 0
    let at = (hash ^ (hash >>> 15)) & mask
    while (places[at]! >= 0 && keys[at] !== hash) at = (at + 1) & mask
    const row = places[at]!
    if (row < 0) continue
    const scale = scales[row]! * value
    const start = row * columns
    for (let k = from; k < to; k++) logits[k]! += weights[start + k]! * scale
  }
  const width = dense.length
  for (let k = from; k < to; k++) {
    const start = k * (width + 1)
    let sum = denseWeights[start + width]!
    for (let d = 0; d < width; d++) sum += denseWeights[start + d]! * dense[d]!
    logits[k]! += sum
  }
  return logits
}

/** What the model says of a predicate: a probability for each of `TRIGGER_LABELS`, and its mode for a type on request. */
export interface TriggerAnswer {
  chances: Float64Array
  modeOf(type: EventType): { mode: string | null; chance: number }
}

/** Asks the model about one view. */
export function readTrigger({ traits, dense }: TriggerView, model: TriggerModel): TriggerAnswer {
  return {
    chances: softmax(logitsOf(model.types, traits, dense), model.temperature),
    modeOf(type) {
      const [from, to] = MODE_RANGES.get(type) ?? [0, 0]
      if (from === to) return { mode: null, chance: 1 }
      const chances = softmax(logitsOf(model.modes, traits, dense, from, to).slice(from, to))
      let best = 0
      for (let i = 1; i < chances.length; i++) if (chances[i]! > chances[best]!) best = i
      const mode = MODE_LABELS[from + best]!.slice(type.length + 1)
      return { mode: mode === '-' ? null : mode, chance: chances[best]! }
    },
  }
}

const NO_NUMBERS = new Float64Array(0)

/** The chance of each role of `PARTY_ROLES` for a mention with these traits. */
export function readParties(traits: Int32Array, table: TraitTable): Float64Array {
  return softmax(logitsOf(table, traits, NO_NUMBERS))
}

/** The model of confidence: a table of two columns (wrong, right) and the line that makes its answer a frequency. */
export interface SurenessModel {
  readonly table: TraitTable
  /** The log-odds of the table are multiplied by `slope`, and `shift` is added. */
  readonly slope: number
  readonly shift: number
}

/** The chance that an event with these signs is right. */
export function readSureness(signs: Int32Array, { table, slope, shift }: SurenessModel): number {
  const [wrong, right] = logitsOf(table, signs, NO_NUMBERS) as unknown as [number, number]
  return softmax(Float64Array.of(0, (right - wrong) * slope + shift))[1]!
}
