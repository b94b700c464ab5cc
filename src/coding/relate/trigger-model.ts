import type { EventType } from '../record.ts'
import type { PairView } from './features.ts'
import { hashTrait, softmax, traitValue, type WordVectors } from './model.ts'
import { TRIGGER_GROUPS } from './trigger-view.ts'

/** What a predicate can be: no event, or one of the types. The order is that of the model's columns. */
export const TRIGGER_LABELS: readonly ('none' | EventType)[] = [
  'none',
  'AGREE',
  'CONSULT',
  'SUPPORT',
  'CONCEDE',
  'COOPERATE',
  'AID',
  'RETREAT',
  'REQUEST',
  'ACCUSE',
  'REJECT',
  'THREATEN',
  'PROTEST',
  'SANCTION',
  'MOBILIZE',
  'COERCE',
  'ASSAULT',
]

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

/** The unit-length mean vector of every word group of a trigger's view. */
export function denseTrigger(view: PairView, vectors: WordVectors): Float64Array {
  const { size, values, words } = vectors
  const out = new Float64Array(TRIGGER_GROUPS * size)
  view.words.forEach((group, g) => {
    const at = g * size
    let norm = 0
    for (const word of group) {
      const row = words.get(word)
      if (row === undefined) continue
      for (let d = 0; d < size; d++) out[at + d]! += values[row * size + d]!
    }
    for (let d = 0; d < size; d++) norm += out[at + d]! * out[at + d]!
    if (norm > 0) for (let d = 0; d < size; d++) out[at + d]! /= Math.sqrt(norm)
  })
  return out
}

/** Logits of a table for one view. */
export function logitsOf(
  table: TraitTable,
  traits: readonly number[],
  count: number,
  dense: Float64Array,
): Float64Array {
  const { columns, rows, scales, weights } = table
  const logits = new Float64Array(columns)
  const value = traitValue(count)
  for (const hash of traits) {
    const row = rows.get(hash)
    if (row === undefined) continue
    const scale = scales[row]! * value
    for (let k = 0, w = row * columns; k < columns; k++, w++) logits[k]! += weights[w]! * scale
  }
  const width = dense.length
  for (let d = 0; d <= width; d++) {
    const x = d === width ? 1 : dense[d]!
    if (x !== 0) for (let k = 0, w = d * columns; k < columns; k++, w++) logits[k]! += table.dense[w]! * x
  }
  return logits
}

/** What the model says of a predicate: a probability for each of `TRIGGER_LABELS`, and its mode for a type on request. */
export interface TriggerAnswer {
  chances: Float64Array
  modeOf(type: EventType): { mode: string | null; chance: number }
}

/** Asks the model about one view. */
export function readTrigger(view: PairView, model: TriggerModel, vectors: WordVectors): TriggerAnswer {
  const dense = denseTrigger(view, vectors)
  const hashes = view.traits.map(hashTrait)
  return {
    chances: softmax(logitsOf(model.types, hashes, hashes.length, dense), model.temperature),
    modeOf(type) {
      const logits = logitsOf(model.modes, hashes, hashes.length, dense)
      const own = MODE_LABELS.map((label, k) => ({ label, k })).filter(({ label }) => label.startsWith(`${type}/`))
      if (own.length === 0) return { mode: null, chance: 1 }
      const chances = softmax(Float64Array.from(own, ({ k }) => logits[k]!))
      let best = 0
      for (let i = 1; i < own.length; i++) if (chances[i]! > chances[best]!) best = i
      const mode = own[best]!.label.slice(type.length + 1)
      return { mode: mode === '-' ? null : mode, chance: chances[best]! }
    },
  }
}
