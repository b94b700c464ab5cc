import type { Lexicon } from '../ground/index.ts'

/** How high a contact is held. */
export type Level = 'head' | 'foreign minister' | 'defence minister' | 'minister' | 'envoy' | 'official'

/** Levels from the highest down. */
export const LEVELS: readonly Level[] = [
  'head',
  'foreign minister',
  'defence minister',
  'minister',
  'envoy',
  'official',
]

/** Somebody in office: from and to are months or years (`YYYY`, `YYYY-MM`), empty where open. */
export interface OfficeHolder {
  name: string
  country: string
  office: string
  level: Level
  from: string
  to: string
}

/** Who holds which office; made from the lexicon by `officesOf`. */
export interface Offices {
  /** The office of a named person for a country on a day, null where the tables do not know. */
  of(name: string, country: string, day: string): OfficeHolder | null
  /** Everybody of a country who is in office on a day, highest first. */
  in(country: string, day: string): OfficeHolder[]
  /** The name of a state; on a day before it was there, that of the state it followed ("Soviet Union"). */
  stateName(country: string, day?: string): string
  /** Region of a state, '' where unknown. */
  region(country: string): string
  /** Today's state that a code or a name stands for ("PAK", "Pakistan", "Soviet Union"); null for none. */
  country(words: string): string | null
  /** Whether words name a state: by name, adjective, people or capital. */
  names(country: string, words: string): boolean
}

/** "deputy foreign minister", "assistant secretary of state": not the level of the office itself. */
const DEPUTY =
  /\b(?:(?:deputy|vice|assistant|junior) (?:\w+ ){0,2}(?:minister|secretary)|under-?secretary)s?(?: of state)?\b/g

/** The level that an office, or words about it, stand for; null where they name none. */
export function levelOf(words: string): Level | null {
  const told = words.toLowerCase()
  if (/\bvice[- ]president|deputy (?:prime )?minister|chancellor of the exchequer/.test(told)) return 'minister'
  const text = told.replace(DEPUTY, ' ')
  if (
    /\b(?:president|prime minister|premier|chancellor|king|queen|emir|sultan|monarch|emperor|head of (?:state|government)|summit|taoiseach|general secretary)s?\b|\bleaders\b|\bthe leader\b|^(?:party |supreme |military |revolutionary |paramount |de facto |national )?leader$/.test(
      text,
    )
  )
    return 'head'
  // Two of them are the highest officials of their ministries, as in South Asia.
  if (/foreign secretaries/.test(text)) return 'official'
  if (
    /foreign (?:minister|secretary)|minister (?:of|for) (?:foreign|external) affairs|external affairs minister|secretary of state/.test(
      text,
    )
  )
    return 'foreign minister'
  if (/defen[cs]e (?:minister|secretary)|minister of (?:national )?defen[cs]e|secretary of defen[cs]e/.test(text))
    return 'defence minister'
  if (/\bminister|\bsecretar(?:y|ies)\b/.test(text)) return 'minister'
  if (/\b(?:ambassador|envoy|negotiator|consul)/.test(text)) return 'envoy'
  // Diplomats whose rank nobody tells.
  if (/\bdiplomat/.test(text)) return 'official'
  return text === told ? null : 'official'
}

