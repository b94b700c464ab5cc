import type { Sentence } from '../parse/index.ts'
import type { DateInterval } from '../text/index.ts'
import { settleAcronyms } from './acronyms.ts'
import { isCommonWord, isDay, isWeekday } from './common-words.ts'
import { agentEndingAt, findNames, type NameMatch, type Spelling, spell } from './find-names.ts'
import { genderOf } from './given-names.ts'
import type { Sector } from './grounded-text.ts'
import { hyphenedName, joinSurnames } from './hyphened-names.ts'
import { foldName } from './lexicon/fold.ts'
import { type Agent, type Lexicon, namesFamilyFirst, type Person, type Ref } from './lexicon/lexicon.ts'
import { isNoActor, isNoParty, isSideOfTalks } from './no-actors.ts'
import { fuse, joining, naming } from './person-names.ts'
import { titledTokens } from './quoted.ts'
import { attachTitles, portfolioTitle } from './titles.ts'
import { settleToldKinds } from './told-kinds.ts'
import { type Subject, settleSubjects, subjectOf } from './topics.ts'
import { type Tree, treeOf } from './tree.ts'
import { spokenNameEnd, unlistedSpeaker } from './unlisted-speakers.ts'
import { bodyWords, courtesy, fields, portfolios, shortTitles } from './words.ts'

/** An agent noun in a sentence. */
export interface Noun {
  agent: Agent
  plural: boolean
  from: number
  /** Index of its last token, the head. */
  head: number
  /** Set when it stands before a name as a title. */
  titleOf?: Naming
}

/** A proper name in a sentence: known to the lexicon or not. */
export interface Naming {
  from: number
  to: number
  match: NameMatch | null
  /** Folded units of the words. */
  units: string[]
  titles: Noun[]
  /** Token at which the titles begin; `from` without titles. */
  titleFrom: number
  courtesy: 'm' | 'f' | '' | null
  /** What an unlisted name seems to be. */
  seems: 'person' | 'organization' | 'thing' | 'unclear'
  former: 'former' | 'future' | null
  /** The sector of an unlisted body, where the words around its name tell it. */
  sector?: Sector
}

/** A sentence with its names and agent nouns. */
export interface Reading {
  sentence: Sentence
  order: number
  tree: Tree
  spelling: Spelling
  matches: NameMatch[]
  /** Index into `matches` by token; -1 elsewhere. */
  matchAt: number[]
  nouns: Noun[]
  nounAt: (Noun | undefined)[]
  names: Naming[]
  subject: Subject
  /** True where it speaks of sport, markets, weather or culture, whose countries are no actors but for those that `acts` finds. */
  apart: boolean
  /** True where the text has no word of politics: its states act only where `acts` finds a deed. */
  quiet: boolean
  /** True in a story of sport, but for its sentences on state: all in it are teams, players and officials of the game. */
  game: boolean
  /** True in a text with little of politics, where this sentence has none: people in general are of no country there. */
  slack: boolean
  /** Tokens in the title of a film, song or book. */
  titled: boolean[]
  /** True where besides the sentence has a word of play: its people, peoples and capitals too act only there. */
  idle: boolean
}

/** Reads one sentence: lexicon names, agent nouns, and the runs of capitalised words that are left. */
function readSentence(
  sentence: Sentence,
  order: number,
  lexicon: Lexicon,
  people: (units: string[]) => Person[],
  towns: ReadonlySet<string>,
  date: DateInterval | null,
): Reading {
  const spelling = spell(sentence)
  const matches = findNames(sentence, spelling, lexicon).flatMap((match) => {
    const none =
      isCommonWord(sentence, match, towns) || isNoParty(sentence, match.from, match.to) || isDay(sentence, match)
    const refs = none ? [] : match.refs.filter((ref) => !isYetToCome(ref, date))
    // Letters of a body that is yet to come are another's.
    return !none && refs.length === 0 && match.refs.length > 0 ? [] : [{ ...match, refs }]
  })
  const matchAt: number[] = sentence.tokens.map(() => -1)
  matches.forEach((match, m) => {
    for (let t = match.from; t < match.to; t++) matchAt[t] = m
  })
  const reading: Reading = {
    sentence,
    order,
    tree: treeOf(sentence),
    spelling,
    matches,
    matchAt,
    nouns: [],
    nounAt: sentence.tokens.map(() => undefined),
    names: [],
    subject: { kind: null, play: 0, politics: 0 },
    apart: false,
    quiet: false,
    game: false,
    slack: false,
    titled: titledTokens(sentence, (lemma) => isWork(lemma, lexicon)),
    idle: false,
  }
  findNouns(reading, lexicon)
  dropPlacesInNouns(reading)
  dropMoney(reading)
  findNamings(reading, people)
  return reading
}

