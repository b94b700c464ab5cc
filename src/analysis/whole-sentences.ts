import { splitSentences } from '../parse/index.ts'
import { type Brief, shortQuote } from './brief.ts'

/**
 * The brief with whole sentences for quotations: the words a rule stands on often begin and end within a sentence ("met for an hour on the margins"), which
 * is right for a ledger and reads badly. `textOf` gives an article's text by its key, or null; words that stand in no sentence of it (a headline, a row of
 * another system, words across two sentences) are left as they are.
 */
export async function withWholeSentences(
  brief: Brief,
  textOf: (article: string) => Promise<string | null>,
): Promise<Brief> {
  const sentences = new Map<string, string[]>()
  const sentencesOf = async (article: string): Promise<string[]> => {
    const known = sentences.get(article)
    if (known) return known
    const text = (await textOf(article)) ?? ''
    const found = splitSentences(text).map(({ start, end }) => text.slice(start, end).replace(/\s+/g, ' ').trim())
    sentences.set(article, found)
    return found
  }
  const notes: Brief['notes'] = []
  const quotes = new Map<string, string>()
  for (const note of brief.notes) {
    if ((note.kind !== 'happening' && note.kind !== 'position') || !note.article) {
      notes.push(note)
      continue
    }
    const told = await sentencesOf(note.article)
    const parts = note.words.split(' … ').map((part) => told.find((sentence) => sentence.includes(part)) ?? part)
    // A part that stands in another's sentence is told with it.
    const words = [...new Set(parts)]
      .filter((part, i, all) => !all.some((other, j) => j !== i && other.includes(part)))
      .join(' … ')
    notes.push({ ...note, words })
    quotes.set(`${note.id} ${shortQuote(note.words)}`, shortQuote(words))
  }
  const sections = brief.sections.map((section) => {
    const told: Brief['sections'][number]['sentences'] = []
    for (const sentence of section.sentences) {
      const whole = sentence.notes
        .map((number) => quotes.get(`${brief.notes[number - 1]!.id} ${sentence.quote}`))
        .find((quote) => quote !== undefined)
      const quote = whole ?? sentence.quote
      // Parts of one sentence that read alike are told once.
      const same = told.find((other) => other.text === sentence.text && other.quote === quote)
      if (same) same.notes = [...new Set([...same.notes, ...sentence.notes])]
      else told.push({ ...sentence, quote })
    }
    return { ...section, sentences: told }
  })
  return { ...brief, notes, sections }
}