/** Looks offices up in the lexicon. States that are gone answer for their successors (`SUN` for `RUS`) in their time. */
export function officesOf(lexicon: Lexicon): Offices {
  const predecessors = new Map<string, string[]>()
  for (const state of lexicon.states.values())
    if (state.today && state.today !== state.code)
      predecessors.set(state.today, [...(predecessors.get(state.today) ?? []), state.code])
  const codesOf = (country: string) => [country, ...(predecessors.get(country) ?? [])]
  const holds = (from: string, to: string, day: string) =>
    (!from || day.slice(0, from.length) >= from) && (!to || day.slice(0, to.length) <= to)
  const holdersOf = new Map<string, { all: OfficeHolder[]; byName: Map<string, OfficeHolder[]> }>()
  /** Everybody who ever held an office of a country, also by each of their names. Made once a country: a report asks about every meeting's parties. */
  const holders = (country: string) => {
    const known = holdersOf.get(country)
    if (known) return known
    const made = { all: [] as OfficeHolder[], byName: new Map<string, OfficeHolder[]>() }
    for (const code of codesOf(country))
      for (const { person, term } of lexicon.holders.get(code) ?? []) {
        const { office, from, to } = term
        const holder = { name: person.name, country, office, level: levelOf(office) ?? ('official' as const), from, to }
        made.all.push(holder)
        for (const name of new Set([person.name, ...person.names]))
          made.byName.set(name, [...(made.byName.get(name) ?? []), holder])
      }
    if (lexicon.states.has(country)) holdersOf.set(country, made)
    return made
  }
  const folded = (words: string) =>
    (
      words
        .toLowerCase()
        .normalize('NFD')
        .replace(/\p{M}/gu, '')
        .match(/[\p{L}\p{N}]+/gu) ?? []
    ).join(' ')
  /** Names of states, folded, and whatever else of the phrases stands for a country. Made when first asked: most commands ask about two countries. */
  let named: Map<string, string> | null = null
  const stateNamed = (): Map<string, string> => {
    if (named) return named
    named = new Map()
    for (const state of lexicon.states.values()) named.set(folded(state.name), state.today || state.code)
    for (const [key, phrases] of lexicon.phrases)
      for (const { refs } of phrases)
        for (const ref of refs)
          if (ref.type === 'state' && ref.as === 'name' && !named.has(key))
            named.set(key, ref.state.today || ref.state.code)
    return named
  }
  const waysOf = new Map<string, string[]>()
  const waysToName = (country: string): string[] => {
    const known = waysOf.get(country)
    if (known) return known
    const ways: string[] = []
    for (const [key, phrases] of lexicon.phrases)
      for (const { refs } of phrases)
        for (const ref of refs)
          if (ref.type === 'state' && (ref.state.today || ref.state.code) === country) ways.push(` ${key} `)
    waysOf.set(country, ways)
    return ways
  }
  const highest = (list: OfficeHolder[]) =>
    list.sort(
      (a, b) =>
        LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) ||
        rank(a.office) - rank(b.office) ||
        (a.from < b.from ? 1 : -1),
    )
  return {
    of: (name, country, day) =>
      highest((holders(country).byName.get(name) ?? []).filter(({ from, to }) => holds(from, to, day)))[0] ?? null,
    in: (country, day) => {
      const seen = new Set<string>()
      return highest(holders(country).all.filter((holder) => holds(holder.from, holder.to, day))).filter((holder) => {
        const key = `${holder.name}|${holder.office}`
        return !seen.has(key) && seen.add(key)
      })
    },
    stateName: (country, day) => {
      const state = lexicon.states.get(country)
      const before =
        day && state?.from && !holds(state.from, '', day)
          ? predecessors.get(country)?.find((code) => {
              const { from, to } = lexicon.states.get(code)!
              return holds(from, to, day)
            })
          : undefined
      return (before ? lexicon.states.get(before) : state)?.name ?? country
    },
    region: (country) => lexicon.states.get(country)?.region ?? '',
    country: (words) => {
      const state = lexicon.states.get(words.trim().toUpperCase())
      return state ? state.today || state.code : (stateNamed().get(folded(words)) ?? null)
    },
    names: (country, words) => {
      const text = ` ${folded(words)} `
      // "either of us" is no country.
      return waysToName(country).some((way) => text.includes(way) && (way !== ' us ' || /\bUS\b/.test(words)))
    },
  }
}

function rank(office: string): number {
  return /president|monarch|king|queen|emir|sultan|emperor/.test(office) && !/vice/.test(office)
    ? 0
    : /leader/.test(office)
      ? 1
      : 2
}
