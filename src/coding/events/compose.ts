import type { EventType } from '../record.ts'

/** An act spoken of: what it would be coded as if it happened. */
export interface Act {
  type: EventType
  cameo: string
  mode: string[]
}

/** The code and mode of speaking about an act. */
export interface Composed {
  cameo: string
  mode: string[]
}

/**
 * The CAMEO code and PLOVER mode of agreeing to, asking for, refusing or threatening an act ("asked for food aid" is 1033, `assist`). `act` is null
 * where the words do not say which act.
 */
export function composed(type: EventType, act: Act | null): Composed {
  if (type === 'AGREE') return { cameo: agreed(act), mode: [] }
  if (type === 'REQUEST') return asked(act)
  if (type === 'REJECT') return refused(act)
  if (type === 'THREATEN') return threatened(act)
  if (type === 'ACCUSE') return alleged(act)
  return { cameo: '', mode: [] }
}

const AID_DIGIT: { [cameo: string]: string } = { '071': '1', '072': '2', '073': '3', '074': '4' }
const COOPERATION_DIGIT: { [cameo: string]: string } = { '061': '1', '062': '2', '063': '3', '064': '4' }

/** Last digit of 035x, 105x and 124x for a concession of this kind. */
function yieldingDigit(cameo: string): string {
  if (cameo.startsWith('0841') || cameo.startsWith('0842') || cameo === '084') return '3'
  if (cameo.startsWith('085')) return '4'
  if (cameo.startsWith('086')) return '5'
  if (cameo.startsWith('087')) return '6'
  if (cameo.startsWith('081')) return '1'
  if (cameo.startsWith('082')) return '2'
  return ''
}

function agreed(act: Act | null): string {
  if (!act) return '030'
  if (act.type === 'CONSULT') return act.cameo === '045' ? '039' : '036'
  if (act.type === 'SUPPORT') return act.cameo === '057' ? '030' : '032'
  if (act.type === 'COOPERATE') return `031${COOPERATION_DIGIT[act.cameo] ?? ''}`
  if (act.type === 'AID') return `033${AID_DIGIT[act.cameo] ?? ''}`
  if (act.type === 'CONCEDE' && act.cameo.startsWith('083')) return '034'
  if (act.type === 'RETREAT' || act.type === 'CONCEDE') return `035${yieldingDigit(act.cameo)}`
  if (act.type === 'AGREE') return act.cameo
  return '030'
}

function asked(act: Act | null): Composed {
  if (!act) return { cameo: '100', mode: [] }
  if (act.type === 'CONSULT') return { cameo: act.cameo === '045' ? '108' : '106', mode: ['meet'] }
  if (act.type === 'SUPPORT')
    return act.cameo === '057' ? { cameo: '107', mode: ['meet'] } : { cameo: '102', mode: ['assist'] }
  if (act.type === 'COOPERATE') return { cameo: `101${COOPERATION_DIGIT[act.cameo] ?? ''}`, mode: ['assist'] }
  if (act.type === 'AID') return { cameo: `103${AID_DIGIT[act.cameo] ?? ''}`, mode: ['assist'] }
  if (act.type === 'RETREAT' && act.mode.includes('resign')) return { cameo: '1041', mode: ['change'] }
  if (act.type === 'CONCEDE' && act.cameo.startsWith('083')) return { cameo: '104', mode: ['change'] }
  if (act.type === 'RETREAT' || act.type === 'CONCEDE')
    return { cameo: `105${yieldingDigit(act.cameo)}`, mode: ['yield'] }
  if (act.type === 'AGREE')
    return { cameo: act.cameo === '036' ? '106' : '102', mode: [act.cameo === '036' ? 'meet' : 'assist'] }
  if (act.type === 'SANCTION' || act.type === 'COERCE' || act.type === 'MOBILIZE' || act.type === 'ACCUSE')
    return { cameo: '102', mode: ['assist'] }
  return { cameo: '100', mode: [] }
}

