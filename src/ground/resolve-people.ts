import type { DateInterval } from '../text/index.ts'
import type { Naming } from './candidates.ts'
import { genderOf } from './given-names.ts'
import { foldName } from './lexicon/fold.ts'
import { type Lexicon, namesFamilyFirst, type Person, type State } from './lexicon/lexicon.ts'
import { isHeadOffice, mayBeCalled, officeFamily, tenureAt, termAt } from './offices.ts'

/** What the article says around a name that helps to tell namesakes apart. */
export interface PersonClues {
  title: string | undefined
  states: State[]
  /** Countries that the article names. */
  context: ReadonlySet<string>
  date: DateInterval | null
  former: boolean
}

/** The listed people a name may be: exact names first come from the phrases; here initials and middle names are passed over, and lone surnames looked up. */
export function peopleNamed(lexicon: Lexicon, units: string[]): Person[] {
  if (units.length === 1) return units[0]!.length > 1 ? (lexicon.surnames.get(units[0]!) ?? []) : []
  const plain = units.filter((unit) => unit.length > 1)
  if (plain.length < units.length && plain.length > 1) {
    const exact = personRefs(lexicon, plain.join(' '))
    if (exact.length > 0) return exact
  }
  if (plain.length > 2) {
    const outer = personRefs(lexicon, `${plain[0]} ${plain.at(-1)}`)
    if (outer.length > 0) return outer
  }
  const family = lexicon.surnames.get(units.at(-1)!) ?? []
  return family.filter(
    (person) =>
      !person.terms.some((term) => namesFamilyFirst(term.country)) &&
      person.names.some((name) => {
        const own = foldName(name).split(' ')
        return own.length > 1 && own[0] === units[0] && own.at(-1) === units.at(-1)
      }),
  )
}

function personRefs(lexicon: Lexicon, key: string): Person[] {
  return (lexicon.phrases.get(key) ?? []).flatMap((phrase) =>
    phrase.refs.flatMap((ref) => (ref.type === 'person' ? [ref.person] : [])),
  )
}

/** The listed person a name means here, or `null` when none of its bearers fits the words around, the country spoken of and the day. */
export function choosePerson(name: Naming, candidates: readonly Person[], clues: PersonClues): Person | null {
  const full = name.units.length > 1
  const alone = full ? null : onlyHead(candidates, clues.date)
  if (
    alone &&
    clues.states.length === 0 &&
    clues.title === undefined &&
    !clues.former &&
    !plainWords.has(name.units[0]!)
  )
    return alone
  let best: Person | null = null
  let bestScore = full ? 0 : 4
  for (const person of new Set(candidates)) {
    const score = scorePerson(person, full, clues)
    if (score > bestScore) {
      best = person
      bestScore = score
    }
  }
  return best
}

/** Surnames of leaders that are as often other people's names, or words. */
const plainWords = new Set(
  'king may brown major carter ford young black white green rice gore hu li wang zhang lee kim chan singh khan smith jones johnson wilson scott martin thomas bond lincoln jackson gray grey grant banks long best day price rose hall stone wood bell church cook marshall bishop pope prince duke park moon sun abe may'.split(
    ' ',
  ),
)

/** The one bearer of a surname who heads a state or government on the day; `null` where there are none or several. */
function onlyHead(candidates: readonly Person[], date: DateInterval | null): Person | null {
  if (!date) return null
  const heads = [...new Set(candidates)].filter((person) =>
    person.terms.some(
      (term) =>
        /^[A-Z]{3}$/.test(term.country) &&
        term.from !== '' &&
        isHeadOffice(officeFamily(term.office)) &&
        tenureAt(term, date) === 'current',
    ),
  )
  return heads.length === 1 ? heads[0]! : null
}

function scorePerson(person: Person, full: boolean, clues: PersonClues): number {
  const { term, tenure } = termAt(person, clues.date, clues.title)
  const stated = clues.states.map((state) => state.today)
  const countries = new Set(person.terms.map((each) => each.country))
  let score = full ? 1 : 0
  if (stated.length > 0) {
    if (stated.some((code) => countries.has(code)) || clues.states.some((state) => countries.has(state.code)))
      score += 5
    else if (!/^(?:IGO|NGO|IMG)/.test(term.country)) return -1
  }
  const inContext = [...countries].some((code) => clues.context.has(code) || /^(?:IGO|NGO|IMG)/.test(code))
  if (inContext) score += 2
  if (clues.title !== undefined) {
    if (person.terms.some((each) => mayBeCalled(each.office, clues.title!))) score += 4
    else score -= full ? 0 : 3
  }
  if (tenure === 'current') score += clues.former ? 0 : 3
  else if (tenure === 'former') score += clues.former ? 3 : yearsApart(term.to, clues.date) > 15 ? -3 : 0
  else if (tenure === 'future') score += yearsApart(term.from, clues.date) > 12 ? -4 : -1
  else score += 2
  if (isHeadOffice(officeFamily(term.office))) score += 0.5
  return score
}

function yearsApart(edge: string, date: DateInterval | null): number {
  if (!edge || !date) return 0
  return Math.abs(Number(date.start.slice(0, 4)) - Number(edge.slice(0, 4)))
}

/** The unit by which a person is called later on. */
export function surnameOf(units: readonly string[], country: string | null | undefined): string {
  const plain = units.filter((unit) => !/^(?:jr|sr|ii|iii|iv)$/.test(unit))
  if (plain.length > 1 && namesFamilyFirst(country ?? null) && genderOf(plain[0]!) === undefined) return plain[0]!
  return plain.at(-1) ?? units[0] ?? ''
}

/** Terms of a person in the form that dating an article asks for: those of the office named beside the name, or all. */
export function termsFor(person: Person, title: string | undefined): { from: string | null; to: string | null }[] {
  const fitting = title === undefined ? person.terms : person.terms.filter((term) => mayBeCalled(term.office, title))
  return fitting.map((term) => ({ from: term.from || null, to: term.to || null }))
}
