import type { Entity } from '../../ground/index.ts'
import type { Sentence } from '../../parse/index.ts'
import type { Clause } from '../clause.ts'
import type { Act } from './compose.ts'
import { isOfForce } from './parties-fit.ts'
import { waysTold } from './weapons.ts'

/** Words that show in what way people met, as PLOVER's modes of CONSULT have it. A visit is told by its verb. */
const SHOWN: { readonly [mode: string]: RegExp } = {
  phone: /^(?:(?:tele)?phon(?:e|es|ed|ing)|call(?:s|ed)?|rang|ring|hotline|video|videoconference|line|wire)$/i,
  'third-party':
    /^(?:mediat\w+|broker\w*|facilitat\w+|intermediar\w+|go-between|offices|reconcil\w+|arbitrat\w+|conciliat\w+|shuttle|guarantors?|sponsor\w*|auspices|proximity|chair(?:s|ed|ing)?|presid(?:e|ed|ing))$/i,
  multilateral:
    /^(?:summits?|conferences?|forums?|multilateral|trilateral|quadrilateral|six-party|four-party|five-party|round-?table|assembl(?:y|ies)|councils?|congress|sessions?|group|quartet|troika|g-?\d+|members?|nations|countries|states|allies|alliance|bloc|leaders|ministers|parties|delegates|delegations|union|commonwealth)$/i,
}

/** How many sides make a meeting one of many. */
const MANY = 3

/** Whether the words of a sentence, or the number of `sides` in it, show this mode of a meeting. True for modes that need no showing. */
function showsWayOfMeeting(mode: string, { tokens }: Sentence, sides: number): boolean {
  const words = SHOWN[mode]
  if (!words || (mode === 'multilateral' && sides >= MANY)) return true
  return tokens.some(({ form }) => words.test(form))
}

/** An act with no mode but one that its words show: `ownWords` are those of the rule that found it, whose word for it is good. */
export function withToldWay(
  act: Act,
  ownWords: readonly string[],
  { sentence, head }: Clause,
  actors: readonly Entity[],
  recipients: readonly Entity[],
): Act {
  const [mode] = act.mode
  if (act.type === 'ASSAULT') {
    // "killed" alone tells no weapon, however the killed of other stories died
    const told = mode !== undefined && ownWords.includes(mode) ? [mode] : waysTold(sentence, head)
    const way = mode !== undefined && told.includes(mode) ? mode : told[0]
    // a crowd is held back by police; those who overwhelm them do something else
    const isFit = way !== 'crowd-control' || actors.length === 0 || actors.some(isOfForce)
    return { ...act, mode: way !== undefined && isFit ? [way] : [] }
  }
  if (act.type !== 'CONSULT' || mode === undefined || ownWords.includes(mode)) return act
  const sides = new Set([...actors, ...recipients].map((each) => each.country ?? each.code)).size
  return showsWayOfMeeting(mode, sentence, sides) ? act : { ...act, mode: [] }
}
