import type { RuleBook } from '../rules/rule.ts'
import type { WordVectors } from './model.ts'

/** How alike two words must be to count as neighbours: cosine of their vectors. */
const NEAR = 0.5
const CLOSE = 0.65
const MOST = 8
const NONE: readonly string[] = []

/**
 * The classes of the words nearest to a word, by word vectors: what a verb no class holds is like. A word is never its own neighbour, so that known words teach
 * what unknown ones will show. One look-up costs a pass over the class words of that part of speech; answers are remembered.
 */
export class Neighbours {
  readonly vectors: WordVectors
  readonly #words = new Map<string, { word: string; row: number; norm: number; classes: string[] }[]>()
  /** The vectors of the words above, one after the other, by part of speech. */
  readonly #rows = new Map<string, Int32Array>()
  readonly #known = new Map<string, Map<string, readonly string[]>>()

  constructor(book: RuleBook, vectors: WordVectors) {
    this.vectors = vectors
    const classes = new Map<string, string[]>()
    for (const [name, entries] of book.classes)
      for (const key of entries.keys()) {
        const list = classes.get(key)
        if (list) list.push(name)
        else classes.set(key, [name])
      }
    for (const [key, names] of classes) {
      const [pos, word] = key.split(':') as [string, string]
      const row = vectors.words.get(word)
      if (row === undefined) continue
      const list = this.#words.get(pos) ?? []
      list.push({ word, row, norm: this.#norm(row), classes: names })
      this.#words.set(pos, list)
    }
    const { size, values } = vectors
    for (const [pos, list] of this.#words) {
      const rows = new Int32Array(list.length * size)
      list.forEach(({ row }, i) => void rows.set(values.subarray(row * size, (row + 1) * size), i * size))
      this.#rows.set(pos, rows)
    }
  }

  /** Traits without prefix: "class" for near ones, "class!" for close ones. */
  of(pos: string, word: string): readonly string[] {
    let known = this.#known.get(pos)
    if (!known) this.#known.set(pos, (known = new Map()))
    let found = known.get(word)
    if (found) return found
    // words without a vector are without number; those with one are not
    const row = this.vectors.words.get(word)
    if (row === undefined) return NONE
    found = this.#find(pos, row)
    known.set(word, found)
    return found
  }

  #find(pos: string, row: number): readonly string[] {
    const norm = this.#norm(row)
    const words = this.#words.get(pos)
    const rows = this.#rows.get(pos)
    if (!words || !rows) return NONE
    const { size, values } = this.vectors
    const own = Int32Array.from(values.subarray(row * size, (row + 1) * size))
    const found: { each: (typeof words)[number]; cosine: number }[] = []
    for (let i = 0; i < words.length; i++) {
      let dot = 0
      for (let d = 0, at = i * size; d < size; d++, at++) dot += own[d]! * rows[at]!
      const each = words[i]!
      const cosine = dot / (norm * each.norm || 1)
      if (cosine >= NEAR && each.row !== row) found.push({ each, cosine })
    }
    const near = found.sort((a, b) => b.cosine - a.cosine || (a.each.word < b.each.word ? -1 : 1)).slice(0, MOST)
    const traits = new Set<string>()
    for (const { each, cosine } of near)
      for (const name of each.classes) {
        traits.add(name)
        if (cosine >= CLOSE) traits.add(`${name}!`)
      }
    return [...traits]
  }

  #dot(a: number, b: number): number {
    const { size, values } = this.vectors
    let sum = 0
    for (let d = 0; d < size; d++) sum += values[a * size + d]! * values[b * size + d]!
    return sum
  }

  #norm(row: number): number {
    return Math.sqrt(this.#dot(row, row))
  }
}