const isWork = (lemma: string, lexicon: Lexicon): boolean =>
  /^(?:entitle|title)$/.test(lemma) ||
  (lexicon.topics.get(lemma) ?? []).some(({ topic, weight }) => topic === 'culture' && weight >= 1)

/** Reads the sentences of an article: each for itself, then the family names that only the rest of the article gives away, then titles and subjects. */
export function readSentences(
  sentences: readonly Sentence[],
  lexicon: Lexicon,
  people: (units: string[]) => Person[],
  date: DateInterval | null,
): Reading[] {
  const towns = townsIn(sentences)
  const readings = sentences.map((sentence, i) => readSentence(sentence, i, lexicon, people, towns, date))
  settleAcronyms(readings)
  const families = new Set(fullNames(readings).keys())
  for (const reading of readings) {
    if (families.size > 0) findFamilies(reading, families)
    attachTitles(reading)
    reading.subject = subjectOf(reading, lexicon)
  }
  settleToldKinds(readings)
  settleSubjects(readings)
  return readings
}

/** True for a body founded after the article's year: "the CPC" of 2006 is no movement of 2020. */
function isYetToCome(ref: Ref, date: DateInterval | null): boolean {
  return (
    ref.type === 'body' && ref.body.from !== '' && date !== null && ref.body.from.slice(0, 4) > date.end.slice(0, 4)
  )
}

