import type { Cite } from '../citing.ts'
import { sentencesIn } from './telling.ts'

/** What a sentence of a brief rests on: an item of the ledger with its words, or a row of the lexicon's table of office holders. */
export type Support = (Cite | { id: string; kind: 'lexicon'; words: string }) & {
  /** Further items that rest on the same words of the same article: "commitment c1". */
  also?: string[]
}

/** One sentence and the numbers of its footnotes, from 1. There is no sentence without a footnote. */
export interface BriefSentence {
  text: string
  /** Words of a source, shown in quotation marks after the text. */
  quote: string | null
  notes: number[]
}

/** One section; sections without a sentence are not there. */
export interface BriefSection {
  title: string
  sentences: BriefSentence[]
}

/** Puts a sentence down with what supports it; one without support is not written. `isBare`: it says little without its quotation ("Agreement: signed on …"). */
export type Say = (text: string, support: Support[], quote?: string | null, isBare?: boolean) => void

const QUOTE = 700

/** The sections of a brief as they are written, and its footnotes in the order of their numbers. */
export class Pages {
  readonly sections: BriefSection[] = []
  readonly notes: Support[] = []
  readonly #numbers = new Map<string, number>()
  readonly #bare = new Set<BriefSentence>()
  /** Ids of the items that each sentence rests on. */
  readonly #ids = new Map<BriefSentence, Set<string>>()
  readonly #inSentences: (support: Support) => Support

  /** `inSentences` gives what supports a sentence its whole sentences for words. */
  constructor(inSentences: (support: Support) => Support) {
    this.#inSentences = inSentences
  }

  section(title: string, fill: (say: Say) => void): void {
    const sentences: BriefSentence[] = []
    fill((text, support, quote = null, isBare = text.endsWith(':')) => {
      if (support.length === 0) return
      const notes = inOrder(support.map((each) => this.#numberOf(this.#inSentences(each))))
      const shown = quote === null ? null : shortQuote(quote)
      // What several happenings of one sentence would say in the same words is said once.
      const same = sentences.find((other) => other.text === text && isOneQuote(other.quote, shown))
      if (same) {
        same.notes = inOrder([...same.notes, ...notes])
        for (const { id } of support) this.#ids.get(same)!.add(id)
        if ((shown?.length ?? 0) > (same.quote?.length ?? 0)) same.quote = shown
        return
      }
      const sentence = { text, quote: shown, notes }
      sentences.push(sentence)
      this.#ids.set(sentence, new Set(support.map(({ id }) => id)))
      if (isBare) this.#bare.add(sentence)
    })
    if (sentences.length) this.sections.push({ title, sentences })
  }

  /** The sections as they are read: a quotation stands with the first sentence that rests on it, and with those that say little without it. */
  written(): BriefSection[] {
    const shown: string[] = []
    return this.sections.map(({ title, sentences }) => ({
      title,
      sentences: sentences.map((sentence) => {
        const { quote } = sentence
        if (quote === null) return sentence
        const isShown = shown.some((other) => other.includes(quote))
        shown.push(quote)
        return isShown && !this.#bare.has(sentence) ? { ...sentence, quote: null } : sentence
      }),
    }))
  }

  /** Whether a sentence tells it already; the figures of the first two sections only rest on it. */
  isTold({ id }: Cite): boolean {
    return this.sections.some(
      ({ title, sentences }) =>
        title !== 'Bottom line' && title !== 'Temperature' && sentences.some((each) => this.#ids.get(each)!.has(id)),
    )
  }

  /** Whether a sentence quotes these words already, alone or with others. */
  isQuoted(words: string | null): boolean {
    const shown = words === null ? null : shortQuote(words)
    return (
      shown !== null &&
      this.sections.some(({ sentences }) => sentences.some(({ quote }) => quote !== null && isOneQuote(quote, shown)))
    )
  }

  /** Whether a sentence quotes all of these words already. */
  isShown(words: string): boolean {
    return this.sections.some(({ sentences }) => sentences.some(({ quote }) => quote?.includes(words)))
  }

  #numberOf(support: Support): number {
    const known = this.#numbers.get(support.id)
    if (known === undefined) {
      const twin = this.notes.findIndex((note) => isTwin(note, support))
      if (twin >= 0) {
        const note = this.notes[twin]!
        this.notes[twin] = { ...note, also: [...(note.also ?? []), `${support.kind} ${support.id}`] }
        this.#numbers.set(support.id, twin + 1)
        return twin + 1
      }
      this.notes.push(support)
      this.#numbers.set(support.id, this.notes.length)
      return this.notes.length
    }
    // The words with what goes before say more.
    if (
      support.words.length > this.notes[known - 1]!.words.length &&
      support.words.endsWith(this.notes[known - 1]!.words)
    )
      this.notes[known - 1] = { ...support, also: this.notes[known - 1]!.also }
    return known
  }
}

/** Whether two items rest on the same words of one article: these are one footnote. */
function isTwin(one: Support, other: Support): boolean {
  return (
    one.kind !== 'lexicon' &&
    other.kind !== 'lexicon' &&
    one.article !== '' &&
    one.article === other.article &&
    one.words === other.words
  )
}

const inOrder = (numbers: number[]) => [...new Set(numbers)].sort((a, b) => a - b)

/** Whether two quotations are the same, or one a part of the other. */
function isOneQuote(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return one === other
  const [a, b] = [one.replace(/ …$/, ''), other.replace(/ …$/, '')]
  return a.includes(b) || b.includes(a)
}

/** A quotation in the text of a brief: on one line; where it is long, without the first of its sentences, for the last ones carry what is told, and cut where even the last is long. */
function shortQuote(text: string): string {
  const whole = text.replace(/\s+/g, ' ').trim()
  const sentences = whole.length > QUOTE ? sentencesIn(whole) : []
  let from = 0
  for (let i = 1; i < sentences.length && whole.length - from > QUOTE; i++)
    from = Math.max(from, whole.indexOf(sentences[i]!, from + sentences[i - 1]!.length))
  const clean = whole.slice(from)
  return clean.length <= QUOTE ? clean : `${clean.slice(0, QUOTE).replace(/\s+\S*$/, '')} …`
}
