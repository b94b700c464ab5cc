import { PAIR_INPUTS } from './encoded-pair.ts'
import { PARTY_INPUTS } from './encoded-party.ts'
import { type SurenessModel, TELLING_INPUTS } from './encoded-telling.ts'
import { TRIGGER_INPUTS } from './encoded-trigger.ts'
import { WORD_GROUPS } from './features.ts'
import type { PairModel } from './model.ts'
import { PARTY_ROLES } from './party-view.ts'
import type { Beside, PerceptronWeights } from './perceptron.ts'
import { MARKED_ROOTS, SENSES } from './senses.ts'
import { scaleCode, scalesBelow, type TraitTable } from './trait-table.ts'
import { MODE_LABELS, type PartyModel, TRIGGER_LABELS, type TriggerModel } from './trigger-model.ts'
import { TRIGGER_GROUPS } from './trigger-view.ts'

/** First bytes of a model file. */
const MAGIC = 0x384c4552

/** A loaded relation model; frozen, shared by all calls. */
export interface RelateModel extends PairModel {
  /** What a single predicate is; shares the word vectors. */
  readonly triggers: TriggerModel
  /** What a mention is in an event; no word vectors. */
  readonly parties: PartyModel
  /** Whom acts are done to whose words do not say; one column, no word vectors. */
  readonly addressees: TraitTable
  /** How likely a coded event is right. */
  readonly sureness: SurenessModel
}

/** The model file, little endian: a head of counts, then the two tables of pairs (roots and senses), the two tables of triggers, the tables of parties and of addressees (weights of four bits), the networks of pairs, triggers, parties and confidence, vectors, words one a line in UTF-8. */
export function sealRelateModel(model: RelateModel): Uint8Array {
  const text = new TextEncoder().encode([...model.vectors.words.keys()].join('\n'))
  const { types, modes } = model.triggers
  const besides = [model.beside, model.triggers.beside, model.parties.beside]
  const nets = [...besides.map((beside) => beside.weights), model.sureness.weights]
  const head = new DataView(new ArrayBuffer(HEAD))
  const counts = [
    MAGIC,
    SENSES.length,
    model.senses.rows.size,
    model.vectors.size,
    model.vectors.words.size,
    text.length,
    TRIGGER_LABELS.length,
    types.rows.size,
    MODE_LABELS.length,
    modes.rows.size,
    PARTY_ROLES.length,
    model.parties.table.rows.size,
    model.addressees.rows.size,
    model.roots.rows.size,
    ...nets.map((net) => net.hidden),
  ]
  for (const [i, count] of counts.entries()) head.setUint32(i * 4, count, true)
  const numbers = [
    model.temperature,
    model.triggers.temperature,
    model.sureness.slope,
    model.sureness.shift,
    ...besides.flatMap(({ table, net }) => [table, net]),
  ]
  for (const [i, number] of numbers.entries()) head.setFloat32((counts.length + i) * 4, number, true)
  const parts = [
    head.buffer,
    ...tableParts(model.roots),
    ...tableParts(model.senses),
    ...tableParts(types),
    ...tableParts(modes),
    ...tableParts(model.parties.table),
    ...tableParts(model.addressees),
    ...nets.flatMap(netParts),
  ]
  parts.push(model.vectors.values.buffer as ArrayBuffer, text.buffer as ArrayBuffer)
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0))
  let at = 0
  for (const part of parts) {
    out.set(new Uint8Array(part), at)
    at += part.byteLength
  }
  return out
}

/** Counts in the head, and the numbers that follow them. */
const COUNTS = 18
const HEAD = COUNTS * 4 + 10 * 4

function tableParts(table: Pick<TraitTable, 'rows' | 'scales' | 'dense' | 'weights'>): ArrayBuffer[] {
  const hashes = Uint32Array.from(table.rows.keys())
  const top = table.scales.reduce((most, scale) => Math.max(most, scale), 0)
  const codes = Uint8Array.from(table.scales, (scale) => scaleCode(scale, top))
  return [hashes, Float32Array.of(top), codes, table.dense, packed(table.weights)].map(
    (part) => Uint8Array.from(bytesOf(part)).buffer,
  )
}

const netParts = ({ first, scales, bias, second, lastBias }: PerceptronWeights): ArrayBuffer[] =>
  [first, scales, bias, second, lastBias].map((part) => Uint8Array.from(bytesOf(part)).buffer)

const bytesOf = (part: Uint32Array | Float32Array | Uint8Array | Int8Array) =>
  new Uint8Array(part.buffer, part.byteOffset, part.byteLength)

/** Weights from -7 to 7, two a byte, the first in the low half; 0 is 8. */
function packed(weights: Int8Array): Uint8Array {
  const out = new Uint8Array(Math.ceil(weights.length / 2))
  for (let w = 0; w < weights.length; w++) out[w >> 1]! |= (weights[w]! + 8) << (4 * (w & 1))
  return out
}

function unpacked(bytes: Uint8Array, count: number): Int8Array {
  const out = new Int8Array(count)
  for (let w = 0; w < count; w++) out[w] = ((bytes[w >> 1]! >> (4 * (w & 1))) & 15) - 8
  return out
}

