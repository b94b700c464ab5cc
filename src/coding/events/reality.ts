import type { Clause } from '../clause.ts'
import { REPORTING } from '../clauses/words.ts'
import type { EventType, Status } from '../record.ts'
import type { Candidate } from '../rules/match.ts'

/** What the words say of an event's reality, before its date is known. */
export type Reality = Exclude<Status, 'historical'>

/** Modals under which a thing is announced, planned or expected. */
const COMING: ReadonlySet<string> = new Set(
  'be to|expect|schedule|plan|intend|due|set|prepare|slate|poise|ready|willing|prepared|planned|expected|scheduled|forthcoming|upcoming|future|impending|intended|prospective|announce|invite|agree|promise|pledge|arrange|vow|undertake|commit|hope|will|await|anticipate|look|offer|approve|authorize|authorise'.split(
    '|',
  ),
)

/** Under these the thing itself is done or is being done. */
const DONE: ReadonlySet<string> = new Set(
  'decide|choose|opt|vote|resolve|order|move|deign|act|help|use|send|allow|let|permit|enable|deserve|threaten by|be'.split(
    '|',
  ),
)

/** Movement whose purpose clause is part of the act: "arrived to attend the talks". */
const ARRIVING: ReadonlySet<string> = new Set(
  'arrive|come|fly|travel|visit|go|return|head|stop|gather|convene|assemble|meet|sit'.split('|'),
)

/** Reads the reality of an event from the clause of its trigger. */
export function realityOf(candidate: Candidate, clauses: readonly Clause[]): Reality {
  const { clause, rule } = candidate
  if (rule.status && rule.status !== 'historical') return rule.status
  if (clause.negated) return 'negated'
  if (clause.conditional) return 'hypothetical'
  if (isAlleged(clause)) return 'hypothetical'
  return modalReality(clause, rule.event, clauses)
}

/** Adverbs under which a clause tells of no single happening that is a fact. */
const ALLEGING: ReadonlySet<string> = new Set([
  'allegedly',
  'supposedly',
  'purportedly',
  'almost',
  'nearly',
  'usually',
  'often',
  'always',
  'normally',
  'generally',
  'typically',
  'theoretically',
])

function isAlleged(clause: Clause): boolean {
  return clause.sentence.tokens.some(
    (token) => token.head === clause.head && token.deprel === 'advmod' && ALLEGING.has(token.form.toLowerCase()),
  )
}

function modalReality(clause: Clause, type: EventType, clauses: readonly Clause[]): Reality {
  const { modal } = clause
  if (modal === null) return clause.tense === 'future' ? 'future' : 'actual'
  const word = modal.endsWith(' to') && modal !== 'be to' ? modal.slice(0, -3) : modal
  if (modal === 'in order to') {
    const above = clause.parent ? clauses[clause.parent.clause] : undefined
    // "took to the streets to protest": whoever goes out to protest does
    if (above?.kind === 'verb' && (type === 'PROTEST' || (ARRIVING.has(above.lemma) && type === 'CONSULT')))
      return modalReality(above, type, clauses)
    return 'hypothetical'
  }
  if (DONE.has(word)) return clause.tense === 'future' ? 'future' : 'actual'
  if ((word === 'try' || word === 'attempt') && type === 'ASSAULT') return 'actual'
  if (COMING.has(word)) return 'future'
  // a noun that someone merely talks about, approves of or denies
  return 'hypothetical'
}

/** A clause of saying over another one: who says it, and whether it is denied. */
export interface Attribution {
  clause: Clause
  denied: boolean
}

const DENYING: ReadonlySet<string> = new Set(['deny', 'dispute', 'refute', 'reject', 'disavow'])

/** The nearest clause of saying whose content a clause is part of; null when the article tells it itself. */
export function attributionOf(clause: Clause, clauses: readonly Clause[]): Attribution | null {
  let at = clause
  for (let steps = 0; steps < 12; steps++) {
    const spoken = at.complements.find(
      (link) =>
        link.relation === 'parataxis' && isSaying(clauses[link.clause]!) && clauses[link.clause]!.agents.length > 0,
    )
    if (spoken && !clauses[spoken.clause]!.complements.some((link) => link.relation === 'ccomp'))
      return { clause: clauses[spoken.clause]!, denied: false }
    const { parent } = at
    if (!parent) return null
    const above = clauses[parent.clause]!
    if (
      parent.relation === 'ccomp' ||
      parent.relation === 'parataxis' ||
      (parent.relation === 'xcomp' && DENYING.has(above.lemma)) ||
      (parent.relation === 'xcomp' && above.lemma === 'claim')
    ) {
      if (DENYING.has(above.lemma)) return { clause: above, denied: true }
      if (isSaying(above)) return { clause: above, denied: false }
    }
    if (parent.relation === 'acl' && above.kind === 'noun' && parent.marker === 'that')
      return { clause: above, denied: false }
    if (parent.relation === 'obj' && DENYING.has(above.lemma)) return { clause: above, denied: true }
    at = above
  }
  return null
}

function isSaying(clause: Clause): boolean {
  return clause.kind === 'verb' && REPORTING.has(clause.lemma.replace(' ', '_'))
}
