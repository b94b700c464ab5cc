import type { DateInterval } from '../text/index.ts'
import type { Lexicon, Person, Term } from './lexicon/lexicon.ts'

const families: [string, RegExp][] = [
  ['opposition leader', /\b(?:opposition|rebel|party|union|community|religious|student|tribal|faction) leader/],
  ['vice president', /\bvice[- ]president|deputy president/],
  ['deputy prime minister', /deputy (?:prime minister|premier)|vice[- ]premier/],
  [
    'foreign minister',
    /foreign (?:minister|secretary|affairs minister)|minister (?:of|for) (?:foreign|external) affairs|external affairs minister|secretary of state|foreign affairs/,
  ],
  [
    'defence minister',
    /defen[cs]e (?:minister|secretary)|minister (?:of|for) (?:national )?defen[cs]e|secretary of defen[cs]e/,
  ],
  ['prime minister', /\b(?:prime minister|premier|taoiseach|pm|chief executive)\b/],
  ['chancellor', /^(?:federal )?chancellor$/],
  ['supreme leader', /supreme leader|spiritual leader/],
  ['secretary-general', /secretary[- ]general/],
  ['president', /\bpresident\b/],
  ['monarch', /\b(?:king|queen|emir|sultan|monarch|emperor|grand duke|prince regent)\b/],
  ['minister', /\bminister\b|\bsecretary\b/],
  [
    'army chief',
    /\b(?:army|military|armed forces|defen[cs]e(?: forces?)?|joint|general) chief|\bchiefs? of (?:\w+ )?staff|joint chiefs|commander[- ]in[- ]chief/,
  ],
  ['intelligence chief', /\b(?:spy|intelligence|cia|secret service) chief/],
  ['governor-general', /\bgovernor[- ]general\b/],
  // Who leads a village, a gang or a church, and who has a rank or an office with "general" in it, leads no state.
  [
    'local leader',
    /\b(?:aid|air force|bank|board|business|cartel|christian|church|civic|civil rights|clan|commission|committee|community|council|cult|district|editor in|evangelical|fed|federal reserve|gang|hindu nationalist|house|human rights|indigenous|jewish|labou?r|majority|minority|mission|muslim|navy|nuclear|parliamentary|police|provincial|refugee|regional|rights|sect|senate|shi'ite|shia|squadron|sunni|village|youth) (?:chief|leader|chairman)\b/,
  ],
  [
    'leader',
    /\bgeneral secretary\b|\bleader\b|\bruler\b|strongman|statesman|\bhead of (?:state|government)\b|\bchairman\b|\bchief$|\bchief adviser$|\bdictator\b/,
  ],
  ['general', /\bgeneral\b/],
]

/** The family an office belongs to ("premier" is "prime minister"), or the noun itself. */
export function officeFamily(office: string): string {
  const lower = office.toLowerCase()
  for (const [family, pattern] of families) if (pattern.test(lower)) return family
  return lower
}

const heads = new Set(['president', 'prime minister', 'chancellor', 'monarch', 'supreme leader', 'leader'])

/** True for offices at the head of a state, government or movement. */
export function isHeadOffice(family: string): boolean {
  return heads.has(family)
}

/** Bodies whose head is the state's. */
export const ruling =
  /^(?:(?:transitional |interim |caretaker )?(?:government|administration)|cabinet|regime|state|junta|presidency|council of ministers|state council)$/

/** True when someone of the one office may be called by the other: a president "leader", a foreign minister "minister". */
export function mayBeCalled(held: string, called: string): boolean {
  const a = officeFamily(held)
  const b = officeFamily(called)
  if (a === b) return true
  if (b === 'leader') return isHeadOffice(a) || (a === 'army chief' && /\bchief$/.test(called))
  if (b === 'general') return isHeadOffice(a) || a === 'army chief'
  if (b === 'minister') return a.endsWith('minister')
  if (b === 'prime minister') return a === 'chancellor' && called !== 'prime minister'
  return b === 'monarch' && a === 'monarch'
}

/** Whether a term holds on the day, was over, or was still to come; `null` without a day. */
export function tenureAt(term: Term, date: DateInterval | null): 'current' | 'former' | 'future' | null {
  if (!date) return null
  if (term.from && date.end.slice(0, term.from.length) < term.from) return 'future'
  if (term.to && date.start.slice(0, term.to.length) > term.to) return 'former'
  return 'current'
}

/** The term by which a person is known on a day: the one in office (the highest of several), else the last one over, else the next; without a day the last. */
export function termAt(
  person: Person,
  date: DateInterval | null,
  title?: string,
): { term: Term; tenure: 'current' | 'former' | 'future' | null } {
  const rank = (term: Term) => {
    const tenure = tenureAt(term, date)
    const fits = title !== undefined && mayBeCalled(term.office, title) ? 40 : 0
    const family = officeFamily(term.office)
    const height = isHeadOffice(family) ? 3 : family.endsWith('minister') ? 2 : 1
    return (tenure === 'current' ? 100 : tenure === 'former' ? 20 : tenure === 'future' ? 10 : 0) + fits + height
  }
  let best = person.terms[0]!
  for (const term of person.terms) {
    const better = rank(term) - rank(best)
    const later = rank(term) < 100 && term.from > best.from && tenureAt(term, date) !== 'future'
    if (
      better > 3 ||
      (better > 0 && !later) ||
      (better >= -1 && later && tenureAt(term, date) === tenureAt(best, date) && better > -2)
    )
      best = term
  }
  return { term: best, tenure: tenureAt(best, date) }
}

/** Whoever leads a country on a day, where the tables leave no doubt: a supreme leader, the head of government of a monarchy, or the only head there is. */
export function leaderOf(lexicon: Lexicon, country: string, date: DateInterval | null): Person | null {
  if (!date) return null
  const current = (lexicon.holders.get(country) ?? []).filter(
    (entry) =>
      tenureAt(entry.term, date) === 'current' &&
      isHeadOffice(officeFamily(entry.term.office)) &&
      !isSecond(entry.term.office),
  )
  const of = (...families: string[]) =>
    current.find((entry) => families.includes(officeFamily(entry.term.office)))?.person ?? null
  const above = of('supreme leader', 'leader')
  if (above) return above
  if (new Set(current.map((entry) => entry.person)).size === 1) return current[0]!.person
  return of('monarch') ? of('prime minister') : null
}

/** True for a deputy, who is nobody's counterpart but a deputy's. */
const isSecond = (office: string) => /\b(?:deputy|vice|assistant|junior|under)\b/i.test(office)

/** Whoever holds an office of a country or body on a day; the one most recently begun where the tables overlap. `null` when the tables do not say. */
export function holderOf(lexicon: Lexicon, country: string, office: string, date: DateInterval | null): Person | null {
  if (!date) return null
  const family = officeFamily(office)
  let found: { person: Person; term: Term } | null = null
  for (const entry of lexicon.holders.get(country) ?? []) {
    if (officeFamily(entry.term.office) !== family || tenureAt(entry.term, date) !== 'current') continue
    if (isSecond(entry.term.office) !== isSecond(office)) continue
    if (!found || entry.term.from > found.term.from) found = entry
  }
  return found?.person ?? null
}
