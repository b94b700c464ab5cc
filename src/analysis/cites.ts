import type { Happening } from '../ledger/index.ts'
import { type Cite, citeHappening } from './citing.ts'

/** Cites of happenings whose words are read only once it is known which are cited. */
export class Cites {
  readonly #given = new Map<string, Cite[]>()

  /** A cite of a happening; its words and source are put in by `fill`. */
  of(id: string): Cite {
    const cite: Cite = {
      id,
      kind: 'happening',
      words: '',
      article: '',
      title: null,
      outlet: null,
      url: null,
      published: null,
    }
    const known = this.#given.get(id)
    if (known) known.push(cite)
    else this.#given.set(id, [cite])
    return cite
  }

  /** The happenings that are cited. */
  get ids(): string[] {
    return [...this.#given.keys()]
  }

  fill(happeningOf: (id: string) => Happening): void {
    for (const [id, cites] of this.#given) for (const cite of cites) Object.assign(cite, citeHappening(happeningOf(id)))
  }
}
