import type { Party } from '../ledger/index.ts'
import { cameoSpelling, isoOf, isoOfCameo, isoSpelling } from './countries.ts'

/** Sectors (CAMEO roles) in the words of ICEWS and POLECAT; the first word of a line is the one written. */
const SECTOR_WORDS: { [sector: string]: string[] } = {
  GOV: ['Government', 'Executive', 'Executive Office', 'Foreign Ministry', 'Ministry'],
  MIL: ['Military', 'Army', 'Navy', 'Air Force'],
  LEG: ['Legislative / Parliamentary', 'Parliament', 'Legislature', 'Lower House', 'Upper House'],
  JUD: ['Judicial', 'Judiciary', 'National / Supreme Court'],
  SPY: ['Government Intelligence', 'Intelligence'],
  COP: ['Police', 'Law Enforcement'],
  PTY: ['Parties', 'Political Parties', 'Government Major Party (In Government)'],
  OPP: ['Opposition', 'Protestors / Popular Opposition / Mobs', 'Opposition Major Party (Out Of Government)'],
  REB: ['Rebel', 'Dissident', 'Insurgents', 'Separatists', 'Organized Violent'],
  UAF: ['Unidentified Forces', 'Unidentified Armed Forces'],
  BUS: ['Business'],
  CVL: ['Civilian', 'General Population / Civilian / Social', 'Social'],
  MED: ['Medical/Health NGOs', 'Medical', 'Health'],
  JRN: ['Media', 'News', 'Journalist'],
  EDU: ['Education'],
  REL: ['Religious'],
  LAB: ['Labor', 'Labour'],
  ELI: ['Elite'],
  REF: ['Refugees', 'Exiles'],
  CRM: ['Criminals / Gangs', 'Criminal', 'Crime'],
  AGR: ['Agricultural'],
  SOC: ['Social Groups'],
  PRE: ['Prisoners'],
  PRM: ['Paramilitary', 'Militia'],
  UNK: ['Unspecified', 'Unknown'],
  ISM: ['Ideological', 'Radicals / Extremists / Fundamentalists', 'International Religious'],
}

const sectorOfWord = new Map(
  Object.entries(SECTOR_WORDS).flatMap(([sector, words]) => words.map((word) => [word.toLowerCase(), sector] as const)),
)

/** The first sector that words such as "Executive,Government" or a code such as GOV name; null when none is known. */
export function sectorOfWords(words: string): string | null {
  for (const word of words.replaceAll('"', '').split(/[,;]/)) {
    const trimmed = word.trim()
    if (SECTOR_WORDS[trimmed]) return trimmed
    const known = sectorOfWord.get(trimmed.toLowerCase())
    if (known) return known
  }
  return null
}

export const wordOfSector = (sector: string | null): string => (sector && SECTOR_WORDS[sector]?.[0]) || ''

/** A party that a system names by country and sector: its code is the two joined, as in RUSGOV. */
export function partyOf(name: string, countryText: string, sector: string | null): Party {
  const country = isoOf(countryText)
  return { name, code: (country ?? '') + (sector ?? ''), country, sector }
}

/** CAMEO's code of a party: KOS for XKX, the European Union as IGOEUREEC. */
export function cameoCode(party: Party): string {
  return party.code === 'IGOEUR' ? 'IGOEUREEC' : cameoSpelling(party.code)
}

/** Our code of a CAMEO one, and the country it begins with. */
export function ownCode(cameo: string): { code: string; country: string | null } {
  if (cameo === 'IGOEUREEC') return { code: 'IGOEUR', country: null }
  const code = isoSpelling(cameo)
  return { code, country: isoOfCameo(cameo.slice(0, 3)) }
}

/** The organisation at the head of an IGO code in CAMEO's spelling: UNO, EEC (the European Union), NAT; '' for others. */
export function knownGroup(party: Party): string {
  if (!party.code.startsWith('IGO') || party.code.length < 6) return ''
  const group = party.code.slice(3, 6)
  return group === 'EUR' ? 'EEC' : group
}
