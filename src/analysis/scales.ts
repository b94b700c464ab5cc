import { EVENT_TYPES, type EventType, scoreOf } from '../coding/index.ts'

const MATERIAL = new Set<EventType>([
  'COOPERATE',
  'AID',
  'RETREAT',
  'PROTEST',
  'SANCTION',
  'MOBILIZE',
  'COERCE',
  'ASSAULT',
])

/** Whether a type is of words or of deeds (PLOVER's quads 1 and 3, and 2 and 4). */
export function lineOf(type: EventType): 'verbal' | 'material' {
  return MATERIAL.has(type) ? 'material' : 'verbal'
}

/** A user's own scores: by `TYPE`, `TYPE/mode` or CAMEO code; the most particular entry counts, and types that are not named keep PLOVER's. */
export type ScoreTable = { [key: string]: number }

/** What scores an event: PLOVER's scores, CAMEO's Goldstein values, or a table of one's own. */
export type Scale = 'plover' | 'goldstein' | ScoreTable

/** A happening as far as its score depends on it. */
interface Scored {
  type: EventType
  mode: string[]
  cameo: string
  goldstein: number
  score: number
}

/** Goldstein values of the types, for drawing a type that the coder may have meant: the value of its commonest CAMEO root. */
const GOLDSTEIN_OF_TYPE: { [type in EventType]: number } = {
  AGREE: 4,
  CONSULT: 1,
  SUPPORT: 3.5,
  CONCEDE: 5,
  COOPERATE: 6,
  AID: 7,
  RETREAT: 7,
  REQUEST: -2,
  ACCUSE: -2,
  REJECT: -4,
  THREATEN: -6,
  PROTEST: -6.5,
  SANCTION: -4,
  MOBILIZE: -7.2,
  COERCE: -7,
  ASSAULT: -10,
}

/** Score of a happening on a scale, −10 to 10. */
export function scoreOn(scale: Scale, happening: Scored): number {
  if (scale === 'plover') return happening.score
  if (scale === 'goldstein') return happening.goldstein
  for (const mode of happening.mode) {
    const own = scale[`${happening.type}/${mode}`]
    if (own !== undefined) return own
  }
  return scale[happening.cameo] ?? scale[happening.type] ?? happening.score
}

/** Score of a type of which nothing more is known, for each of `EVENT_TYPES`. */
export function typeScores(scale: Scale): Float64Array {
  return Float64Array.from(EVENT_TYPES, (type) => {
    if (scale === 'goldstein') return GOLDSTEIN_OF_TYPE[type]
    const plover = scoreOf(type, [])
    return scale === 'plover' ? plover : (scale[type] ?? plover)
  })
}

/** A mistake in a score table of the user's own: what was seen and what was expected. */
export class ScaleError extends Error {
  readonly code = 'analysis/bad-scale'
}

/** Reads a score table: JSON `{"ASSAULT": -10, "CONSULT/visit": 5, "057": 8}`. Throws `ScaleError` where a key or a value is none. */
export function readScoreTable(text: string): ScoreTable {
  let table: unknown
  try {
    table = JSON.parse(text)
  } catch (error) {
    throw new ScaleError(
      `The score table is no JSON (${error instanceof Error ? error.message : String(error)}). Write {"ASSAULT": -10, "CONSULT/visit": 5}.`,
    )
  }
  if (typeof table !== 'object' || table === null || Array.isArray(table))
    throw new ScaleError('The score table must be one JSON object, like {"ASSAULT": -10, "CONSULT/visit": 5}.')
  for (const [key, value] of Object.entries(table)) {
    const type = key.split('/')[0] as EventType
    if (!/^\d{2,4}$/.test(key) && !EVENT_TYPES.includes(type))
      throw new ScaleError(`"${key}" is no PLOVER type, type/mode or CAMEO code. Types are ${EVENT_TYPES.join(', ')}.`)
    if (typeof value !== 'number' || !(value >= -10 && value <= 10))
      throw new ScaleError(`The score of "${key}" must be a number from −10 to 10, not ${JSON.stringify(value)}.`)
  }
  return table as ScoreTable
}
