import type { Naming, Noun, Reading } from './candidates.ts'
import { genderOf } from './given-names.ts'
import { courtesy } from './words.ts'

/** The minister or secretary whose portfolio ends right before a token: "Minister of Trade and Industry". */
export function portfolioTitle(reading: Reading, token: number): Noun | undefined {
  const { tokens } = reading.sentence
  for (let t = token - 1; t >= 0 && t >= token - 8; t--) {
    const noun = reading.nounAt[t]
    if (noun && noun.agent.kind === 'person') return noun
    if (!/^(?:of|for|and|the|,|&)$/i.test(tokens[t]!.form) && !/^\p{Lu}/u.test(tokens[t]!.form)) return undefined
  }
  return undefined
}

const formerWords = new Set([
  'former',
  'ex',
  'ex-',
  'then',
  'late',
  'outgoing',
  'ousted',
  'deposed',
  'exiled',
  'retired',
  'onetime',
  'one-time',
  'erstwhile',
])
const futureWords = new Set(['incoming', 'designate', 'elect', 'president-elect'])

/** Whether the words before a title or noun say that the office is over or yet to come. */
export function tenureWord(reading: Reading, from: number): 'former' | 'future' | null {
  const { tokens } = reading.sentence
  const own = tokens[from]!.form.toLowerCase()
  if (/^(?:former|ex|ex-\w+|onetime|one-time|erstwhile|ousted|deposed|exiled)$/.test(own)) return 'former'
  if (/-(?:elect|designate)$/.test(own)) return 'future'
  for (let t = from - 1; t >= 0 && t >= from - 4; t--) {
    const word = tokens[t]!.form.toLowerCase()
    if (formerWords.has(word) && word !== 'then' && word !== 'late' && word !== 'outgoing' && word !== 'retired')
      return 'former'
    if (futureWords.has(word)) return 'future'
    if (!/^(?:ADJ|NOUN|PROPN|PUNCT|PART)$/.test(tokens[t]!.upos) || word === ',') break
  }
  return null
}

/** Binds titles to the names they stand before: "Foreign Minister Igor Ivanov", "Presidents Putin and Musharraf". */
export function attachTitles(reading: Reading): void {
  const { tokens } = reading.sentence
  for (const name of reading.names) {
    let at = name.from
    for (let i = 0; i < 4 && at > 0; i++) {
      const before = tokens[at - 1]!
      const polite = courtesy[before.form.toLowerCase()]
      const noun = reading.nounAt[at - 1]
      if (polite !== undefined && !(noun && noun.from < at - 1)) {
        name.courtesy = name.courtesy || polite
        at--
        if (noun) name.titles.push(noun)
      } else if (noun && noun.head === at - 1 && noun.agent.kind === 'person' && mayTitle(reading, name, noun)) {
        name.titles.push(noun)
        noun.titleOf = name
        at = noun.from
      } else {
        const joined = name.titles.length > 0 ? joinedTitle(reading, at) : undefined
        if (!joined) break
        name.titles.push(joined)
        joined.titleOf = name
        at = joined.from
      }
    }
    if (name.titles.length > 0 || name.courtesy !== null) {
      const first = name.titles.at(-1)
      if (first && first.head < at && first.titleOf === name) at = Math.min(at, first.from)
      if (!name.match || name.seems === 'unclear')
        name.seems =
          name.match &&
          !name.match.refs.some((ref) => ref.type === 'person') &&
          name.courtesy === null &&
          name.titles.length === 0
            ? name.seems
            : 'person'
      name.titleFrom = at
      name.former = tenureWord(reading, at)
    }
  }
  // "Presidents Putin and Musharraf": the plural title serves both.
  reading.names.forEach((name, i) => {
    const next = reading.names[i + 1]
    if (
      next &&
      name.titles[0]?.plural &&
      next.titles.length === 0 &&
      next.from === name.to + 1 &&
      tokens[name.to]!.lemma === 'and'
    ) {
      next.titles = [name.titles[0]]
      if (next.seems !== 'organization') next.seems = 'person'
    }
  })
}

/** "Deputy Prime Minister and Foreign Minister Pham Gia Khiem": the office before "and", in capitals and without an article of its own, is the same man's. */
function joinedTitle({ sentence: { tokens }, nounAt }: Reading, at: number): Noun | undefined {
  if (!/^(?:and|cum|&)$/.test(tokens[at - 1]?.form ?? '')) return undefined
  const noun = nounAt[at - 2]
  const isOffice =
    noun?.head === at - 2 &&
    noun.agent.kind === 'person' &&
    !noun.plural &&
    noun.titleOf === undefined &&
    noun.agent.sectors[0] === 'GOV'
  const inCapitals = (from: number, to: number) =>
    tokens.slice(from, to).every(({ form, upos }) => upos === 'ADP' || /^\p{Lu}/u.test(form))
  if (!isOffice || !inCapitals(noun.from, at - 1) || !/^\p{Lu}/u.test(tokens[at]!.form)) return undefined
  let before = noun.from - 1
  while (before >= 0 && before > noun.from - 4 && /^(?:ADJ|PROPN)$/.test(tokens[before]!.upos)) before--
  return tokens[before]?.upos === 'DET' ? undefined : noun
}

function mayTitle(reading: Reading, name: Naming, noun: Noun): boolean {
  if (name.seems === 'organization' || name.seems === 'thing') return false
  // "National Park", "National Guard": as a noun the word stands for a person, before a name it is an adjective.
  if (noun.agent.noun === 'national') return false
  // "Christian Schulz", "Pope Francis" differ: a title that is itself a given name is the given name.
  if (noun.from === noun.head && genderOf(noun.agent.noun.toLowerCase()) !== undefined) return false
  const refs = name.match?.refs ?? []
  if (refs.some((ref) => ref.type === 'person')) return true
  // "The Islamist Hamas movement": a listed body has no title.
  if (refs.some((ref) => ref.type === 'body')) return false
  const first = reading.sentence.tokens[noun.from]!.form
  // "President Georgia" does not occur, "ministers Russia sent" might: a place after a title is a person's name only when written as a title.
  if (refs.some((ref) => ref.type === 'state' && ref.as !== 'capital')) return false
  return !noun.plural && (/^[A-Z]/.test(first) || refs.length === 0)
}
