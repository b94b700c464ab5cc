import { WORD_GROUPS } from './features.ts'
import type { PairModel } from './model.ts'
import { SENSES } from './senses.ts'
import { MODE_LABELS, TRIGGER_LABELS, type TraitTable, type TriggerModel } from './trigger-model.ts'
import { TRIGGER_GROUPS } from './trigger-view.ts'

/** First bytes of a model file. */
const MAGIC = 0x324c4552

/** A loaded relation model; frozen, shared by all calls. */
export interface RelateModel extends PairModel {
  /** What a single predicate is; shares the word vectors. */
  readonly triggers: TriggerModel
}

/** The model file, little endian: a head of counts, then the pair table, the two tables of triggers, vectors, words one a line in UTF-8. */
export function sealRelateModel(model: RelateModel): Uint8Array {
  const text = new TextEncoder().encode([...model.vectors.words.keys()].join('\n'))
  const { types, modes } = model.triggers
  const head = new DataView(new ArrayBuffer(HEAD))
  const counts = [
    MAGIC,
    SENSES.length,
    model.rows.size,
    model.vectors.size,
    model.vectors.words.size,
    text.length,
    TRIGGER_LABELS.length,
    types.rows.size,
    MODE_LABELS.length,
    modes.rows.size,
  ]
  for (const [i, count] of counts.entries()) head.setUint32(i * 4, count, true)
  head.setFloat32(40, model.temperature, true)
  head.setFloat32(44, model.triggers.temperature, true)
  const parts = [head.buffer, ...tableParts(model), ...tableParts(types), ...tableParts(modes)]
  parts.push(model.vectors.values.buffer as ArrayBuffer, text.buffer as ArrayBuffer)
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0))
  let at = 0
  for (const part of parts) {
    out.set(new Uint8Array(part), at)
    at += part.byteLength
  }
  return out
}

const HEAD = 48

function tableParts(table: Pick<TraitTable, 'rows' | 'scales' | 'dense' | 'weights'>): ArrayBuffer[] {
  const hashes = Uint32Array.from(table.rows.keys())
  return [hashes, table.scales, table.dense, table.weights].map((part) => Uint8Array.from(bytesOf(part)).buffer)
}

const bytesOf = (part: Uint32Array | Float32Array | Int8Array) =>
  new Uint8Array(part.buffer, part.byteOffset, part.byteLength)

/** Reads what `sealRelateModel` wrote. Throws an error with `code` "relate-model" when the bytes are of another kind, version or length. */
export function loadRelateModel(bytes: Uint8Array): RelateModel {
  const fail = (seen: string) =>
    Object.assign(
      new Error(
        `relation model: ${seen}; install models/relate.bin of the same release or train it again (train/relate/train.ts)`,
      ),
      {
        code: 'relate-model',
      },
    )
  if (bytes.length < HEAD) throw fail(`${bytes.length} bytes seen, at least ${HEAD} expected`)
  const head = new DataView(bytes.buffer, bytes.byteOffset, HEAD)
  const [magic, columns, rows, size, words, textLength, types, typeRows, modes, modeRows] = Array.from(
    { length: 10 },
    (_, i) => head.getUint32(i * 4, true),
  ) as [number, number, number, number, number, number, number, number, number, number]
  if (magic !== MAGIC) throw fail('another file format seen')
  if (columns !== SENSES.length) throw fail(`${columns} senses seen, ${SENSES.length} expected`)
  if (types !== TRIGGER_LABELS.length || modes !== MODE_LABELS.length)
    throw fail(`${types} types and ${modes} modes seen, ${TRIGGER_LABELS.length} and ${MODE_LABELS.length} expected`)
  const table = (count: number, width: number, groups: number) => count * (8 + width) + (groups * size + 1) * width * 4
  const expected =
    HEAD +
    table(rows, columns, WORD_GROUPS) +
    table(typeRows, types, TRIGGER_GROUPS) +
    table(modeRows, modes, TRIGGER_GROUPS) +
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
    return {
      rows: new Map(Array.from(hashes, (hash, row) => [hash, row] as const)),
      scales: new Float32Array(take(count * 4)),
      dense: new Float32Array(take((groups * size + 1) * width * 4)),
      weights: new Int8Array(take(count * width)),
      columns: width,
    }
  }
  const pairs = takeTable(rows, columns, WORD_GROUPS)
  const triggers = {
    types: takeTable(typeRows, types, TRIGGER_GROUPS),
    modes: takeTable(modeRows, modes, TRIGGER_GROUPS),
    temperature: head.getFloat32(44, true),
  }
  return Object.freeze({
    ...pairs,
    triggers,
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
    temperature: head.getFloat32(40, true),
  })
}
