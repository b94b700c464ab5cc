import { bylineIn, fullDateIn } from './heading.ts'
import type { PageMetadata } from './page-metadata.ts'

const nameWord = "(?:\\p{Lu}[\\p{L}'’.-]*|d[aeio]s?|v[ao]n|de[nr]?|al|el|bin|ben|ibn|la|le|ul)"
const personName = new RegExp(`^${nameWord}(?:[ -]${nameWord}){1,4}$`, 'u')
const notPerson =
  /\b(?:news|agency|press|wire|times|post|reuters|afp|ap|bureau|staff|desk|team|editors?|editorial|correspondents?|reporters?|writers?|columnist|contributors?|service|media|daily|gazette|journal|ministry|office|department|spokes(?:man|woman|person)|minister|secretary|ambassador|director|president|professor|analyst|fellow|senior|chief|published|updated|posted|read|share|comments?|admin|january|february|march|april|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b/i

/**
 * The names in a byline as written, without "By", places, roles and agencies where persons are named ("By A. Roe in Oslo and B. Poe, Wire
 * Agency" gives "A. Roe, B. Poe"); `outlet` is none of them. A byline of no person ("Reuters") stays as it is.
 */
export function cleanByline(written: string, outlet?: string): string | undefined {
  const words = written
    .replace(/\s*[\w.+-]{1,60}@[\w-]{1,60}\.[\w.-]{1,60}/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(
      /^(?:(?:view all posts by|all posts by|posted by|submitted by|written by|reported by|published by|words by|story by|text by|photographs and text by|interview by|author|by|von|par|por|di|de|door|av|autor|autore|auteur|text|texte|testo)\b[: ]*)+/i,
      '',
    )
    .replace(
      /\s*(?:[|•·–—]|\s-\s|\b(?:posted|published|updated|last updated|on (?:mon|tues|wednes|thurs|fri|satur|sun)|@)).*$/i,
      '',
    )
    .replace(/\s*\([^)]*\)/g, '')
    .replace(
      /,? (?:(?:mon|tues|wednes|thurs|fri|satur|sun)(?:day)?,? )?(?:\d{1,2} )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d.*$/i,
      '',
    )
    .trim()
    .replace(/[,;:]$/, '')
  if (!words || words.length > 200 || /^https?:|@/.test(words)) return undefined
  const parts = words.split(/\s*(?:,|;|\/|&| and | with )\s*/).map((part) =>
    part
      .replace(/^(?:and|by|with) /i, '')
      .replace(/ (?:in|at|for|near|from) \p{Lu}.*$/u, '')
      .trim(),
  )
  const ofOutlet = (part: string) => outlet !== undefined && part.toLowerCase() === outlet.toLowerCase()
  const persons = parts.filter((part) => personName.test(part) && !notPerson.test(part) && !ofOutlet(part))
  return persons.length > 0 && parts.length > 1
    ? [...new Set(persons)].join(', ')
    : words.replace(/ (?:in|at) \p{Lu}[\p{L} ]*$/u, '')
}

const namesPerson = (byline: string) =>
  byline.split(', ').some((part) => personName.test(part) && !notPerson.test(part))

/** The first byline that names a person, else the first. */
export function bestByline(bylines: (string | undefined)[]): string | undefined {
  const stated = bylines.filter((byline) => byline !== undefined)
  return stated.find(namesPerson) ?? stated[0]
}

/** The byline a line of a page's head states, more boldly than in running text: also a bare name, alone or before a date. */
function headByline(line: string): string | undefined {
  if (line.length > 200) return undefined
  const marked =
    /^(?:by|author|posted by|submitted by|written by|reported by|words by|story by|text by|interview(?: by)?|photographs and text by|por|par|von|di|door|autor(?:in)?|auteur|автор|autore)[: ]+(?=\p{Lu})/iu.exec(
      line,
    )
  if (marked) {
    const cleaned = cleanByline(line.slice(marked[0].length))
    if (cleaned && /^\p{Lu}/u.test(cleaned) && cleaned.split(' ').length <= 12) return cleaned
  }
  const sure = /^from\b/i.test(line) ? null : bylineIn(line)
  if (sure) return cleanByline(sure)
  const bare = cleanByline(line)
  return bare &&
    bare.length < line.length &&
    statedDay(line) &&
    personName.test(bare) &&
    !notPerson.test(bare) &&
    bare.length < 48
    ? bare
    : undefined
}

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

/** The publication day a line states: after "Published" where it names several, and numeric forms where they have one reading. */
export function statedDay(line: string): string | undefined {
  const published = /\b(?:published|posted|issued|first published|date|released)\b(.*)$/i.exec(line)
  for (const part of published ? [published[1]!, line] : [line]) {
    if (!published && /^(?:updated|modified|last (?:updated|modified))\b/i.test(part)) return undefined
    const day = fullDateIn(part)?.start ?? numericDay(part, published !== null)
    if (day) return day
  }
  return undefined
}

/** "17.03.2009" is day first, and so is "17.03.09" where `short` years are looked for; "10/03/2012" is read only where a number over 12 or a weekday beside it tells the order. */
function numericDay(line: string, short: boolean): string | undefined {
  if (short && /\b\d{1,2}\.\d{1,2}\.\d\d\b(?!\.?\d)/.test(line))
    return numericDay(line.replace(/\b(\d{1,2}\.\d{1,2}\.)(\d\d)\b/, '$120$2'), false)
  const m = /\b(\d{1,2})([./-])(\d{1,2})\2((?:19|20)\d\d)\b/.exec(line)
  if (!m) return undefined
  const [a, b, year] = [Number(m[1]), Number(m[3]), Number(m[4])]
  const iso = (month: number, day: number) =>
    fullDateIn(`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`)?.start
  const dayFirst = iso(b, a)
  const monthFirst = iso(a, b)
  if (m[2] === '.' || !monthFirst || !dayFirst || a === b) return dayFirst ?? monthFirst
  const weekday = weekdays.findIndex((name) => new RegExp(`\\b${name}[a-z]*\\b`, 'i').test(line.slice(0, m.index)))
  if (weekday < 0) return undefined
  return [monthFirst, dayFirst].find((day) => new Date(`${day}T00:00:00Z`).getUTCDay() === weekday)
}

/** Fills gaps of the metadata from the lines that stand between a page's headline and its story. */
export function readHead(lines: string[], metadata: PageMetadata): void {
  for (const line of lines) {
    if (line.length > 240) continue
    if (!metadata.published) {
      const day = statedDay(line)
      if (day && line.length < 160) metadata.published = { day, where: 'date line of the page' }
    }
    if (line === metadata.title || line === metadata.outlet) continue
    if (!metadata.byline || !namesPerson(metadata.byline))
      metadata.byline = bestByline([headByline(line), metadata.byline])
  }
}

/** The headline among the first lines of a page that has none marked: the line its window title repeats, or the one above the byline. */
export function headlineAmong(lines: string[], windowTitle: string): string | undefined {
  const window = windowTitle.toLowerCase()
  const fits = (line: string) =>
    line.length >= 8 && line.length <= 220 && line.includes(' ') && !headByline(line) && !statedDay(line)
  const signed = lines.findIndex((line) => /^by /i.test(line) && headByline(line) !== undefined)
  if (signed > 0 && fits(lines[signed - 1]!)) return lines[signed - 1]
  return lines.find((line) => fits(line) && window.includes(line.toLowerCase()) && line.length > 0.3 * window.length)
}
