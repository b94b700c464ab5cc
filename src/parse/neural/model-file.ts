import { FEATURE_VERSION, FIRST_VOCABULARY_ROW, HASHED_ROW_COUNT, type Vocabulary } from './features.ts'

/**
 * The model file: "DTNP", the header's length in bytes (32-bit little-endian), the header as JSON, then the sections it
 * names, each starting at a multiple of 8 bytes after the header.
 */
const MAGIC = 0x504e5444
/** Raised whenever the file's layout changes. */
export const MODEL_FORMAT = 1

/** Widths of the network; train/neural/net.h has the same. */
export interface Shape {
  /** Units of a direction of a layer. */
  hidden: number
  /** Width of the learned word rows. */
  embed: number
  /** Width of the arc scorer. */
  arc: number
  /** Widths of the relation scorer's added and multiplied parts. */
  add: number
  mul: number
  vectorDim: number
  tags: number
  relations: number
}

/** One parameter matrix: `rows` inputs by `columns` outputs, row by row. */
export interface Block {
  name: string
  rows: number
  columns: number
  /** Kept as 8-bit numbers with one scale a column; the others as floats. */
  packed: boolean
}

const upTo = (multiple: number, n: number) => Math.ceil(n / multiple) * multiple

/** Every parameter matrix in the order the trainer writes them. */
export function blocksOf(shape: Shape): Block[] {
  const { hidden, arc } = shape
  const rel = shape.add + shape.mul
  const input = shape.vectorDim + shape.embed
  const tagColumns = upTo(16, shape.tags)
  const relationColumns = upTo(16, shape.relations)
  const mlp = 2 * arc + 2 * rel
  const blocks: Block[] = []
  const block = (name: string, rows: number, columns: number, packed = false) =>
    blocks.push({ name, rows, columns, packed })
  for (const layer of [1, 2])
    for (const direction of ['f', 'b']) {
      block(`wx${layer}${direction}`, layer === 1 ? input : 2 * hidden, 3 * hidden, true)
      block(`wh${layer}${direction}`, hidden, 3 * hidden, true)
      block(`b${layer}${direction}`, 1, 3 * hidden)
    }
  block('wm', 2 * hidden, mlp, true)
  block('bm', 1, mlp)
  block('wt', 2 * hidden, tagColumns, true)
  block('bt', 1, tagColumns)
  block('bil', arc, arc)
  block('headBias', 1, arc)
  block('rootArc', 1, arc)
  block('rootRel', 1, rel)
  block('distance', 1, 31)
  block('wl', rel, relationColumns)
  block('bl', 1, relationColumns)
  return blocks
}

/** Everything a model holds, before or after the file. */
export interface NeuralModel {
  shape: Shape
  vocabulary: Vocabulary
  /** Joint tags, `UPOS XPOS`. */
  tags: string[]
  relations: string[]
  /** Word vectors, 8-bit, rows of `shape.vectorDim`; a unit is worth `vectorStep`. */
  vectors: Int8Array
  vectorStep: number
  /** Learned rows, 8-bit, rows of `shape.embed`, and what a unit of each row is worth. */
  learned: Int8Array
  learnedScales: Float32Array
  /** Parameters by block name: floats, or 8-bit numbers with one scale a column. */
  floats: Map<string, Float32Array>
  packed: Map<string, { values: Int8Array; scales: Float32Array }>
}

interface Header {
  format: number
  features: number
  shape: Shape
  tags: string[]
  relations: string[]
  sharedCount: number
  learnedCount: number
  vectorStep: number
  sections: Record<string, [at: number, bytes: number]>
}

/** Quantises the trainer's floats (learned rows, then the blocks in order) and returns the model. */
export function modelFromFloats(
  weights: Float32Array,
  rest: Pick<NeuralModel, 'shape' | 'vocabulary' | 'tags' | 'relations' | 'vectors' | 'vectorStep'>,
): NeuralModel {
  const { shape, vocabulary } = rest
  const rows =
    FIRST_VOCABULARY_ROW + vocabulary.sharedCount + vocabulary.learnedCount + vocabulary.forms.length + HASHED_ROW_COUNT
  const learned = new Int8Array(rows * shape.embed)
  const learnedScales = new Float32Array(rows)
  for (let row = 0; row < rows; row++) {
    const own = weights.subarray(row * shape.embed, (row + 1) * shape.embed)
    const scale = Math.fround(own.reduce((top, x) => Math.max(top, Math.abs(x)), 1e-9) / 127)
    learnedScales[row] = scale
    for (let k = 0; k < shape.embed; k++) learned[row * shape.embed + k] = Math.round(own[k]! / scale)
  }
  const floats = new Map<string, Float32Array>()
  const packed: NeuralModel['packed'] = new Map()
  let at = rows * shape.embed
  for (const block of blocksOf(shape)) {
    const own = weights.slice(at, at + block.rows * block.columns)
    at += own.length
    if (!block.packed) {
      floats.set(block.name, own)
      continue
    }
    const scales = new Float32Array(block.columns).fill(1e-9)
    own.forEach((x, i) => {
      scales[i % block.columns] = Math.max(scales[i % block.columns]!, Math.abs(x))
    })
    for (let c = 0; c < block.columns; c++) scales[c] = scales[c]! / 127
    packed.set(block.name, {
      values: Int8Array.from(own, (x, i) => Math.round(x / scales[i % block.columns]!)),
      scales,
    })
  }
  if (at !== weights.length)
    throw fault(`saw ${weights.length} trained numbers, expected ${at}; trainer and runtime differ in their layout`)
  return { ...rest, learned, learnedScales, floats, packed }
}

