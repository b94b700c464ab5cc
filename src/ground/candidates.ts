import type { Sentence, Token } from '../parse/index.ts'
import { agentEndingAt, findNames, type NameMatch, type Spelling, spell } from './find-names.ts'
import { genderOf } from './given-names.ts'
import { foldName } from './lexicon/fold.ts'
import type { Agent, Lexicon, Person } from './lexicon/lexicon.ts'
import { attachTitles, portfolioTitle } from './titles.ts'
import { type Subject, settleSubjects, subjectOf } from './topics.ts'
import { type Tree, treeOf } from './tree.ts'
import { bodyWords, courtesy, directions, portfolios, shortTitles, speechVerbs, thingWords } from './words.ts'

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
}

/** Reads one sentence: lexicon names, agent nouns, and the runs of capitalised words that are left. */
function readSentence(
  sentence: Sentence,
  order: number,
  lexicon: Lexicon,
  people: (units: string[]) => Person[],
): Reading {
  const spelling = spell(sentence)
  const matches = findNames(sentence, spelling, lexicon)
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
  }
  findNouns(reading, lexicon)
  dropPlacesInNouns(reading)
  dropMoney(reading)
  findNamings(reading, people)
  return reading
}

/** Reads the sentences of an article: each for itself, then the family names that only the rest of the article gives away, then titles and subjects. */
export function readSentences(
  sentences: readonly Sentence[],
  lexicon: Lexicon,
  people: (units: string[]) => Person[],
): Reading[] {
  const readings = sentences.map((sentence, i) => readSentence(sentence, i, lexicon, people))
  const families = familiesIn(readings)
  for (const reading of readings) {
    if (families.size > 0) findFamilies(reading, families)
    attachTitles(reading)
    reading.subject = subjectOf(reading, lexicon)
  }
  settleSubjects(readings)
  return readings
}

