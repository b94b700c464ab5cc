import type { Happening } from '../ledger/index.ts'
import type { DateInterval } from '../text/index.ts'
import { isSignedTogether, isStateActor } from './acts.ts'
import { type Cite, citeHappening, concernsPair } from './citing.ts'
import { LEVELS, type Level, levelOf, type Offices } from './offices.ts'
import { isVisitTold } from './visits-told.ts'

/** Somebody who took part: with the office held on the day, where the lexicon knows it. */
export interface Participant {
  name: string
  country: string | null
  code: string
  office: string | null
}

/** A meeting, visit or call between the two states that took place, or what both signed. */
export interface Contact {
  happening: string
  kind: 'visit' | 'meeting' | 'call' | 'multilateral' | 'mediated' | 'signing'
  date: DateInterval | null
  /** Where it was, more closely than by the country. */
  place: string | null
  placeCountry: string | null
  /** The highest level at which both sides took part; `basis` says whether the lexicon or the words tell it. */
  level: Level
  basis: 'lexicon' | 'words' | 'unknown'
  participants: Participant[]
  /** Countries, for visits. */
  visitor: string | null
  host: string | null
  independent: number
  /** 0 to 1, of the surest report. */
  confidence: number
  cites: Cite[]
}

/** All contacts of two states that took place, newest first; undated ones last. */
export function contactsOf(happenings: Happening[], pair: [string, string], offices: Offices | null): Contact[] {
  const contacts: Contact[] = []
  for (const happening of happenings) {
    const isSigning = isSignedTogether(happening)
    if ((happening.type !== 'CONSULT' && !isSigning) || happening.status !== 'actual' || !happening.conceded) continue
    const parties = [...happening.actors, ...happening.recipients].filter(isStateActor)
    if (!concernsPair(parties, pair)) continue
    const day = happening.date?.start ?? null
    const participants = parties
      .filter((party) => pair.includes(party.country!))
      .map((party) => {
        const office = day ? (offices?.of(party.name, party.country!, day) ?? null) : null
        return { name: party.name, country: party.country, code: party.code, office: office?.office ?? null }
      })
    const levels = pair.map((country) => {
      const known = participants
        .filter((p) => p.country === country)
        .map((p) => (p.office ? levelOf(p.office) : levelOf(p.name)))
        .filter((level) => level !== null)
      return known.sort((a, b) => LEVELS.indexOf(a) - LEVELS.indexOf(b))[0] ?? null
    })
    const tabled = levels.filter((level) => level !== null)
    const inWords = tabled.length ? null : levelOf(happening.words)
    // A contact is as high as the lower of its two sides; a side of whom nothing is known is taken at the level of the words.
    const level =
      tabled.length === 2
        ? tabled.sort((a, b) => LEVELS.indexOf(b) - LEVELS.indexOf(a))[0]!
        : (tabled[0] ?? inWords ?? 'official')
    const visit = happening.mode.includes('visit') && happening.recipients.length > 0
    const countryOf = (side: Happening['actors']) =>
      side.filter(isStateActor).find((p) => pair.includes(p.country!))?.country ?? null
    const [visitor, host] = visit ? [countryOf(happening.actors), countryOf(happening.recipients)] : [null, null]
    const isNamed = (country: string, words: string) => offices?.names(country, words) ?? false
    const isGoing = !offices || isVisitTold({ visitor, host, participants }, happening.words, isNamed)
    contacts.push({
      happening: happening.id,
      // "Held a second round of talks in Havana": a meeting, whatever the coder has.
      kind: isSigning
        ? 'signing'
        : happening.mode.includes('visit') && isGoing
          ? 'visit'
          : happening.mode.includes('phone')
            ? 'call'
            : happening.mode.includes('multilateral')
              ? 'multilateral'
              : happening.mode.includes('third-party')
                ? 'mediated'
                : 'meeting',
      date: happening.date,
      // That a visit to the United Kingdom was "in Britain" says nothing more.
      place: happening.place && !offices?.country(happening.place.name) ? happening.place.name : null,
      placeCountry: happening.place?.country ?? null,
      level,
      basis: tabled.length ? 'lexicon' : inWords ? 'words' : 'unknown',
      participants,
      visitor,
      host,
      independent: happening.independent,
      confidence: happening.confidence,
      cites: [citeHappening(happening)],
    })
  }
  return contacts.sort((a, b) => {
    const [x, y] = [a.date?.start ?? '', b.date?.start ?? '']
    return x < y ? 1 : x > y ? -1 : a.happening < b.happening ? -1 : 1
  })
}
