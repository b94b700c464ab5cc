import { FEATURE_COUNT, type FeatureTable, featureTable, wordFeatures } from './features.ts'
import { KERNELS_BASE64 } from './kernels-wasm.ts'
import { blocksOf, type NeuralModel } from './model-file.ts'

/** Most tokens one call of `score` takes. */
export const BATCH_TOKENS = 1024
/** Most tokens one sentence may have in a batch. */
export const LONGEST_SENTENCE = 192

/** Distinct forms whose first-layer sums are kept; when they are more, all are dropped and it starts anew. */
const CACHED_FORMS = 4096
/** Scales of the 16-bit numbers: word inputs reach ±8, layer outputs ±1 (two layers' sum ±2). */
const INPUT_UNITS = 4096
const OUTPUT_UNITS = 16384

interface Kernels {
  memory: WebAssembly.Memory
  dense16(...numbers: number[]): void
  denseFloat(...numbers: number[]): void
  gates(...numbers: number[]): void
  add16(count: number, a: number, b: number, out: number): void
  narrow16(count: number, x: number, by: number, out: number): void
  gather(n: number, index: number, from: number, to: number, bytes: number): void
  leak(n: number, columns: number, x: number, stride: number): void
  arcs(...numbers: number[]): void
  join(...numbers: number[]): void
  best(n: number, from: number, to: number, x: number, stride: number, out: number): void
}

/** A packed matrix in the kernels' memory. */
interface Dense {
  pairs: number
  columns: number
  weights: number
  scales: number
  bias: number
}

/**
 * What the parser knew of each word of a sentence, for models that read on: `width` whole numbers a token, first the network's state (two layers' sum, 1/64 a unit), then
 * the word's vector (80 of them, zeros for a word without one).
 */
export interface Encoding {
  readonly width: number
  readonly rows: Int8Array
}

/** Where one sentence of a batch ended up, and what the network says of it. */
export interface Scored {
  /** Tag id of token i. */
  tag(i: number): number
  /** `n * (n + 1)` arc scores as `bestTree` takes them; valid until the next call. */
  arcScores(): Float32Array
}

/** The network of train/neural/net.h in 8-bit weights and WebAssembly; one instance serves one thread. */
export class Network {
  readonly #model: NeuralModel
  readonly #table: FeatureTable
  readonly #kernels: Kernels
  #top = 0
  readonly #dense = new Map<string, Dense>()
  readonly #floats = new Map<string, number>()
  readonly #slots = new Map<string, number>()
  /** By slot the form's row among the word vectors, -1 for none. */
  readonly #vectorOf = new Int32Array(CACHED_FORMS)
  readonly #buffers: Record<
    | 'cache'
    | 'inputFloats'
    | 'inputs'
    | 'index'
    | 'sums'
    | 'cell'
    | 'first'
    | 'second'
    | 'both'
    | 'mlp'
    | 'tags'
    | 'tagIds'
    | 'du'
    | 'arcs'
    | 'heads'
    | 'joined'
    | 'relations'
    | 'relationIds',
    number
  >