function fault(message: string): Error {
  return Object.assign(new Error(`neural model: ${message}`), { code: 'neural-model' })
}

const bytesOf = (array: Int8Array | Float32Array) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength)

/** The model as a file's bytes. */
export function writeModel(model: NeuralModel): Uint8Array {
  const encoder = new TextEncoder()
  const parts: [string, Uint8Array][] = [
    ['words', encoder.encode(model.vocabulary.words.join('\n'))],
    ['forms', encoder.encode(model.vocabulary.forms.join('\n'))],
    ['vectors', bytesOf(model.vectors)],
    ['learned', bytesOf(model.learned)],
    ['learnedScales', bytesOf(model.learnedScales)],
  ]
  for (const [name, values] of model.floats) parts.push([name, bytesOf(values)])
  for (const [name, { values, scales }] of model.packed)
    parts.push([name, bytesOf(values)], [`${name}.scales`, bytesOf(scales)])
  const sections: Header['sections'] = {}
  let at = 0
  for (const [name, bytes] of parts) {
    sections[name] = [at, bytes.length]
    at += upTo(8, bytes.length)
  }
  const { shape, tags, relations, vectorStep } = model
  const { sharedCount, learnedCount } = model.vocabulary
  const fields: Header = {
    format: MODEL_FORMAT,
    features: FEATURE_VERSION,
    shape,
    tags,
    relations,
    sharedCount,
    learnedCount,
    vectorStep,
    sections,
  }
  const header = encoder.encode(JSON.stringify(fields))
  const start = upTo(8, 8 + header.length)
  const file = new Uint8Array(start + at)
  new DataView(file.buffer).setUint32(0, MAGIC, true)
  new DataView(file.buffer).setUint32(4, header.length, true)
  file.set(header, 8)
  for (const [name, bytes] of parts) file.set(bytes, start + sections[name]![0])
  return file
}

/**
 * Reads a model file. The bytes are kept (the tables point into them) unless they are badly aligned, then copied.
 * Throws `neural-model` on a file of another kind, format or feature version, or one cut short.
 */
export function readModel(given: Uint8Array): NeuralModel {
  const bytes = given.byteOffset % 8 === 0 ? given : given.slice()
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 8 || view.getUint32(0, true) !== MAGIC)
    throw fault('the bytes do not start with "DTNP"; expected a file made by "npm run train"')
  const headerLength = view.getUint32(4, true)
  const start = upTo(8, 8 + headerLength)
  if (start > bytes.length) throw fault(`the file is cut short: ${bytes.length} bytes; fetch it again`)
  const decoder = new TextDecoder()
  const header = JSON.parse(decoder.decode(bytes.subarray(8, 8 + headerLength))) as Header
  if (header.format !== MODEL_FORMAT || header.features !== FEATURE_VERSION)
    throw fault(
      `saw format ${header.format}, features ${header.features}; expected ${MODEL_FORMAT}, ${FEATURE_VERSION}; train again`,
    )
  const section = (name: string): [number, number] => {
    const [at, length] = header.sections[name] ?? [0, -1]
    if (length < 0 || start + at + length > bytes.length) throw fault(`section ${name} is missing or cut short`)
    return [bytes.byteOffset + start + at, length]
  }
  const text = (name: string) => {
    const [at, length] = section(name)
    return decoder.decode(new Uint8Array(bytes.buffer, at, length)).split('\n')
  }
  const int8 = (name: string) => new Int8Array(bytes.buffer, ...section(name))
  const float32 = (name: string) => {
    const [at, length] = section(name)
    return new Float32Array(bytes.buffer, at, length / 4)
  }
  const floats = new Map<string, Float32Array>()
  const packed: NeuralModel['packed'] = new Map()
  for (const block of blocksOf(header.shape))
    if (block.packed) packed.set(block.name, { values: int8(block.name), scales: float32(`${block.name}.scales`) })
    else floats.set(block.name, float32(block.name))
  return {
    shape: header.shape,
    vocabulary: {
      words: text('words'),
      sharedCount: header.sharedCount,
      learnedCount: header.learnedCount,
      forms: text('forms'),
    },
    tags: header.tags,
    relations: header.relations,
    vectors: int8('vectors'),
    vectorStep: header.vectorStep,
    learned: int8('learned'),
    learnedScales: float32('learnedScales'),
    floats,
    packed,
  }
}
