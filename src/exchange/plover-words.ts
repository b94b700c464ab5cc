import { EVENT_TYPES, type EventType, hasMode } from '../coding/index.ts'
import { ploverQuad } from './crosswalk.ts'

/** The 37 contexts of the codebook. */
export const CONTEXTS: readonly string[] = (
  'military intelligence executive legislative election political_institutions pro_democracy pro_autocracy economic legal reparations ' +
  'human_rights rights_freedoms repression human_security gender lgbt religion_ethnicity inequality diplomatic territory peacekeeping ' +
  'health asylum migration disasters natural_resource environment technology terrorism cbrn cyber misinformation crime corruption ' +
  'illegal_drugs trafficking'
).split(' ')

/** The type a word names; FIGHT, which one table of the manual prints for CAMEO 19, is ASSAULT. Null for anything else. */
export function typeOf(word: string): EventType | null {
  const upper = word.trim().toUpperCase()
  if (upper === 'FIGHT') return 'ASSAULT'
  return EVENT_TYPES.find((type) => type === upper) ?? null
}

/** A mode in our spelling ("Third_Party" is third-party) when the type has it; else null. */
export function modeOf(type: EventType, word: string): string | null {
  const mode = word.trim().toLowerCase().replaceAll('_', '-').replaceAll(' ', '-')
  return hasMode(type, mode) ? mode : null
}

/** A context in our spelling when the codebook has it; else null. */
export function contextOf(word: string): string | null {
  const context = word.trim().toLowerCase().replaceAll('-', '_').replaceAll(' ', '_')
  return CONTEXTS.includes(context) ? context : null
}

const QUADS = ['', 'VERBAL COOPERATION', 'MATERIAL COOPERATION', 'VERBAL CONFLICT', 'MATERIAL CONFLICT']

/** PLOVER's quad class in words, as POLECAT writes it. */
export const quadWords = (type: EventType): string => QUADS[ploverQuad(type)]!
export const isQuadWords = (text: string): boolean => QUADS.indexOf(text.toUpperCase()) > 0