  constructor(model: NeuralModel) {
    this.#model = model
    this.#table = featureTable(model.vocabulary)
    const wasm = Uint8Array.from(atob(KERNELS_BASE64.replaceAll('\n', '')), (c) => c.charCodeAt(0))
    const abort = () => {
      throw Object.assign(new Error('neural parser: a kernel aborted'), { code: 'neural-kernel' })
    }
    const instance = new WebAssembly.Instance(new WebAssembly.Module(wasm), { env: { abort } })
    this.#kernels = instance.exports as unknown as Kernels
    this.#top = 4096
    this.#loadWeights()
    const { shape } = model
    const { hidden } = shape
    const input = shape.vectorDim + shape.embed
    const mlp = 2 * shape.arc + 2 * (shape.add + shape.mul)
    const T = BATCH_TOKENS
    this.#buffers = {
      cache: this.#take(CACHED_FORMS * 6 * hidden * 4),
      inputFloats: this.#take(T * input * 4),
      inputs: this.#take(T * input * 2),
      index: this.#take(T * 4),
      sums: this.#take(T * 6 * hidden * 4),
      cell: this.#take(T * hidden * 4),
      first: this.#take(T * 2 * hidden * 2),
      second: this.#take(T * 2 * hidden * 2),
      both: this.#take(T * 2 * hidden * 2),
      mlp: this.#take(T * mlp * 4),
      tags: this.#take(T * this.#dense.get('wt')!.columns * 4),
      tagIds: this.#take(T * 4),
      du: this.#take(T * shape.arc * 4),
      arcs: this.#take(LONGEST_SENTENCE * (LONGEST_SENTENCE + 1) * 4),
      heads: this.#take(T * 4),
      joined: this.#take(T * (shape.add + shape.mul) * 4),
      relations: this.#take(T * (Math.ceil(shape.relations / 16) * 16) * 4),
      relationIds: this.#take(T * 4),
    }
  }

  #take(bytes: number): number {
    const at = this.#top
    this.#top = Math.ceil((at + bytes) / 64) * 64
    const memory = this.#kernels.memory
    const lacking = this.#top - memory.buffer.byteLength
    if (lacking > 0) memory.grow(Math.ceil(lacking / 65536))
    return at
  }

  #loadWeights(): void {
    const { shape, packed, floats, relations } = this.#model
    for (const block of blocksOf(shape)) {
      if (!block.packed) {
        const at = this.#take(block.rows * block.columns * 4)
        const values = new Float32Array(this.#kernels.memory.buffer, at, block.rows * block.columns)
        values.set(floats.get(block.name)!)
        // only a root is labelled so, and that by its head
        if (block.name === 'bl' && relations.includes('root')) values[relations.indexOf('root')] = -1e9
        this.#floats.set(block.name, at)
        continue
      }
      const { values, scales } = packed.get(block.name)!
      const pairs = block.rows / 2
      const weights = this.#take(block.rows * block.columns * 2)
      const to = new Int16Array(this.#kernels.memory.buffer, weights, block.rows * block.columns)
      let w = 0
      for (let panel = 0; panel < block.columns; panel += 8)
        for (let row = 0; row < block.rows; row += 2) {
          const from = row * block.columns + panel
          for (let c = 0; c < 8; c++) {
            to[w++] = values[from + c]!
            to[w++] = values[from + block.columns + c]!
          }
        }
      const units = block.name.startsWith('wx1') ? INPUT_UNITS : OUTPUT_UNITS
      const scaleAt = this.#take(block.columns * 4)
      new Float32Array(this.#kernels.memory.buffer, scaleAt, block.columns).set(scales.map((s) => s / units))
      this.#dense.set(block.name, { pairs, columns: block.columns, weights, scales: scaleAt, bias: 0 })
    }
    for (const [name, dense] of this.#dense) {
      const bias = { wx1f: 'b1f', wx1b: 'b1b', wx2f: 'b2f', wx2b: 'b2b', wm: 'bm', wt: 'bt' }[name]
      if (bias) dense.bias = this.#floats.get(bias)!
    }
  }

  #multiply(name: string, n: number, x: number, xStride: number, out: number, outStride: number, first: boolean) {
    const d = this.#dense.get(name)!
    this.#kernels.dense16(
      n,
      d.pairs,
      d.columns / 8,
      x,
      xStride,
      d.weights,
      d.scales,
      d.bias,
      out,
      outStride,
      first ? 1 : 0,
    )
  }

  /** First-layer sums of every form of the batch: finds or computes each, then lays them out row by row. */
  #embed(forms: readonly string[]): void {
    const { shape, learned, learnedScales, vectors, vectorStep } = this.#model
    const b = this.#buffers
    const buffer = this.#kernels.memory.buffer
    const width = shape.vectorDim + shape.embed
    if (this.#slots.size + forms.length > CACHED_FORMS) this.#slots.clear()
    const index = new Int32Array(buffer, b.index, forms.length)
    const inputs = new Float32Array(buffer, b.inputFloats, BATCH_TOKENS * width)
    const rows = new Int32Array(FEATURE_COUNT)
    const firstMissing = this.#slots.size
    let missing = 0
    forms.forEach((form, i) => {
      let slot = this.#slots.get(form)
      if (slot === undefined) {
        slot = this.#slots.size
        this.#slots.set(form, slot)
        const vector = wordFeatures(this.#table, form, rows, 0)
        this.#vectorOf[slot] = vector
        const at = missing++ * width
        for (let k = 0; k < shape.vectorDim; k++)
          inputs[at + k] = vector < 0 ? 0 : vectors[vector * shape.vectorDim + k]! * vectorStep
        for (let k = 0; k < shape.embed; k++) inputs[at + shape.vectorDim + k] = 0
        for (let f = 0; f < FEATURE_COUNT; f++) {
          const row = rows[f]!
          const scale = learnedScales[row]!
          const from = row * shape.embed
          const to = at + shape.vectorDim
          for (let k = 0; k < shape.embed; k++) inputs[to + k]! += learned[from + k]! * scale
        }
      }
      index[i] = slot
    })
    const wide = 6 * shape.hidden * 4
    if (missing > 0) {
      this.#kernels.narrow16(Math.ceil((missing * width) / 8) * 8, b.inputFloats, INPUT_UNITS, b.inputs)
      const to = b.cache + firstMissing * wide
      this.#multiply('wx1f', missing, b.inputs, width * 2, to, wide, true)
      this.#multiply('wx1b', missing, b.inputs, width * 2, to + wide / 2, wide, true)
    }
    this.#kernels.gather(forms.length, b.index, b.cache, b.sums, wide)
  }

  /** Lifts the states of one sentence of the batch out of the buffers and sets its words' vectors beside them; `first` is the row of each place of the batch's first sentence, `n` the rows altogether. */
  #encodingOf(length: number, sentence: number, first: Int32Array, n: number): Encoding {
    const { shape, vectors } = this.#model
    const states = 2 * shape.hidden
    const width = states + shape.vectorDim
    const rows = new Int8Array(length * width)
    const buffer = this.#kernels.memory.buffer
    const both = new Int16Array(buffer, this.#buffers.both, n * states)
    const slots = new Int32Array(buffer, this.#buffers.index, n)
    for (let i = 0; i < length; i++) {
      const row = first[i]! + sentence
      const from = row * states
      const to = i * width
      // 16384 is 1, and the sum of two layers reaches 2
      for (let k = 0; k < states; k++) rows[to + k] = Math.min((both[from + k]! + 128) >> 8, 127)
      const vector = this.#vectorOf[slots[row]!]!
      if (vector >= 0) rows.set(vectors.subarray(vector * shape.vectorDim, (vector + 1) * shape.vectorDim), to + states)
    }
    return { width, rows }
  }

  /** Runs one direction of a layer over sums already holding its inputs' part. */
  #layer(recurrent: string, backward: boolean, first: Int32Array, active: Int32Array, out: number): void {
    const { hidden } = this.#model.shape
    const b = this.#buffers
    const wide = 6 * hidden * 4
    const sums = b.sums + (backward ? wide / 2 : 0)
    const h = out + (backward ? hidden * 2 : 0)
    const steps = active.length
    for (let step = 0; step < steps; step++) {
      const t = backward ? steps - 1 - step : step
      const before = backward ? t + 1 : t - 1
      const n = active[t]!
      const old = before < 0 || before >= steps ? 0 : Math.min(active[before]!, n)
      const at = sums + first[t]! * wide
      const rowBefore = before < 0 || before >= steps ? 0 : first[before]!
      if (old > 0) this.#multiply(recurrent, old, h + rowBefore * hidden * 4, hidden * 4, at, wide, false)
      this.#kernels.gates(
        n,
        hidden,
        at,
        wide,
        old,
        b.cell + rowBefore * hidden * 4,
        b.cell + first[t]! * hidden * 4,
        h + first[t]! * hidden * 4,
        hidden * 4,
      )
    }
  }

  /**
   * Scores sentences given longest first, at most `BATCH_TOKENS` tokens together and `LONGEST_SENTENCE` each; `settle`
   * is called with each one's scores and must write its heads (-1 the root). Returns, by sentence and token, the
   * relation ids at these heads. `encode`, where given, is told what the network knew of each sentence.
   */
  score(
    sentences: readonly (readonly string[])[],
    settle: (sentence: number, scored: Scored, heads: Int32Array) => void,
    encode?: (sentence: number, encoding: Encoding) => void,
  ): Int32Array[] {
    const { shape } = this.#model
    const { hidden, arc } = shape
    const b = this.#buffers
    const rel = shape.add + shape.mul
    const steps = sentences[0]!.length
    const first = new Int32Array(steps)
    const active = new Int32Array(steps)
    const forms: string[] = []
    for (let t = 0; t < steps; t++) {
      first[t] = forms.length
      let a = 0
      while (a < sentences.length && sentences[a]!.length > t) forms.push(sentences[a++]![t]!)
      active[t] = a
    }
    const n = forms.length
    this.#embed(forms)
    const wide = 6 * hidden * 4
    this.#layer('wh1f', false, first, active, b.first)
    this.#layer('wh1b', true, first, active, b.first)
    this.#multiply('wx2f', n, b.first, hidden * 4, b.sums, wide, true)
    this.#multiply('wx2b', n, b.first, hidden * 4, b.sums + wide / 2, wide, true)
    this.#layer('wh2f', false, first, active, b.second)
    this.#layer('wh2b', true, first, active, b.second)
    this.#kernels.add16(n * 2 * hidden, b.first, b.second, b.both)
    if (encode) for (const [s, { length }] of sentences.entries()) encode(s, this.#encodingOf(length, s, first, n))

    const mlp = (2 * arc + 2 * rel) * 4
    const tagWidth = this.#dense.get('wt')!.columns * 4
    this.#multiply('wm', n, b.both, hidden * 4, b.mlp, mlp, true)
    this.#kernels.leak(n, 2 * arc, b.mlp, mlp)
    this.#multiply('wt', n, b.both, hidden * 4, b.tags, tagWidth, true)
    this.#kernels.best(n, 0, shape.tags, b.tags, tagWidth, b.tagIds)
    const float = (name: string) => this.#floats.get(name)!
    this.#kernels.denseFloat(n, arc, arc, b.mlp, mlp, float('bil'), float('headBias'), b.du, arc * 4)

    const buffer = this.#kernels.memory.buffer
    const tagIds = new Int32Array(buffer, b.tagIds, n)
    const index = new Int32Array(buffer, b.index, LONGEST_SENTENCE)
    const heads = new Int32Array(buffer, b.heads, n)
    const own = new Int32Array(LONGEST_SENTENCE)
    sentences.forEach((sentence, s) => {
      const length = sentence.length
      for (let i = 0; i < length; i++) index[i] = first[i]! + s
      const arcScores = () => {
        this.#kernels.arcs(
          length,
          arc,
          b.index,
          b.du,
          arc * 4,
          b.mlp + arc * 4,
          mlp,
          float('rootArc'),
          float('distance'),
          b.arcs,
        )
        return new Float32Array(buffer, b.arcs, length * (length + 1))
      }
      settle(s, { tag: (i) => tagIds[index[i]!]!, arcScores }, own)
      for (let i = 0; i < length; i++) heads[index[i]!] = own[i]! < 0 ? -1 : index[own[i]!]!
    })
    const dep = b.mlp + 2 * arc * 4
    this.#kernels.join(n, shape.add, rel, dep, dep + rel * 4, mlp, b.heads, float('rootRel'), b.joined)
    const relationWidth = Math.ceil(shape.relations / 16) * 16
    this.#kernels.denseFloat(
      n,
      rel,
      relationWidth,
      b.joined,
      rel * 4,
      float('wl'),
      float('bl'),
      b.relations,
      relationWidth * 4,
    )
    this.#kernels.best(n, 0, shape.relations, b.relations, relationWidth * 4, b.relationIds)
    const ids = new Int32Array(buffer, b.relationIds, n)
    return sentences.map((sentence, s) => Int32Array.from(sentence, (_, i) => ids[first[i]! + s]!))
  }
}
