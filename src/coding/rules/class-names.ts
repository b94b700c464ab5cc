import type { RuleBook } from './rule.ts'

const NOTHING: readonly string[] = []

/** Class names by part of speech and lemma, for a rule book. */
export class ClassNames {
  readonly #names = new Map<string, Map<string, string[]>>()

  constructor(book: RuleBook) {
    for (const [name, entries] of book.classes)
      for (const key of entries.keys()) {
        const colon = key.indexOf(':')
        const [pos, lemma] = [key.slice(0, colon), key.slice(colon + 1)]
        let words = this.#names.get(pos)
        if (!words) this.#names.set(pos, (words = new Map()))
        const known = words.get(lemma)
        if (known) known.push(name)
        else words.set(lemma, [name])
      }
  }

  of(pos: string, lemma: string): readonly string[] {
    return this.#names.get(pos)?.get(lemma) ?? NOTHING
  }
}

const classNames = new WeakMap<RuleBook, ClassNames>()

/** The class names of a rule book, built on first use. */
export function classNamesOf(book: RuleBook): ClassNames {
  let names = classNames.get(book)
  if (!names) classNames.set(book, (names = new ClassNames(book)))
  return names
}
