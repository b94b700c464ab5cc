import type { Sentence } from '../parse/index.ts'
import { type Casing, type Unit, unitsOf } from './lexicon/fold.ts'
import type { Agent, Lexicon, Ref } from './lexicon/lexicon.ts'

/** A run of tokens that the lexicon knows, with all it may stand for. */
export interface NameMatch {
  from: number
  to: number
  refs: Ref[]
  /** Number of units matched. */
  length: number
  /** What follows the name inside its token: "based" in "U.S.-based". */
  tail?: string
}

/** Units of a sentence with the token each belongs to. */
export interface Spelling {
  units: (Unit & { token: number; first: boolean; last: boolean })[]
  /** Index of a token's first unit; -1 for punctuation. */
  at: number[]
  /** True for headlines and the like in capitals throughout. */
  shouting: boolean
}

/** Spells a sentence out in units. */
export function spell(sentence: Sentence): Spelling {
  const spelling: Spelling = { units: [], at: [], shouting: false }
  let upper = 0
  let other = 0
  for (let t = 0; t < sentence.tokens.length; t++) {
    const units = unitsOf(sentence.tokens[t]!.form)
    spelling.at.push(units.length > 0 ? spelling.units.length : -1)
    for (let i = 0; i < units.length; i++) {
      const { key, casing } = units[i]!
      spelling.units.push({ key, casing, token: t, first: i === 0, last: i === units.length - 1 })
      if (casing === 'upper') upper++
      else if (casing === 'lower' && /^[a-z]{3}/.test(key)) other++
    }
  }
  spelling.shouting = upper > 3 && other === 0
  return spelling
}

const nameTags = new Set(['PROPN', 'NOUN', 'ADJ', 'X', 'INTJ', 'SYM', 'NUM'])

/** Finds the lexicon's names in a sentence: from left to right the longest that fits in spelling and case. Phrases that look like actors and are none swallow theirs. */
export function findNames(sentence: Sentence, spelling: Spelling, lexicon: Lexicon): NameMatch[] {
  const { units } = spelling
  const found: NameMatch[] = []
  for (let i = 0; i < units.length; i++) {
    const start = units[i]!
    if (!start.first) continue
    const reach = lexicon.reach.get(start.key)
    if (!reach) continue
    const match = longest(sentence, spelling, lexicon, i, reach)
    if (!match) continue
    // "The Gulf" is a name, but not within "the Gulf of Mexico".
    if (start.key === 'the' && match.length > 1) {
      const next = lexicon.reach.get(units[i + 1]!.key)
      const longer = next ? longest(sentence, spelling, lexicon, i + 1, next) : null
      if (longer && longer.to > match.to) continue
    }
    // "Douglas" alone may be anybody or anything; in "Douglas Peterson" it is a part of a name.
    const { tokens } = sentence
    if (match.length === 1 && match.refs.some((ref) => ref.type === 'none') && isPartOfName(tokens, match.from))
      continue
    if (!match.refs.some((ref) => ref.type === 'none')) found.push(match)
    else found.push({ ...match, refs: [] })
    i = spelling.units.findIndex((unit, u) => u > i && unit.token >= match.to)
    if (i < 0) break
    i--
  }
  return found
}

/** True for a capitalised word that the parse joins to another as one name. */
const isPartOfName = (tokens: Sentence['tokens'], token: number): boolean =>
  tokens[token]!.deprel === 'flat' || (tokens[token + 1]?.deprel === 'flat' && tokens[token + 1]?.head === token)

function longest(sentence: Sentence, spelling: Spelling, lexicon: Lexicon, i: number, reach: number): NameMatch | null {
  const { units } = spelling
  for (let length = Math.min(reach, units.length - i); length > 0; length--) {
    const end = units[i + length - 1]!
    const tail = end.last ? undefined : units[i + length]!
    if (
      tail &&
      (tail.first || tail.casing !== 'lower' || !tail.last || !/^[^-]+-\p{L}+$/u.test(sentence.tokens[end.token]!.form))
    )
      continue
    let key = units[i]!.key
    for (let k = 1; k < length; k++) key += ` ${units[i + k]!.key}`
    const phrases = lexicon.phrases.get(key)
    if (!phrases) continue
    const refs: Ref[] = []
    for (const phrase of phrases)
      if (phrase.units.every((unit, k) => caseFits(unit, units[i + k]!, spelling.shouting))) refs.push(...phrase.refs)
    if (refs.length === 0) continue
    const from = units[i]!.token
    if (length === 1 && !plausible(sentence, from, refs)) continue
    return {
      from,
      to: end.token + 1,
      refs: spelling.shouting || units[i]!.casing !== 'lower' ? refs : refs.filter((ref) => ref.type !== 'place'),
      length,
      ...(tail ? { tail: tail.key } : {}),
    }
  }
  return null
}

/** Acronyms that some papers write like words. */
const spokenAcronyms = new Set(
  'nato asean unesco unicef opec apec saarc interpol mercosur ecowas caricom osce unhcr unita swapo frelimo renamo hamas opcw efta comesa sadc unprofor isaf ecomog amis unmik unifil farc'.split(
    ' ',
  ),
)

function caseFits(wanted: Unit, seen: { key: string; casing: Casing }, shouting: boolean): boolean {
  if (wanted.casing === 'lower') return true
  // "The Labour party"
  if (wanted.key === 'party' && wanted.casing === 'title') return true
  if (wanted.casing === 'title') return seen.casing !== 'lower'
  if (seen.casing === 'upper') return !shouting || wanted.key.length > 2
  return seen.casing === 'title' && spokenAcronyms.has(wanted.key)
}

/** A single word is a name only where its part of speech allows one. */
function plausible(sentence: Sentence, token: number, refs: Ref[]): boolean {
  const { upos, form } = sentence.tokens[token]!
  if (nameTags.has(upos)) return true
  // Taggers stumble over capitalised adjectives and names that open a sentence.
  return (
    refs.some((ref) => ref.type === 'state' && ref.as !== 'adjective' && ref.as !== 'people') &&
    /^[A-Z]/.test(form) &&
    upos === 'VERB' &&
    token > 0
  )
}

/** The longest agent noun that ends at a token ("prime minister", "riot police"), with the token it begins at. */
export function agentEndingAt(
  spelling: Spelling,
  token: number,
  lexicon: Lexicon,
): { agent: Agent; plural: boolean; from: number } | null {
  const { units, at } = spelling
  let last = at[token]!
  if (last < 0) return null
  while (last + 1 < units.length && units[last + 1]!.token === token) last++
  const reach = lexicon.agentReach.get(units[last]!.key)
  if (!reach) return null
  for (let length = Math.min(reach, last + 1); length > 0; length--) {
    const first = units[last - length + 1]!
    if (!first.first) continue
    let key = first.key
    for (let k = last - length + 2; k <= last; k++) key += ` ${units[k]!.key}`
    const entry = lexicon.agents.get(key)
    if (entry) return { ...entry, from: first.token }
  }
  return null
}
