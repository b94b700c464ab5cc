import { dayNumber } from './days.ts'
import type { Telling } from './describe-happening.ts'
import { searchWords } from './search-words.ts'
import type { Party } from './view.ts'

/** Days that two reports of one happening may lie apart. */
export const window = 2

/** Score from which two reports tell of one happening. Set on the generator's key and on half of `eval/happenings` (November 2026). */
export const threshold = 5

/** A pair of reports that may be one happening: how strongly, and why, in words. */
export interface Link {
  score: number
  reasons: string[]
}

/** Words that say nothing of what happened. */
const empty = new Set(
  searchWords(
    'a an the of in on at to for from with by and or but as is are was were be been has had have will would that this these those it its his her their he she they who which said say says told on after before over into about also not no new monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december year week day month',
  ),
)

/** What of a report is compared, worked out once. */
interface Features {
  day: number | null
  /** Whole days the date covers, 0 for one. */
  span: number
  actors: string[]
  recipients: string[]
  all: string[]
  people: { country: string; name: string }[]
  words: Set<string>
  numbers: Map<string, string>
}

const known = new WeakMap<Telling, Features>()

export function featuresOf(telling: Telling): Features {
  const cached = known.get(telling)
  if (cached) return cached
  const { date } = telling.event
  const day = date?.start ?? telling.source.published
  const codes = (parties: Party[]) => [...new Set(parties.map((party) => party.country ?? party.code))].sort()
  const all = codes([...telling.actors, ...telling.recipients])
  const named = new Set([...telling.actors, ...telling.recipients].flatMap((party) => searchWords(party.name)))
  const features: Features = {
    day: day === null ? null : dayNumber(day),
    span: date ? dayNumber(date.end) - dayNumber(date.start) : 0,
    actors: codes(telling.actors),
    recipients: codes(telling.recipients),
    all,
    people: [...telling.actors, ...telling.recipients].flatMap((party) =>
      isPerson(party) ? [{ country: party.country ?? party.code, name: searchWords(party.name).at(-1)! }] : [],
    ),
    words: new Set(
      searchWords(telling.words).filter((word) => word.length > 1 && !empty.has(word) && !named.has(word)),
    ),
    numbers: numbersIn(telling.words),
  }
  known.set(telling, features)
  return features
}

/** A party whose name is a person's: two or more capitalised words and no word of an office or a body. */
function isPerson({ name }: Party): boolean {
  return (
    /^(?:\p{Lu}[\p{L}.'’-]*\s+)+\p{Lu}[\p{L}'’-]+$/u.test(name) &&
    !/\b(?:States|Kingdom|Republic|Nations|Union|Ministry|Army|Council|Party|Korea|Africa|Arabia|Front|Movement|Government|Forces|Police|Bank|League|Office|Zealand|Guinea|Lanka|Rica|Leone|Islands?|Emirates|Timor|Sudan|Agency|Court|Fund|Organi[sz]ation|Commission|Committee|Department|House|Parliament|Congress|Federation|Authority|Alliance|Group|Company|Corporation|University|Church|Guard|Navy|Court)\b/.test(
      name,
    )
  )
}

function numbersIn(words: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const [, digits, noun] of words.toLowerCase().matchAll(/(\d[\d,.]*)\s+(?:million\s+|billion\s+)?([a-z]{3,})/g))
    if (!/^(?:1[89]|20)\d\d$/.test(digits!)) found.set(noun!, digits!)
  return found
}

/** The blocks a report may meet others in: its type with each of its parties' countries. */
export function blocksOf(telling: Telling): string[] {
  const { day, all } = featuresOf(telling)
  return day === null ? [] : all.map((country) => `${telling.event.type} ${country}`)
}

const equal = (a: string[], b: string[]) => a.length === b.length && a.every((code, i) => code === b[i])
const within = (a: string[], b: string[]) => a.every((code) => b.includes(code))

/** Verbal deeds, of which the same parties exchange several a day: here the words must speak too. */
const verbal = new Set(['AGREE', 'SUPPORT', 'CONCEDE', 'REQUEST', 'ACCUSE', 'REJECT', 'THREATEN'])

