/** How a unit is written: all capitals, capital first, or lower case. Figures count as lower. */
export type Casing = 'upper' | 'title' | 'lower'

/** A piece of a word as names are compared: accents, full stops and apostrophes gone, lower case. "d’Ivoire" is "divoire", "U.S." is "us", "al-Qaeda" two units. */
export interface Unit {
  key: string
  casing: Casing
}

const special: Record<string, string> = {
  ß: 'ss',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  ı: 'i',
  ð: 'd',
  þ: 'th',
}

/** Units found before; when there are `MOST_FOUND` all are dropped. Words longer than `LONGEST` are not kept: a longer slice of a text keeps all of the text. */
const found = new Map<string, readonly Unit[]>()
const MOST_FOUND = 16_384
const LONGEST = 12

/** Splits a word or a name into units; empty for bare punctuation. Linear. */
export function unitsOf(text: string): readonly Unit[] {
  const known = found.get(text)
  if (known) return known
  const units = split(text)
  if (text.length <= LONGEST) {
    if (found.size >= MOST_FOUND) found.clear()
    found.set(text, units)
  }
  return units
}

function split(text: string): Unit[] {
  let plain = text
  const ascii = !/[^\x20-\x7e]/.test(plain)
  if (ascii && /^[A-Za-z0-9]+$/.test(plain)) return [{ key: plain.toLowerCase(), casing: casingOf(plain) }]
  if (!ascii) {
    plain = plain
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .replace(/[\u2018\u2019\u02bc\u02bb`\u00b4]/g, "'")
      .replace(/[ßøØłŁđĐæÆœıðþ]/g, (c) => special[c]!)
  }
  const units: Unit[] = []
  for (const piece of plain.match(ascii ? /[A-Za-z0-9.'&]+/g : /[\p{L}\p{N}.'&]+/gu) ?? []) {
    const possessive = piece.includes("'") ? /^(.+)'s$/i.exec(piece) : null
    for (const part of possessive ? [possessive[1]!, 's'] : [piece]) {
      const bare = part === '&' ? 'and' : part.replace(/[.'&]/g, '')
      if (bare) units.push({ key: bare.toLowerCase(), casing: casingOf(bare) })
    }
  }
  return units
}

/** The comparison key of a whole name: its units joined by spaces. */
export function foldName(text: string): string {
  return unitsOf(text)
    .map((unit) => unit.key)
    .join(' ')
}

function casingOf(word: string): Casing {
  const first = word[0]!
  if (first === first.toLowerCase()) return 'lower'
  if (word.length > 1 && word === word.toUpperCase()) return 'upper'
  return 'title'
}
