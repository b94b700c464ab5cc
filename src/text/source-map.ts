import { changesIn } from './clean.ts'
import type { Span } from './span.ts'

/**
 * How a cleaned text lies in the text it was cut from: pairs `[offset in the clean text, offset in the source]`, sorted by the first.
 * Each run starts there and continues unchanged, character by character, until the next run. A run of one character that the source spells with several
 * (a letter and its accent, an entity) says as third number how many.
 */
export type SourceMap = ([clean: number, source: number] | [clean: number, source: number, spelt: number])[]

/**
 * Collects pieces of a source text into a clean text, keeping the map back.
 * `keep` copies a slice of the source; `add` writes characters the source does not have at that place (they map to where they were written).
 */
export class MappedText {
  readonly #parts: string[] = []
  readonly #map: SourceMap = []
  #length = 0
  readonly #source: string

  constructor(source: string) {
    this.#source = source
  }

  get length(): number {
    return this.#length
  }

  /** Copies `source[start, end)`. */
  keep(start: number, end: number): void {
    if (end <= start) return
    const last = this.#map.at(-1)
    if (!last || last[2] !== undefined || start - last[1] !== this.#length - last[0])
      this.#map.push([this.#length, start])
    this.#parts.push(this.#source.slice(start, end))
    this.#length += end - start
  }

  /** Copies `source[start, end)` with odd characters made plain (see `changesIn`). */
  keepClean(start: number, end: number): void {
    let at = start
    for (const change of changesIn(this.#source.slice(start, end))) {
      this.keep(at, start + change.start)
      at = start + change.end
      this.spell(change.text, start + change.start, at)
    }
    this.keep(at, end)
  }

  /** Writes `text`, which `source[start, end)` spells otherwise, one place a letter; one sign that gives several letters is the place of each. */
  spell(text: string, start: number, end: number): void {
    for (let i = 0; i < text.length; i++) {
      const at = Math.min(start + i, end - 1)
      this.#map.push(i === text.length - 1 && end - at > 1 ? [this.#length, at, end - at] : [this.#length, at])
      this.#length++
    }
    if (text) this.#parts.push(text)
  }

  /** Writes `text` in place of whatever stands at `sourceOffset`: a changed character, or a paragraph break the source spells otherwise. */
  add(text: string, sourceOffset: number): void {
    if (text === '') return
    this.#map.push([this.#length, sourceOffset])
    this.#parts.push(text)
    this.#length += text.length
  }

  done(): { text: string; map: SourceMap } {
    return { text: this.#parts.join(''), map: this.#map.length ? this.#map : [[0, 0]] }
  }
}

/** Where an offset of the clean text lies in the source. Cost: logarithmic in the number of runs. */
export function toSource(map: SourceMap, offset: number): number {
  const [clean, source] = runOf(map, offset)
  return source + (offset - clean)
}

function runOf(map: SourceMap, offset: number): SourceMap[number] {
  let low = 0
  let high = map.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (map[middle]![0] <= offset) low = middle
    else high = middle - 1
  }
  return map[low] ?? [0, 0]
}

/** A span of the clean text as a span of the source: from where its first character lies to just after its last one. */
export function spanToSource(map: SourceMap, span: Span): Span {
  const start = toSource(map, span.start)
  if (span.end <= span.start) return { start, end: start }
  const run = runOf(map, span.end - 1)
  const [clean, source] = run
  return { start, end: source + (span.end - 1 - clean) + (run.length === 3 ? run[2] : 1) }
}