/**
 * How strongly two event reports of different articles seem to tell of one happening; null when they cannot: another type, parties that exclude each
 * other, days more than two apart, a plan beside a deed. Where it is not, the countries of one are all among those of the other, by which reports are
 * looked up (`near`). A function of the two alone.
 */
export function link(a: Telling, b: Telling): Link | null {
  if (a.event.type !== b.event.type) return null
  const [x, y] = [featuresOf(a), featuresOf(b)]
  if (x.day === null || y.day === null || Math.abs(x.day - y.day) > window) return null
  if (unreal(a) !== unreal(b)) return null
  const reasons: string[] = []
  let score = 0
  const add = (points: number, why?: string) => {
    score += points
    if (why && points > 0) reasons.push(why)
  }

  if (equal(x.actors, y.actors) && equal(x.recipients, y.recipients)) add(3, 'same parties')
  else if (x.all.length > 1 && equal(x.all, y.all) && (a.event.reciprocal || b.event.reciprocal))
    add(2.5, 'same parties, one report with both as actors')
  else if (x.all.length > 1 && y.all.length > 1 && (within(x.all, y.all) || within(y.all, x.all)) && overlapping(x, y))
    add(2, 'same parties, one report naming more')
  else if (equal(x.actors, y.actors) && (x.recipients.length === 0 || y.recipients.length === 0))
    add(1.5, 'same actors, one report naming no other side')
  else return null

  // A date of a week or more is the same date or none.
  if (x.span > 6 || y.span > 6) {
    if (x.day !== y.day || x.span !== y.span) return null
    add(1, 'same interval')
  } else if (x.day === y.day) add(a.event.date && b.event.date ? 2 : 1, 'same day')
  else if (Math.abs(x.day - y.day) === 1) add(1, 'a day apart')

  const [here, there] = [a.event.place, b.event.place]
  if (here && there) {
    if (here.name === there.name) add(1, 'same place')
    else if (here.country && here.country === there.country)
      // A country named in place of its town says less, not something else.
      add(here.lat !== undefined && there.lat !== undefined && farApart(here, there) ? -1 : 0)
    else if (here.country && there.country) add(-2)
  }

  const [m, n] = [a.event.mode, b.event.mode]
  if (m.length && n.length) add(m.some((mode) => n.includes(mode)) ? 0.5 : -1.5, 'same mode')

  for (const person of x.people) {
    const others = y.people.filter((other) => other.country === person.country)
    if (others.length === 0) continue
    if (others.some((other) => other.name === person.name)) add(1, `both name ${person.name}`)
    else add(-2)
  }

  const inBoth = [...x.words].filter((word) => y.words.has(word)).length
  const fewer = Math.min(x.words.size, y.words.size)
  const part = fewer ? inBoth / fewer : 0
  if (fewer >= 2) {
    if (part >= 0.6 && inBoth >= 3) add(2, `${inBoth} of ${fewer} words shared`)
    else if (part >= 0.3 && inBoth >= 2) add(1, `${inBoth} of ${fewer} words shared`)
    else if (inBoth === 0) add(verbal.has(a.event.type) ? -1.5 : -0.5)
    else if (verbal.has(a.event.type) && part < 0.2) add(-0.5)
  }

  for (const [noun, number] of x.numbers) {
    const other = y.numbers.get(noun)
    if (other !== undefined) add(other === number ? 0.5 : -0.5, `both say ${number} ${noun}`)
  }
  if ((a.event.status === 'negated') !== (b.event.status === 'negated')) add(-0.5)
  return { score, reasons }
}

const unreal = ({ event }: Telling) => event.status === 'future' || event.status === 'hypothetical'

const overlapping = (x: Features, y: Features) => x.actors.some((code) => y.actors.includes(code))

/** More than about 60 km apart, by degrees: towns, not quarters of one. */
function farApart(a: { lat?: number; lon?: number }, b: { lat?: number; lon?: number }): boolean {
  return Math.abs(a.lat! - b.lat!) > 0.5 || Math.abs(a.lon! - b.lon!) > 0.7
}
