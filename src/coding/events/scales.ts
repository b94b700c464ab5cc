import type { EventType } from '../record.ts'

/** CAMEO's Goldstein values where a code has one of its own; others take their parent's. ACCUSE and the rest as the codebook corrects them. */
const GOLDSTEIN: { [cameo: string]: number } = {
  '03': 4,
  '030': 4,
  '031': 5.2,
  '032': 4.5,
  '033': 5.2,
  '0334': 6,
  '034': 7,
  '035': 7,
  '036': 4,
  '037': 5,
  '038': 7,
  '039': 5,
  '04': 1,
  '040': 1,
  '042': 1.9,
  '043': 2.8,
  '044': 2.5,
  '045': 5,
  '046': 7,
  '05': 3.5,
  '050': 3.5,
  '051': 3.4,
  '052': 3.5,
  '053': 3.8,
  '054': 6,
  '055': 7,
  '056': 7,
  '057': 8,
  '06': 6,
  '060': 6,
  '061': 6.4,
  '062': 7.4,
  '063': 7.4,
  '064': 7,
  '07': 7,
  '070': 7,
  '071': 7.4,
  '072': 8.3,
  '073': 7.4,
  '074': 8.5,
  '075': 7,
  '08': 5,
  '084': 7,
  '086': 9,
  '087': 9,
  '0874': 10,
  '09': -2,
  '10': -5,
  '11': -2,
  '12': -4,
  '124': -5,
  '125': -5,
  '126': -5,
  '127': -5,
  '128': -5,
  '129': -5,
  '13': -6,
  '130': -4.4,
  '131': -5.8,
  '132': -5.8,
  '133': -5.8,
  '134': -5.8,
  '135': -5.8,
  '136': -7,
  '137': -7,
  '138': -7,
  '139': -7,
  '14': -6.5,
  '144': -7.5,
  '145': -7.5,
  '15': -7.2,
  '16': -4,
  '162': -5.6,
  '163': -6.5,
  '164': -7,
  '165': -7,
  '166': -8,
  '17': -7,
  '171': -9.2,
  '172': -5,
  '173': -5,
  '174': -5,
  '175': -9,
  '191': -9.5,
  '192': -9.5,
  '18': -9,
  '182': -9.5,
  '1821': -9,
  '1822': -9,
  '1823': -10,
  '183': -10,
  '184': -8,
  '185': -8,
  '186': -10,
  '19': -10,
  '196': -9.5,
  '20': -10,
  '201': -9.5,
}

/** Goldstein value of a CAMEO code, -10 to 10: its own, or that of the nearest code above it. */
export function goldsteinOf(cameo: string): number {
  for (let length = cameo.length; length >= 2; length--) {
    const value = GOLDSTEIN[cameo.slice(0, length)]
    if (value !== undefined) return value
  }
  return 0
}

/** PLOVER scores by type, then by mode (manual of February 2024; ACCUSE with its minus restored). */
const SCORES: { [type in EventType]: { own: number; modes: { [mode: string]: number } } } = {
  AGREE: { own: 2.5, modes: {} },
  CONSULT: { own: 2.5, modes: { visit: 4, 'third-party': 1, multilateral: 4, phone: 1.5 } },
  SUPPORT: { own: 5, modes: {} },
  CONCEDE: { own: 4.5, modes: {} },
  COOPERATE: { own: 9.5, modes: {} },
  AID: { own: 10, modes: {} },
  RETREAT: { own: 6.5, modes: { withdraw: 8, release: 6.5, disarm: 10, ceasefire: 7.5, access: 6.5, resign: 4.5 } },
  REQUEST: { own: 0, modes: { assist: 0.5, change: -1, yield: -1, meet: 0 } },
  ACCUSE: { own: -3, modes: { disapprove: -2, investigate: -3.5, allege: -3.5 } },
  REJECT: { own: -2, modes: { assist: -1.5, change: -2, yield: -2, meet: -2 } },
  THREATEN: {
    own: -3.5,
    modes: { restrict: -3, arrest: -3.5, relations: -3.5, expel: -3.5, territory: -4, violence: -3.5 },
  },
  PROTEST: { own: -5, modes: { demo: -5, riot: -7, strike: -5, hunger: -4.5, boycott: -4.5, obstruct: -4.5 } },
  SANCTION: { own: -6, modes: { convict: -6, expel: -5.5, withdraw: -6, discontinue: -6 } },
  MOBILIZE: { own: -5.5, modes: { troops: -6.5, weapons: -6.5, police: -5.5, militia: -6 } },
  COERCE: {
    own: -7,
    modes: {
      seize: -7,
      restrict: -7,
      censor: -6.5,
      curfew: -6.5,
      'martial-law': -7.5,
      arrest: -7,
      deport: -7,
      withhold: -7,
      misinformation: -6.5,
      cyber: -7,
    },
  },
  ASSAULT: {
    own: -9,
    modes: {
      abduct: -8.5,
      beat: -7.5,
      torture: -8.5,
      sexual: -8.5,
      targeted: -9.5,
      destroy: -8.5,
      primitive: -8,
      firearms: -9,
      explosives: -9,
      'suicide-attack': -9.5,
      aerial: -9.5,
      drone: -9.5,
      'heavy-weapons': -9.5,
      'crowd-control': -7.5,
      unconventional: -10,
    },
  },
}

/** PLOVER score of an event: of its first mode that has one, else of its type. */
export function scoreOf(type: EventType, modes: readonly string[]): number {
  for (const mode of modes) {
    const value = SCORES[type].modes[mode]
    if (value !== undefined) return value
  }
  return SCORES[type].own
}

/** True when PLOVER has the mode for the type. */
export function hasMode(type: EventType, mode: string): boolean {
  return SCORES[type].modes[mode] !== undefined || (type === 'PROTEST' && mode === 'vandalize')
}

/** The CAMEO code of a type where the words say no more. */
export const ROOT_CODE: { [type in EventType]: string } = {
  AGREE: '030',
  CONSULT: '040',
  SUPPORT: '050',
  CONCEDE: '080',
  COOPERATE: '060',
  AID: '070',
  RETREAT: '084',
  REQUEST: '100',
  ACCUSE: '110',
  REJECT: '120',
  THREATEN: '130',
  PROTEST: '140',
  MOBILIZE: '150',
  SANCTION: '160',
  COERCE: '170',
  ASSAULT: '190',
}
