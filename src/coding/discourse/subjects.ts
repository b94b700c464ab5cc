import type { DiscourseLexicon } from './lexicon.ts'

/** The codebook contexts that some words are about, in alphabetical order. Singular forms of plain plurals are looked up too. */
export function subjectsOf(lexicon: DiscourseLexicon, words: string): string[] {
  const found = new Set<string>()
  const look = (word: string) => {
    for (const row of lexicon.rows('subjects', word)) found.add(row.context!)
  }
  for (const [match] of words.toLowerCase().matchAll(/[\p{L}]+(?:-[\p{L}]+)*/gu)) {
    look(match)
    if (match.endsWith('s')) look(match.slice(0, -1))
    if (match.endsWith('ies')) look(`${match.slice(0, -3)}y`)
    if (match.includes('-')) match.split('-').forEach(look)
  }
  return [...found].sort()
}

const SCALES: { [word: string]: number } = {
  hundred: 100,
  thousand: 1_000,
  million: 1_000_000,
  billion: 1_000_000_000,
  trillion: 1_000_000_000_000,
  m: 1_000_000,
  bn: 1_000_000_000,
}
const amount =
  /(?<sign>US\$|\$|€|£|¥)?\s?(?<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)[\s-]?(?<scale>hundred|thousand|million|billion|trillion|bn|m)?\b\s?(?<unit>[\p{L}.]+(?:\s[\p{L}.]+)?)?/giu

/** The first amount in some words whose unit the lexicon knows: money first, then goods and people. `value` is in whole units. */
export function amountIn(lexicon: DiscourseLexicon, words: string): { value: number; unit: string } | null {
  let other: { value: number; unit: string } | null = null
  for (const { groups } of words.matchAll(amount)) {
    const { sign, number, scale, unit } = groups as { [name: string]: string | undefined }
    const named = (unit ?? '').toLowerCase()
    const row = [sign?.toLowerCase(), named, named.split(' ')[0], named.split(' ')[1]].flatMap((word) =>
      word ? lexicon.rows('units', word.replace(/\.$/, '')) : [],
    )[0]
    if (!row) continue
    const value = Number(number!.replaceAll(',', '')) * (SCALES[scale?.toLowerCase() ?? ''] ?? 1)
    if (/^[A-Z]{3}$/.test(row.unit!)) return { value, unit: row.unit! }
    other ??= { value, unit: row.unit! }
  }
  return other
}