/** Last units of the names in several words that may be people's. */
function familiesIn(readings: readonly Reading[]): Set<string> {
  const families = new Set<string>()
  for (const { names } of readings) {
    for (const name of names) {
      const person = name.match
        ? name.match.refs.some((ref) => ref.type === 'person')
        : /^(?:person|unclear)$/.test(name.seems)
      if (person && name.units.length > 1 && name.units.at(-1)!.length > 2) families.add(name.units.at(-1)!)
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

/** "Nine million Singapore dollars" speaks of money, not of the state. */
function dropMoney(reading: Reading): void {
  const { tokens } = reading.sentence
  reading.matches.forEach((match) => {
    if (!money.test(tokens[match.to]?.form ?? '') || !match.refs.some((ref) => ref.type === 'state')) return
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
    let found = agentEndingAt(reading.spelling, t, lexicon)
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
    const noun: Noun = { ...found, head: t }
    reading.nouns.push(noun)
    for (let k = found.from; k <= t; k++) reading.nounAt[k] = noun
    t = found.from
  }
  reading.nouns.reverse()
}

const joining = new Set([
  'van',
  'von',
  'de',
  'del',
  'della',
  'da',
  'dos',
  'der',
  'den',
  'di',
  'du',
  'la',
  'le',
  'bin',
  'ben',
  'ibn',
  'al',
  'el',
  'ul',
  'ur',
  'abu',
  '-',
  'y',
  'ter',
])

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
    if (m >= 0) {
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
    if (!isName(t) || reading.nounAt[t]) {
      t++
      continue
    }
    let to = t + 1
    for (;;) {
      if (isName(to) && reading.matchAt[to]! < 0 && !endsRun(reading, to)) to++
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
      } else break
    }
    let from = t
    let portfolio: Noun | undefined
    if (portfolios.has(tokens[t]!.form.toLowerCase()) && to - t > 1) {
      portfolio = portfolioTitle(reading, t)
      if (portfolio) while (from < to - 1 && portfolios.has(tokens[from]!.form.toLowerCase())) from++
    }
    // "Mr." and the like are no part of the name.
    let polite: 'm' | 'f' | '' | null = null
    while (from < to - 1 && courtesy[tokens[from]!.form.toLowerCase()] !== undefined)
      polite = courtesy[tokens[from++]!.form.toLowerCase()]!
    const found = naming(reading, from, to, null)
    found.courtesy = polite
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
    if (known.length > 0) found.seems = 'person'
    reading.names.push(found)
    t = to
  }
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

/** A capitalised agent noun within a run ends it, unless the run is an organisation's name so far. */
function endsRun(reading: Reading, token: number): boolean {
  return reading.nounAt[token] !== undefined
}

/** Words that are names of people as well as of places or states. */
const doubleNames = new Set(
  'jordan chad georgia paris sydney florence victoria austin houston lincoln chelsea charlotte jackson madison montgomery milan sofia alexandria santiago francisco lima'.split(
    ' ',
  ),
)

const kin =
  /^(?:son|daughter|brother|sister|wife|husband|father|mother|widow|widower|cousin|uncle|aunt|nephew|niece|grandson|granddaughter|half-brother|stepson|twin)$/

/** "his daughter Marelle", "Qaddafi's son, Seif al-Islam": the name of a relation. */
export function isKin(tokens: readonly Token[], from: number): boolean {
  const before = tokens[from - 1]?.form === ',' ? tokens[from - 2] : tokens[from - 1]
  return before !== undefined && kin.test(before.form.toLowerCase())
}

/** "its chief, Ramon Espinal, …", "named Karoly Toth", "said Ada Lome": the words before make the name a person's. */
function isIntroduced(reading: Reading, from: number, to: number): boolean {
  const { tokens } = reading.sentence
  const before = tokens[from - 1]
  if (before?.form === 'named' || (before && speechVerbs.has(before.lemma) && before.upos === 'VERB')) return true
  if (isKin(tokens, from)) return true
  // "said one of them, Prosper Ndong"
  if (before?.form === ',' && /^(?:them|us|one)$/i.test(tokens[from - 2]?.form ?? '')) return true
  const noun = before?.form === ',' ? reading.nounAt[from - 2] : undefined
  return (
    noun?.head === from - 2 &&
    noun.agent.kind === 'person' &&
    !noun.plural &&
    /^(?:[,.;:)]|who|whose|in|on|at|and|is|was|has|had|will|told|said)$/.test(tokens[to]?.form ?? '.')
  )
}

/** "Hassan Gure": a listed person's one name before another's surname is that other's given name. */
function lonePerson(reading: Reading, match: NameMatch, isName: (t: number) => boolean): Naming | null {
  if (match.length !== 1 || match.to - match.from !== 1 || match.refs.length === 0) return null
  if (!match.refs.every((ref) => ref.type === 'person')) return null
  const free = (t: number) => isName(t) && reading.matchAt[t]! < 0 && !reading.nounAt[t]
  let to = match.to
  while (free(to)) to++
  if (to === match.to) return null
  return { ...naming(reading, match.from, to, null), seems: 'person' }
}

/** "its chief, Ramon Espinal": towns' names side by side that the words before make one person's. */
function introducedRun(reading: Reading, match: NameMatch, isName: (t: number) => boolean): Naming | null {
  if (match.to - match.from !== 1 || !match.refs.every((ref) => ref.type === 'place')) return null
  const part = (t: number) => {
    if (t < 0 || !isName(t) || reading.nounAt[t]) return false
    const m = reading.matchAt[t]!
    return (
      m < 0 || (reading.matches[m]!.refs.length > 0 && reading.matches[m]!.refs.every((ref) => ref.type === 'place'))
    )
  }
  let from = match.from
  let to = match.to
  while (part(from - 1)) from--
  while (part(to)) to++
  if (to - from < 2 || to - from > 4 || !isIntroduced(reading, from, to)) return null
  return { ...naming(reading, from, to, null), seems: 'person' }
}

/** A place name that is part of a person's: "Michael Jordan", "Paris Walker", "Jack London". */
function fuse(reading: Reading, match: NameMatch, isName: (t: number) => boolean): Naming | null {
  const { tokens } = reading.sentence
  const lone = lonePerson(reading, match, isName) ?? introducedRun(reading, match, isName)
  if (lone) return lone
  if (
    !match.refs.some((ref) => ref.type === 'state' || ref.type === 'place') ||
    match.refs.some((ref) => ref.type === 'person')
  )
    return null
  if (match.to - match.from !== 1) return null
  const own = foldName(tokens[match.from]!.form)
  let from = match.from
  let to = match.to
  const previous = match.from - 1
  if (previous >= 0 && isName(previous) && reading.matchAt[previous]! < 0 && !reading.nounAt[previous]) {
    const given = foldName(tokens[previous]!.form)
    if (
      genderOf(given) !== undefined ||
      courtesy[tokens[previous]!.form.toLowerCase()] ||
      (/^[A-Z]\.$/.test(tokens[previous]!.form) &&
        previous > 0 &&
        genderOf(foldName(tokens[previous - 1]!.form)) !== undefined)
    ) {
      from = previous
      while (from > 0 && isName(from - 1) && reading.matchAt[from - 1]! < 0 && !reading.nounAt[from - 1]) from--
    }
  }
  // "President Nuno Tavares", "leader Hassan Gure": a town's name in a run right after a person's title is part of his.
  const free = (t: number) => t >= 0 && isName(t) && reading.matchAt[t]! < 0 && !reading.nounAt[t]
  const isTown = match.refs.every((ref) => ref.type === 'place')
  if (from === match.from && isTown) {
    let start = match.from
    while (free(start - 1)) start--
    const title = reading.nounAt[start - 1]
    const titled = title?.head === start - 1 && title.agent.kind === 'person' && !title.plural
    if (start < match.from && titled) from = start
    else if (titled && free(to) && !thingWords.has(tokens[to]!.form.toLowerCase())) to++
  }
  const isGiven = doubleNames.has(own) || (isTown && genderOf(own) !== undefined)
  if (from === match.from && to === match.to && isGiven && free(to)) {
    const next = tokens[to]!.form.toLowerCase()
    if (!thingWords.has(next) && bodyWords[next] === undefined && courtesy[next] === undefined) to++
  }
  if (
    from === match.from &&
    to === match.to &&
    (genderOf(own) !== undefined || doubleNames.has(own)) &&
    joining.has(tokens[to]?.form.toLowerCase() ?? '') &&
    tokens[to]!.form !== '-' &&
    isName(to + 1)
  )
    to += 2
  const club =
    from === match.from &&
    to === match.to &&
    previous >= 0 &&
    isName(previous) &&
    reading.matchAt[previous]! < 0 &&
    !reading.nounAt[previous]
  const before = tokens[previous]?.form.toLowerCase() ?? ''
  // "Rapid Vienna", "Duchess of York Street": a town's name at the end of an unlisted name is no town.
  if (club && !directions.has(before) && !match.refs.some((ref) => ref.type === 'state' && ref.as !== 'capital')) {
    const found = naming(reading, previous, to, null)
    if (found.seems === 'unclear') found.seems = isIntroduced(reading, previous, to) ? 'person' : 'thing'
    return found
  }
  if (club && before === 'new') return { ...naming(reading, previous, to, null), seems: 'thing' }
  if (to - from < 2) return null
  const found = naming(reading, from, to, null)
  const polite = courtesy[tokens[from]!.form.toLowerCase()]
  if (polite !== undefined) {
    found.from = from + 1
    found.titleFrom = from + 1
    found.units = found.units.slice(1)
    found.courtesy = polite
  }
  found.seems = 'person'
  return found
}

function naming(reading: Reading, from: number, to: number, match: NameMatch | null): Naming {
  const words = reading.sentence.tokens.slice(from, to).map((token) => token.form)
  const units = foldName(words.join(' ')).split(' ').filter(Boolean)
  return {
    from,
    to,
    match,
    units,
    titles: [],
    titleFrom: from,
    courtesy: null,
    seems: match ? 'unclear' : guess(words, units),
    former: null,
  }
}

function guess(words: string[], units: string[]): Naming['seems'] {
  const last = words.at(-1)!.toLowerCase()
  if (
    bodyWords[last] !== undefined ||
    words.some((word) => bodyWords[word.toLowerCase()] !== undefined && words.length > 2)
  )
    return 'organization'
  // "Joseph Lake": a given name makes some words for things a surname.
  const surnamed = words.length === 2 && genderOf(units[0]!) !== undefined && !doubleNames.has(units[0]!)
  if (surnamed && /^(?:lake|hall|park|bridge|day|french|english|west|street|march|may|wall|storm)$/.test(last))
    return 'person'
  if (words.some((word) => thingWords.has(word.toLowerCase()) || /\d/.test(word))) return 'thing'
  if (units.length > 1 && genderOf(units[0]!) !== undefined) return 'person'
  if (units.length > 2 && /^[A-Z]\.$/.test(words[1]!)) return 'person'
  if (words.length === 1 && /^[A-Z][A-Z.&]+$/.test(words[0]!)) return 'organization'
  return 'unclear'
}