/** Single words that a text uses as names of towns: "in Sour", "near Hit", "the town of Best", "Normal, Illinois" at the head of a story. */
function townsIn(sentences: readonly Sentence[]): Set<string> {
  const towns = new Set<string>()
  for (const { tokens, in: part } of sentences) {
    if (part) continue
    tokens.forEach(({ form }, t) => {
      if (!/^\p{Lu}/u.test(form)) return
      const before = tokens[t - 1]?.form ?? ''
      const of = before === 'of' && /^(?:town|city|village|port|district|suburb)s?$/i.test(tokens[t - 2]?.form ?? '')
      const heads = t === 0 && /^\p{Lu}{3,}$/u.test(form) && /^[,(–—-]$/.test(tokens[1]?.form ?? '')
      if (of || heads || /^(?:in|at|near|around|outside|from|inside|towards?)$/.test(before)) towns.add(foldName(form))
    })
  }
  return towns
}

/** True for a family's name that stands first in those of listed people: "Liu" of "Liu Jianchao". */
const standsFirst = (lexicon: Lexicon, unit: string): boolean =>
  (lexicon.surnames.get(unit) ?? []).some(
    ({ names, terms }) =>
      terms.some((term) => namesFamilyFirst(term.country)) &&
      names.some((name) => foldName(name).startsWith(`${unit} `)),
  )

/** The names in several words that may be people's, folded, by their last unit and, with a lexicon, by the first where that is the family's ("Liu Xiang"). */
export function fullNames(readings: readonly Reading[], lexicon?: Lexicon): Map<string, Set<string>> {
  const families = new Map<string, Set<string>>()
  const note = (family: string, units: readonly string[]) => {
    const names = families.get(family)
    if (names) names.add(units.join(' '))
    else families.set(family, new Set([units.join(' ')]))
  }
  for (const { names } of readings) {
    for (const { match, seems, units } of names) {
      const person = match ? match.refs.some((ref) => ref.type === 'person') : /^(?:person|unclear)$/.test(seems)
      const last = units.at(-1)!
      if (!person || units.length < 2) continue
      if (last.length > 2) note(last, units)
      if (lexicon && standsFirst(lexicon, units[0]!)) note(units[0]!, units)
    }
  }
  return families
}

/** A capitalised word that bears a family name of the article is that name, though the tagger took it for a common word: `"…," Store said`. */
function findFamilies(reading: Reading, families: ReadonlySet<string>): void {
  const { tokens } = reading.sentence
  const taken = new Set(reading.names.flatMap((name) => range(name.from, name.to)))
  const found: Naming[] = []
  tokens.forEach((token, t) => {
    if (taken.has(t) || reading.matchAt[t]! >= 0 || !/^\p{Lu}\p{L}+$/u.test(token.form)) return
    if (!/^(?:NOUN|ADJ|VERB|ADV|X|INTJ|PROPN)$/.test(token.upos) || !families.has(foldName(token.form))) return
    const noun = reading.nounAt[t]
    if (noun && (noun.from !== noun.head || noun.plural)) return
    const before = tokens[t - 1]
    if (before && (/^(?:DET|ADJ|NUM)$/.test(before.upos) || /^(?:PRON|PART)$/.test(before.upos))) return
    // Where every word or the first may be capitalised, only its part in the clause tells.
    const opening = t === 0 || /^["“”'‘’(:—–-]$/.test(before!.form) || reading.sentence.in !== undefined
    if (opening || reading.spelling.shouting)
      if (!/^(?:nsubj|nmod:poss|parataxis|root)/.test(token.deprel) || /^\p{Lu}/u.test(tokens[t + 1]?.form ?? ''))
        return
    if (noun) {
      reading.nouns = reading.nouns.filter((each) => each !== noun)
      reading.nounAt[t] = undefined
    }
    found.push({ ...naming(reading, t, t + 1, null), seems: 'person' })
  })
  if (found.length > 0) reading.names = [...reading.names, ...found].sort((a, b) => a.from - b.from)
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i)
}

/** A town called "Federal" or "Central" is not meant within "federal police". */
function dropPlacesInNouns(reading: Reading): void {
  reading.matches.forEach((match) => {
    const noun = reading.nounAt[match.from]
    if (!noun || noun.from === noun.head || !match.refs.every((ref) => ref.type === 'place')) return
    for (let t = match.from; t < match.to; t++) reading.matchAt[t] = -1
  })
}

const money =
  /^(?:dollars?|pounds?|francs?|yuan|yen|rupees?|pesos?|kron(?:er|or)|lira|liras|dinars?|riyals?|roubles?|rubles?|shillings?|rand|bonds?|treasuries)$/i

/** "Nine million Singapore dollars", "an 8-million-U.S.-dollar project" speak of money, not of the state. */
function dropMoney(reading: Reading): void {
  const { tokens } = reading.sentence
  reading.matches.forEach((match) => {
    const next = tokens[match.to]?.form === '-' ? match.to + 1 : match.to
    if (!money.test(tokens[next]?.form ?? match.tail ?? '') || !match.refs.some((ref) => ref.type === 'state')) return
    match.refs = []
  })
}

function findNouns(reading: Reading, lexicon: Lexicon): void {
  const { tokens } = reading.sentence
  for (let t = tokens.length - 1; t >= 0; t--) {
    const token = tokens[t]!
    if (
      reading.nounAt[t] ||
      (token.upos !== 'NOUN' && token.upos !== 'PROPN' && !(token.upos === 'ADJ' && /^[A-Z]/.test(token.form)))
    )
      continue
    let found: ReturnType<typeof agentEndingAt> =
      agentEndingAt(reading.spelling, t, lexicon) ?? unlistedSpeaker(reading, t)
    const short = shortTitles[token.form.toLowerCase()]
    const spelledOut = !found && short ? lexicon.agents.get(short) : undefined
    if (spelledOut) found = { ...spelledOut, from: t }
    if (!found) continue
    const match = reading.matchAt[t]!
    // A noun that ends a longer listed name is part of it ("Security Council").
    if (match >= 0 && reading.matches[match]!.from < found.from) continue
    if (match >= 0 && reading.matches[match]!.to > t + 1) continue
    if (
      match >= 0 &&
      reading.matches[match]!.to - reading.matches[match]!.from >= t + 1 - found.from &&
      reading.matches[match]!.refs.length > 0
    )
      continue
    const properName =
      token.upos === 'PROPN' &&
      t > 0 &&
      found.from === t &&
      !found.plural &&
      !short &&
      found.agent.kind === 'person' &&
      /^\p{Lu}\p{Ll}/u.test(token.form)
    if (
      properName &&
      !found.agent.sectors.some((sector) => /^(?:GOV|MIL|LEG|JUD|COP|REL|OPP|SPY)$/.test(sector)) &&
      !/^(?:chairman|director|professor|chairwoman|spokesman|spokeswoman|secretary|editor)$/i.test(token.form)
    )
      continue
    if (properName && isWithinName(reading, t)) continue
    if (isSideOfTalks(reading.sentence, t) || isNoActor(reading.sentence, t, found.from)) continue
    const noun: Noun = { ...found, head: t }
    reading.nouns.push(noun)
    for (let k = found.from; k <= t; k++) reading.nounAt[k] = noun
    t = found.from
  }
  reading.nouns.reverse()
}

function findNamings(reading: Reading, people: (units: string[]) => Person[]): void {
  const { tokens } = reading.sentence
  const isName = (t: number) =>
    t < tokens.length &&
    /\p{L}/u.test(tokens[t]!.form) &&
    (tokens[t]!.upos === 'PROPN'
      ? /^[\p{Lu}\d'’]|^(?:al|el)-/u.test(tokens[t]!.form)
      : isUntaggedName(reading, t) || isNamedSo(reading, t))
  for (let t = 0; t < tokens.length; ) {
    const m = reading.matchAt[t]!
    const whole = hyphenedName(tokens, t) || spokenNameEnd(reading, t)
    if (m >= 0 && (whole === 0 || reading.matches[m]!.to >= whole)) {
      const match = reading.matches[m]!
      const before = reading.names.at(-1)
      const person = fuse(reading, match, isName)
      if (person) {
        if (before && before.to > person.from) reading.names.pop()
        reading.names.push(person)
        t = person.to
        continue
      }
      if (match.refs.length > 0)
        reading.names.push(naming(reading, match.from, match.to, withPeople(reading, match, people)))
      t = match.to
      continue
    }
    if (whole === 0 && (!isName(t) || reading.nounAt[t])) {
      t++
      continue
    }
    let to = Math.max(t + 1, whole)
    for (; whole === 0; ) {
      if (isName(to) && reading.matchAt[to]! < 0 && !endsRun(reading, to)) to++
      // "Joaquin Navarro-Valls": a surname of two.
      else if (
        to - t > 1 &&
        tokens[to]?.form === '-' &&
        tokens[to - 1]!.end === tokens[to]!.start &&
        tokens[to + 1]?.start === tokens[to]!.end &&
        isName(to + 1) &&
        /^\p{Lu}\p{Ll}+$/u.test(tokens[to + 1]!.form) &&
        reading.matchAt[to + 1]! < 0
      )
        to += 2
      else if (
        /^(?:al|el|as|ad|an|at|az|ar)$/i.test(tokens[to]?.form ?? '') &&
        tokens[to + 1]?.form === '-' &&
        isName(to + 2)
      )
        to += 3
      else if (
        to + 1 < tokens.length &&
        joining.has(tokens[to]!.form.toLowerCase()) &&
        isName(to + 1) &&
        reading.matchAt[to + 1]! < 0
      )
        to += 2
      else if (
        /^(?:of|for)$/.test(tokens[to]?.form ?? '') &&
        isName(to + 1) &&
        bodyWords[tokens[to - 1]!.form.toLowerCase()] !== undefined
      ) {
        to += 2
        while (isName(to) && !reading.nounAt[to]) to++
      } else if (tokens[to]?.form === 'and' && isTwofold(reading, t, to, isName)) to += 2
      else break
    }
    let from = t
    let portfolio: Noun | undefined
    if (portfolios.has(tokens[t]!.form.toLowerCase()) && to - t > 1) {
      portfolio = portfolioTitle(reading, t)
      if (portfolio) while (from < to - 1 && portfolios.has(tokens[from]!.form.toLowerCase())) from++
    }
    // "Mr." and the like are no part of the name.
    let polite: 'm' | 'f' | '' | null = null
    // "Said Monday Brad Drewett", "President Arroyo Tuesday"
    while (from < to - 1 && isWeekday(tokens[from]!.form)) from++
    const end = to
    while (whole === 0 && to > from + 1 && isWeekday(tokens[to - 1]!.form)) to--
    while (from < to - 1 && courtesy[tokens[from]!.form.toLowerCase()] !== undefined)
      polite = courtesy[tokens[from++]!.form.toLowerCase()]!
    const found = naming(reading, from, to, null)
    found.courtesy = polite
    // "Company" within a firm's name stands for nobody else.
    for (let at = from + 1; at < to; at++) {
      const ending = reading.nounAt[at]
      if (!ending || ending.from !== at || ending.head !== at) continue
      reading.nouns = reading.nouns.filter((each) => each !== ending)
      reading.nounAt[at] = undefined
    }
    if (portfolio) {
      found.titles.push(portfolio)
      portfolio.titleOf = found
      found.seems = 'person'
    }
    const known = people(found.units)
    if (known.length > 0)
      found.match = {
        from,
        to,
        refs: known.map((person) => ({ type: 'person' as const, person })),
        length: found.units.length,
      }
    if (known.length > 0 || whole > 0) found.seems = 'person'
    reading.names.push(found)
    t = end
  }
  joinSurnames(reading, isName)
}

/** "The Statistics and Census Service", "the Trade and Industry Bureau": fields joined in one body's name. */
function isTwofold(
  { sentence: { tokens }, matchAt, nounAt }: Reading,
  from: number,
  and: number,
  isName: (t: number) => boolean,
): boolean {
  const field = tokens[and - 1]!.form.toLowerCase()
  if (!(portfolios.has(field) || fields.has(field)) || from < and - 3) return false
  let to = and + 1
  while (isName(to) && matchAt[to]! < 0 && !nounAt[to]) to++
  return to > and + 2 && bodyWords[tokens[to - 1]!.form.toLowerCase()] !== undefined
}

/** "A fisherman named Karoly Toth": the capitals after "named" are a name, whatever the tagger takes them for. */
function isNamedSo({ sentence: { tokens } }: Reading, token: number): boolean {
  let at = token
  while (at > 0 && at > token - 3 && /^\p{Lu}\p{L}+$/u.test(tokens[at]!.form)) at--
  return at < token && tokens[at]!.form === 'named'
}

/** A capitalised word inside a sentence that the tagger took for a common one beside another: "her colleague Piet Vermeer". */
function isUntaggedName(reading: Reading, token: number): boolean {
  const { tokens, in: part } = reading.sentence
  if (part || reading.spelling.shouting || token === 0) return false
  const plain = (t: number) =>
    t > 0 &&
    t < tokens.length &&
    /^(?:NOUN|ADJ|X)$/.test(tokens[t]!.upos) &&
    /^\p{Lu}\p{Ll}+$/u.test(tokens[t]!.form) &&
    !/^["“”'‘’(:;.–—-]$/.test(tokens[t - 1]!.form) &&
    !reading.nounAt[t] &&
    reading.matchAt[t]! < 0
  const capital = (t: number) => plain(t) || (t > 0 && tokens[t]?.upos === 'PROPN' && /^\p{Lu}/u.test(tokens[t]!.form))
  return plain(token) && (capital(token + 1) || capital(token - 1))
}

/** A lone word that the lexicon knows as a place may be somebody's family name too. */
function withPeople(reading: Reading, match: NameMatch, people: (units: string[]) => Person[]): NameMatch {
  if (match.length > 1 || !match.refs.every((ref) => ref.type === 'place')) return match
  const bearers = people([foldName(reading.sentence.tokens[match.from]!.form)])
  return { ...match, refs: [...match.refs, ...bearers.map((person) => ({ type: 'person' as const, person }))] }
}

/** A capitalised agent noun within a run ends it, but for the last word of a firm's name ("Sam Yang Company"). */
function endsRun(reading: Reading, token: number): boolean {
  const noun = reading.nounAt[token]
  if (noun === undefined) return false
  const { tokens } = reading.sentence
  if (noun.from !== noun.head || !/^(?:Company|Corporation|Group|Bank)$/.test(tokens[token]!.form)) return true
  return tokens[token]!.upos !== 'PROPN' || tokens[token - 1]?.upos !== 'PROPN'
}

/** Offices that are family names as well: "captain Ledley King". */
const surnames = /^(?:King|Prince|Bishop|Pope|Marshall|Major|Judge|Knight|Baron|Abbot|Constable|Sheriff|Deacon|Monk)$/

/** "Abdel Amir Qabalan", "spokesman Dina Mufti said": a title between a given name and a surname is a name, and so is one that ends what the parse takes for a name. */
function isWithinName({ sentence: { tokens }, matchAt }: Reading, token: number): boolean {
  const [before, own, after] = [tokens[token - 1], tokens[token]!, tokens[token + 1]]
  if (before?.upos !== 'PROPN') return false
  const isGiven = genderOf(foldName(before.form)) !== undefined
  if (after?.upos === 'PROPN') return isGiven && /^\p{Lu}\p{Ll}/u.test(after.form)
  const isTitled = tokens[own.head - 1]?.deprel === 'nmod:desc'
  return (
    own.deprel === 'flat' &&
    own.head < token &&
    matchAt[token - 1]! < 0 &&
    (isGiven || isTitled || surnames.test(own.form))
  )
}