function refused(act: Act | null): Composed {
  if (!act) return { cameo: '120', mode: [] }
  if (act.type === 'CONSULT') return { cameo: act.cameo === '045' ? '126' : '125', mode: ['meet'] }
  if (act.type === 'SUPPORT')
    return act.cameo === '057' ? { cameo: '127', mode: ['meet'] } : { cameo: '120', mode: ['assist'] }
  if (act.type === 'COOPERATE') return { cameo: `121${COOPERATION_DIGIT[act.cameo] ?? ''}`, mode: ['assist'] }
  if (act.type === 'AID') return { cameo: `122${AID_DIGIT[act.cameo] ?? ''}`, mode: ['assist'] }
  if (act.type === 'CONCEDE' && act.cameo.startsWith('083')) return { cameo: '123', mode: ['change'] }
  if (act.type === 'RETREAT' && act.mode.includes('resign')) return { cameo: '1231', mode: ['change'] }
  if (act.type === 'RETREAT' || act.type === 'CONCEDE') {
    const digit = yieldingDigit(act.cameo)
    return { cameo: `124${digit}`, mode: ['yield'] }
  }
  if (act.type === 'REQUEST')
    return {
      cameo: act.mode.includes('meet')
        ? '125'
        : act.mode.includes('assist')
          ? '122'
          : act.mode.includes('yield')
            ? '124'
            : '120',
      mode: act.mode,
    }
  if (act.type === 'AGREE')
    return act.cameo.startsWith('036') || act.cameo.startsWith('039')
      ? { cameo: '125', mode: ['meet'] }
      : { cameo: '120', mode: act.cameo.startsWith('033') || act.cameo.startsWith('031') ? ['assist'] : [] }
  return { cameo: '120', mode: [] }
}

function threatened(act: Act | null): Composed {
  if (!act) return { cameo: '130', mode: [] }
  if (act.type === 'ASSAULT') return { cameo: act.cameo.startsWith('204') ? '1385' : '1384', mode: ['violence'] }
  if (act.type === 'MOBILIZE') return { cameo: '138', mode: ['violence'] }
  if (act.type === 'COERCE') {
    if (act.mode.includes('arrest')) return { cameo: '132', mode: ['arrest'] }
    if (act.mode.includes('deport')) return { cameo: '136', mode: ['expel'] }
    if (act.cameo === '192') return { cameo: '1382', mode: ['territory'] }
    return { cameo: act.cameo === '191' ? '1381' : '132', mode: ['restrict'] }
  }
  if (act.type === 'SANCTION') {
    if (act.mode.includes('expel')) return { cameo: '136', mode: ['expel'] }
    if (act.cameo.startsWith('163')) return { cameo: '1312', mode: ['restrict'] }
    if (act.cameo.startsWith('162')) return { cameo: '1311', mode: ['relations'] }
    if (act.cameo.startsWith('164') || act.cameo.startsWith('165')) return { cameo: '134', mode: ['relations'] }
    if (act.mode.includes('convict')) return { cameo: '132', mode: ['arrest'] }
    return { cameo: '1313', mode: ['relations'] }
  }
  if (act.type === 'PROTEST') return { cameo: act.mode.includes('boycott') ? '1312' : '133', mode: ['relations'] }
  if (act.type === 'REJECT') return { cameo: '134', mode: ['relations'] }
  if (act.type === 'RETREAT') return { cameo: '134', mode: ['relations'] }
  return { cameo: '130', mode: [] }
}

function alleged(act: Act | null): Composed {
  if (!act) return { cameo: '112', mode: ['allege'] }
  if (act.type === 'ASSAULT') return { cameo: '1123', mode: ['allege'] }
  if (act.type === 'COERCE') return { cameo: '1122', mode: ['allege'] }
  return { cameo: '112', mode: ['allege'] }
}