/** Reads what `sealRelateModel` wrote. Throws an error with `code` "relate-model" when the bytes are of another kind, version or length. */
export function loadRelateModel(bytes: Uint8Array): RelateModel {
  const fail = (seen: string) =>
    Object.assign(
      new Error(
        `relation model: ${seen}; install models/relate.bin.br of the same release or train it again (train/relate/train.ts)`,
      ),
      {
        code: 'relate-model',
      },
    )
  if (bytes.length < HEAD) throw fail(`${bytes.length} bytes seen, at least ${HEAD} expected`)
  const head = new DataView(bytes.buffer, bytes.byteOffset, HEAD)
  const counts = Array.from({ length: COUNTS }, (_, i) => head.getUint32(i * 4, true))
  const [magic, columns, rows, size, words, textLength] = counts as [number, number, number, number, number, number]
  const [types, typeRows, modes, modeRows, roles, roleRows, whomRows, rootRows] = counts.slice(6, 14) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  if (magic !== MAGIC) throw fail('another file format seen')
  if (columns !== SENSES.length) throw fail(`${columns} senses seen, ${SENSES.length} expected`)
  if (types !== TRIGGER_LABELS.length || modes !== MODE_LABELS.length)
    throw fail(`${types} types and ${modes} modes seen, ${TRIGGER_LABELS.length} and ${MODE_LABELS.length} expected`)
  if (roles !== PARTY_ROLES.length) throw fail(`${roles} roles seen, ${PARTY_ROLES.length} expected`)
  const table = (count: number, width: number, groups: number) =>
    count * 5 + 4 + Math.ceil((count * width) / 2) + (groups * size + 1) * width * 4
  const shapes = [
    { inputs: PAIR_INPUTS, outputs: MARKED_ROOTS.length },
    { inputs: TRIGGER_INPUTS, outputs: TRIGGER_LABELS.length },
    { inputs: PARTY_INPUTS, outputs: PARTY_ROLES.length },
    { inputs: TELLING_INPUTS, outputs: 2 },
  ].map((shape, n) => ({ ...shape, hidden: counts[14 + n]! }))
  const net = ({ inputs, hidden, outputs }: (typeof shapes)[number]) =>
    inputs * hidden + 4 * (2 * hidden + hidden * outputs + outputs)
  const expected =
    HEAD +
    table(rootRows, MARKED_ROOTS.length, WORD_GROUPS) +
    table(rows, columns, WORD_GROUPS) +
    table(typeRows, types, TRIGGER_GROUPS) +
    table(modeRows, modes, TRIGGER_GROUPS) +
    table(roleRows, roles, 0) +
    table(whomRows, 1, 0) +
    shapes.reduce((sum, shape) => sum + net(shape), 0) +
    words * size +
    textLength
  if (bytes.length !== expected) throw fail(`${bytes.length} bytes seen, ${expected} expected`)
  let at = HEAD
  const take = (length: number): ArrayBuffer => {
    at += length
    return Uint8Array.from(bytes.subarray(at - length, at)).buffer
  }
  const takeTable = (count: number, width: number, groups: number): TraitTable => {
    const hashes = new Uint32Array(take(count * 4))
    const scales = scalesBelow(new Float32Array(take(4))[0]!)
    return {
      rows: new Map(Array.from(hashes, (hash, row) => [hash, row] as const)),
      scales: Float32Array.from(new Uint8Array(take(count)), (code) => scales[code]!),
      dense: new Float32Array(take((groups * size + 1) * width * 4)),
      weights: unpacked(new Uint8Array(take(Math.ceil((count * width) / 2))), count * width),
      columns: width,
    }
  }
  const takeNet = (n: number): PerceptronWeights => {
    const { inputs, hidden, outputs } = shapes[n]!
    const floats = (count: number) => new Float32Array(take(count * 4))
    return {
      inputs,
      hidden,
      outputs,
      first: new Int8Array(take(inputs * hidden)),
      scales: floats(hidden),
      bias: floats(hidden),
      second: floats(hidden * outputs),
      lastBias: floats(outputs),
    }
  }
  const takeBeside = (n: number): Beside => {
    const share = (k: number) => head.getFloat32((COUNTS + 4 + 2 * n + k) * 4, true)
    return { weights: takeNet(n), table: share(0), net: share(1) }
  }
  const roots = takeTable(rootRows, MARKED_ROOTS.length, WORD_GROUPS)
  const senses = takeTable(rows, columns, WORD_GROUPS)
  const tables = {
    types: takeTable(typeRows, types, TRIGGER_GROUPS),
    modes: takeTable(modeRows, modes, TRIGGER_GROUPS),
    temperature: head.getFloat32(COUNTS * 4 + 4, true),
  }
  const roleTable = takeTable(roleRows, roles, 0)
  const addressees = takeTable(whomRows, 1, 0)
  const [beside, triggersBeside, partiesBeside] = [takeBeside(0), takeBeside(1), takeBeside(2)]
  const sureness = {
    weights: takeNet(3),
    slope: head.getFloat32(COUNTS * 4 + 8, true),
    shift: head.getFloat32(COUNTS * 4 + 12, true),
  }
  return Object.freeze({
    roots,
    senses,
    beside,
    triggers: { ...tables, beside: triggersBeside },
    parties: { table: roleTable, beside: partiesBeside },
    addressees,
    sureness,
    vectors: {
      size,
      values: new Int8Array(take(words * size)),
      words: new Map(
        new TextDecoder()
          .decode(take(textLength))
          .split('\n')
          .map((word, row) => [word, row] as const),
      ),
    },
    temperature: head.getFloat32(COUNTS * 4, true),
  })
}
