import type { Reading } from './candidates.ts'
import type { Draft } from './drafts.ts'
import type { Sector } from './grounded-text.ts'

/** The CAMEO-style code of an entity: its body's own code, or country and first telling sector. Populations and states go by their country. */
export function codeOf(draft: Draft): string {
  if (draft.bodyCode && (draft.country === null || draft.kind !== 'person')) {
    const own = draft.body?.code === draft.bodyCode
    if (own && draft.country !== null && !draft.bodyCode.startsWith(draft.country)) return joined(draft)
    return draft.bodyCode
  }
  return joined(draft)
}

function joined(draft: Draft): string {
  const sector = draft.sectors.find((each) => each !== 'UNK')
  if (draft.kind === 'state') return draft.country ?? ''
  return `${draft.country ?? ''}${sector ?? ''}` || draft.bodyCode || 'UNK'
}

/** Sectors without repetition, the telling ones first. */
export function sectorsOf(sectors: readonly Sector[]): Sector[] {
  const unique = [...new Set(sectors)]
  return [...unique.filter((each) => each !== 'UNK'), ...unique.filter((each) => each === 'UNK')]
}

/** The head words of a nominal: its adjectives and nouns up to the head, without articles, possessors and numbers ("Bolivian miners"). */
export function nominalName(reading: Reading, from: number, head: number): string {
  const { tokens } = reading.sentence
  let start = from
  while (
    start > 0 &&
    /^(?:ADJ|PROPN|NOUN)$/.test(tokens[start - 1]!.upos) &&
    reading.tree.tokens[start - 1]!.deprel !== 'nmod:poss' &&
    /^(?:amod|compound|nmod|flat)/.test(tokens[start - 1]!.deprel)
  )
    start--
  let name = ''
  for (let t = start; t <= head; t++)
    name += (t > start && tokens[t]!.start > tokens[t - 1]!.end ? ' ' : '') + tokens[t]!.form
  return name.replace(/\s+/g, ' ')
}

/** The words between two tokens as the text has them, white space made plain. */
export function wordsOf(reading: Reading, text: string, from: number, to: number): string {
  const { tokens } = reading.sentence
  return text.slice(tokens[from]!.start, tokens[to - 1]!.end).replace(/\s+/g, ' ')
}

/** The first word of the noun phrase before a head that settles it: an article, "both", a number; lower case. */
export function determinerOf(reading: Reading, from: number, head: number): string | null {
  const { tokens } = reading.sentence
  for (const child of reading.tree.children[head]!) {
    if (child < head && tokens[child]!.deprel.startsWith('det')) return tokens[child]!.form.toLowerCase()
  }
  for (let t = from - 1; t >= 0 && t >= from - 4; t--) {
    const token = tokens[t]!
    if (token.upos === 'DET') return token.form.toLowerCase()
    if (!/^(?:ADJ|PROPN|NOUN|NUM)$/.test(token.upos)) break
  }
  return null
}

const numbers: Record<string, number> = { two: 2, both: 2, three: 3, four: 4, five: 5, six: 6 }

/** A count too large to gather. */
const many = 32

/** How many a phrase counts ("both sides", "the three leaders"); `null` where no number stands. */
export function countOf(reading: Reading, from: number, head: number): number | null {
  const { tokens } = reading.sentence
  for (let t = head - 1; t >= 0 && t >= Math.min(from, head) - 4; t--) {
    const word = tokens[t]!.form.toLowerCase()
    if (Object.hasOwn(numbers, word)) return /^[-‐]$/.test(tokens[t - 1]?.form ?? '') ? many : numbers[word]!
    if (/^(?:\d[\d,.]*|\w+-(?:one|two|three|four|five|six))$/.test(word)) return many
    if (!/^(?:ADJ|NOUN|PROPN|DET|NUM)$/.test(tokens[t]!.upos)) break
  }
  return null
}
