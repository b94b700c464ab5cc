import type { Token } from '../parse/index.ts'
import type { Naming, Reading } from './candidates.ts'
import type { NameMatch } from './find-names.ts'
import { genderOf } from './given-names.ts'
import { foldName } from './lexicon/fold.ts'
import { bodyWords, courtesy, directions, speechVerbs, thingWords } from './words.ts'

/** Small words within a name. */
export const joining = new Set([
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
  if (isKin(tokens, from) || isWho(tokens, to)) return true
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

/** "Gao Qinrong, 51, …": an age follows people's names alone. */
function isAged(tokens: readonly Token[], at: number): boolean {
  const age = tokens[at + 1]?.form ?? ''
  return tokens[at]?.form === ',' && /^(?:1[2-9]|[2-9]\d)$/.test(age) && /^[,.;]$/.test(tokens[at + 2]?.form ?? '')
}

/** "Teresa Obando, who guts fish": only people are who. */
function isWho(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at]?.form === ',' ? at + 1 : at
  return /^(?:who|whose|whom)$/.test(tokens[next]?.form ?? '')
}

/** A place name that is part of a person's: "Michael Jordan", "Paris Walker", "Jack London". */
export function fuse(reading: Reading, match: NameMatch, isName: (t: number) => boolean): Naming | null {
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
  // "Chester A. Crocker": the letter of a second name tells that the town is a first one.
  const isLetter = /^[A-Z]\.$/.test(tokens[to]?.form ?? '') && isName(to)
  if (from === match.from && isTown && isLetter && free(to + 1)) {
    to += 2
    while (free(to)) to++
  }
  if (from === match.from && to === match.to && isTown) {
    let start = match.from
    while (free(start - 1)) start--
    const title = reading.nounAt[start - 1]
    const titled = title?.head === start - 1 && title.agent.kind === 'person' && !title.plural
    if (start < match.from && titled) from = start
    else if (titled && free(to) && !thingWords.has(tokens[to]!.form.toLowerCase())) to++
  }
  if (from === match.from && to === match.to && isTown && free(to)) {
    if (isAged(tokens, to + 1) || (isWho(tokens, to + 1) && !free(match.from - 1))) to++
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
    // "CSKA Moscow" is a club as "Rapid Vienna" is.
    const lettered = match.from - previous === 1 && /^[A-Z]{3,}$/.test(tokens[previous]!.form)
    if (found.seems === 'unclear' || lettered) found.seems = isIntroduced(reading, previous, to) ? 'person' : 'thing'
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

export function naming(reading: Reading, from: number, to: number, match: NameMatch | null): Naming {
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

/** Words that end the names of clubs, and alone are grounds or nothing. */
const clubWords = /^(?:united|rovers|wanderers|albion|hotspur|athletic|action|plant|factory|financial)$/

/** Letters before the names of ships. */
const ships = /^(?:HMAS|HMCS|HMS|INS|MSC|MV|RMS|USNS|USS)$/

function guess(words: string[], units: string[]): Naming['seems'] {
  const last = words.at(-1)!.toLowerCase().replace(/\.$/, '')
  if (words.length > 2 && /^(?:act|bill|law|index|award|prize|treaty)$/.test(last)) return 'thing'
  if (
    (bodyWords[last] !== undefined && (words.length > 1 || !clubWords.test(last))) ||
    (words.length > 2 && words.some((word) => bodyWords[word.toLowerCase().replace(/\.$/, '')] !== undefined))
  )
    return 'organization'
  // "Joseph Lake": a given name makes some words for things a surname.
  const surnamed = words.length === 2 && genderOf(units[0]!) !== undefined && !doubleNames.has(units[0]!)
  if (surnamed && /^(?:lake|hall|park|bridge|day|french|english|west|street|march|may|wall|storm)$/.test(last))
    return 'person'
  // "Seif al-Islam" is no thing for what he is named after.
  const isAfterArticle = (at: number) => words[at - 1] === '-' && /^(?:al|el|ul)$/i.test(words[at - 2] ?? '')
  if (words.some((word, at) => (thingWords.has(word.toLowerCase()) && !isAfterArticle(at)) || /\d/.test(word)))
    return 'thing'
  if (units.length > 1 && genderOf(units[0]!) !== undefined) return 'person'
  if (units.length > 2 && /^[A-Z]\.$/.test(words[1]!)) return 'person'
  if (words.length === 1 && /^[A-Z][A-Z.&]+$/.test(words[0]!)) return 'organization'
  // "PKN Orlen", "MIF Asia"; no "KIM Jong-nam", and no ship.
  if (ships.test(words[0]!)) return 'thing'
  if (words.length === 2 && /^[A-Z]{3,}$/.test(words[0]!) && /^\p{Lu}\p{Ll}+$/u.test(words[1]!)) return 'organization'
  return 'unclear'
}
