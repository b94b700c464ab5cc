import type { EventType } from '../record.ts'

/** The fifteen roots of the marked sets: CONCEDE and RETREAT are one class there. */
export type MarkedRoot = Exclude<EventType, 'CONCEDE' | 'RETREAT'> | 'YIELD'

/** What the model chooses between: a PLOVER type with its mode, and what the marked sets call it. */
export interface Sense {
  /** Stable name, "TYPE" or "TYPE/detail". */
  name: string
  type: EventType
  /** PLOVER mode; null where the type has none or the words leave it open. */
  mode: string | null
  cameo: string
  marked: MarkedRoot
}

const sense = (name: string, cameo: string, mode: string | null = null, marked?: MarkedRoot): Sense => {
  const type = name.split('/')[0] as EventType
  const root: MarkedRoot = type === 'CONCEDE' || type === 'RETREAT' ? 'YIELD' : type
  return { name, type, mode, cameo, marked: marked ?? root }
}
const modes = (type: EventType, table: Record<string, string>): Sense[] =>
  Object.entries(table).map(([mode, cameo]) => sense(`${type}/${mode}`, cameo, mode))

/**
 * Every sense, in the order of the model's columns. The fourth argument is the table of the marked sets' conventions (contract, "Conventions of the
 * marked sets") over the codebook's answer: a verdict is ACCUSE; imposing sanctions is COERCE and a cyber attack ASSAULT, as the draft of 2021 had them.
 */
export const SENSES: readonly Sense[] = [
  sense('AGREE', '030'),
  sense('AGREE/yield', '035'),
  sense('AGREE/meet', '036'),
  sense('AGREE/aid', '033'),
  sense('CONSULT', '040'),
  ...modes('CONSULT', { visit: '042', phone: '041', 'third-party': '045' }),
  sense('SUPPORT', '051'),
  sense('SUPPORT/sign', '057'),
  sense('SUPPORT/ties', '054'),
  sense('COOPERATE', '060'),
  sense('COOPERATE/military', '062'),
  sense('COOPERATE/intelligence', '064'),
  sense('AID', '070'),
  sense('AID/military', '072'),
  sense('AID/peacekeep', '074'),
  sense('AID/asylum', '075'),
  sense('CONCEDE', '080'),
  ...modes('RETREAT', {
    withdraw: '0874',
    release: '0841',
    disarm: '0873',
    ceasefire: '0871',
    access: '0863',
    resign: '0831',
  }),
  sense('REQUEST', '020'),
  ...modes('REQUEST', { assist: '023', yield: '025', meet: '027' }),
  ...modes('ACCUSE', { disapprove: '111', allege: '112', investigate: '090' }),
  sense('REJECT', '120'),
  ...modes('REJECT', { assist: '122', change: '123', yield: '124', meet: '125' }),
  sense('THREATEN', '130'),
  ...modes('THREATEN', { restrict: '132', relations: '1312', expel: '132', arrest: '137', violence: '138' }),
  sense('PROTEST', '140'),
  ...modes('PROTEST', { demo: '141', riot: '145', strike: '143', hunger: '142', boycott: '143', obstruct: '144' }),
  sense('SANCTION/impose', '163', 'discontinue', 'COERCE'),
  ...modes('SANCTION', { discontinue: '162', expel: '166', withdraw: '166' }),
  sense('SANCTION/convict', '116', 'convict', 'ACCUSE'),
  ...modes('MOBILIZE', { troops: '153', weapons: '150', police: '151', militia: '155' }),
  ...modes('COERCE', {
    arrest: '173',
    deport: '174',
    restrict: '172',
    censor: '172',
    curfew: '1723',
    'martial-law': '1724',
    seize: '171',
    withhold: '170',
    misinformation: '170',
  }),
  sense('COERCE/cyber', '176', 'cyber', 'ASSAULT'),
  sense('ASSAULT', '190'),
  ...modes('ASSAULT', {
    abduct: '181',
    beat: '182',
    torture: '1822',
    sexual: '1821',
    targeted: '186',
    destroy: '1712',
    firearms: '193',
    explosives: '183',
    'suicide-attack': '1831',
    aerial: '195',
    drone: '195',
    'heavy-weapons': '194',
    'crowd-control': '175',
    unconventional: '204',
  }),
]

/** The marked roots in a fixed order. */
export const MARKED_ROOTS: readonly MarkedRoot[] = [...new Set(SENSES.map((s) => s.marked))]
