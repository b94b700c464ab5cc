import type { Clause } from '../clause.ts'
import { REPORTING } from '../clauses/words.ts'
import type { EventType, Status } from '../record.ts'
import type { Candidate } from '../rules/match.ts'

/**
 * What the words say of an event's reality, before its date is known. `imagined`: someone wants, fears, tries, is charged with or has reason to do it; nobody tells
 * that it happens or may happen, and nothing is coded.
 */
export type Reality = Exclude<Status, 'historical'> | 'imagined'

const words = (text: string): ReadonlySet<string> => new Set(text.split('|'))

/** Modals under which a thing is announced, planned or expected. */
const COMING = words(
  'be to|expect|schedule|plan|intend|due|set|prepare|slate|poise|ready|willing|prepared|planned|expected|scheduled|forthcoming|upcoming|future|impending|intended|prospective|announce|invite|invitation|agree|agreement|promise|pledge|commitment|arrange|arrangement|vow|undertake|commit|hope|will|await|anticipate|look|offer|approve|authorize|authorise|intention|readiness|willingness|determined|eager|keen',
)

/** Under these the thing itself is done or is being done. */
const DONE = words(
  'decide|decision|choose|opt|vote|resolve|order|move|deign|act|help|use|send|allow|let|permit|enable|deserve|threaten by|be|see|watch|hear|show|find|picture|film|photograph|catch|know|report|limit|confine|restrict|resort|turn|take',
)

/** Modals of a thing that may happen: it is told as possible. */
const POSSIBLE = words('may|might|could|would|consider|contemplate|mull|weigh|threaten')

/** Trying: a demand, a mediation or an attack is made by being tried. */
const TRYING = words('try|attempt|seek|effort|bid|work|struggle|strive|endeavour|endeavor|push')
const MEDIATING = words('mediate|broker|arbitrate|reconcile|intercede|conciliate|mediation')

/** Movement whose purpose clause is part of the act: "arrived to attend the talks". */
const ARRIVING = words(
  'arrive|come|fly|travel|visit|go|return|stop|gather|convene|assemble|meet|sit|step|cross|land|be',
)

/** Setting out: what it is for is still to come. */
const LEAVING = words('leave|depart|set off|set out|head|be due|due|embark|start')

/** Force that is used at once for what it is for: "fired tear gas to disperse them". */
const STRIKING = words(
  'fly|fire|use|storm|raid|enter|move|move in|attack|strike|drop|launch|cross|intervene|open|shoot|charge|advance|step in|swoop|break|wield|throw|hurl',
)

/** Sending and giving whose purpose is the help itself. */
const PROVIDING = words(
  'send|sail|fly|dispatch|deploy|ship|arrive|come|rush|go|travel|provide|give|pour|donate|deliver|join|airlift|lend|grant|supply|allocate|release|contribute',
)

/** Having, needing and lacking: what it is for is not done. */
const HAVING = words('have|need|require|lack|take|want|be|possess|seek|leave|depart|set off|set out|head|create|form')

/** What is said or shown to someone. */
const SPOKEN: ReadonlySet<EventType> = new Set(['REQUEST', 'ACCUSE', 'REJECT', 'THREATEN', 'PROTEST'])
const FORCE: ReadonlySet<EventType> = new Set(['ASSAULT', 'COERCE', 'MOBILIZE'])

/** Reads the reality of an event from the clause of its trigger. */
export function realityOf(candidate: Candidate, clauses: readonly Clause[]): Reality {
  const { clause, rule } = candidate
  if (rule.status && rule.status !== 'historical') return rule.status
  // the learned voice reads the negation with the word: "will not hear of it" is the refusal
  if (clause.negated)
    return candidate.chance !== undefined && rule.event === 'REJECT' && !REFUSING.has(clause.lemma)
      ? 'actual'
      : 'negated'
  if (candidate.chance === undefined && isDenied(candidate, clauses)) return 'negated'
  if (clause.conditional || isUnderCondition(clause, clauses)) return 'hypothetical'
  if (isAlleged(clause) || isNotYet(clause, clauses)) return 'imagined'
  return modalReality(clause, rule.event, clauses)
}

/** What is good to have promised. */
const GOOD: ReadonlySet<EventType> = new Set(['CONSULT', 'SUPPORT', 'COOPERATE', 'AID', 'CONCEDE', 'RETREAT'])

const NOBODY = /^(?:nobody|no-one|none|nothing)$/i

/**
 * What is denied elsewhere than at the verb: "no longer recognises", "demanded no apology", "apologised to nobody"; "vowed that it would not negotiate" and "decided
 * against meeting", where the good thing promised is not to be done.
 */
function isDenied({ clause, rule, content }: Candidate, clauses: readonly Clause[]): boolean {
  const { tokens } = clause.sentence
  const ended = tokens.some(
    (token, at) => token.head === clause.head && token.form === 'longer' && tokens[at - 1]?.form.toLowerCase() === 'no',
  )
  if (ended) return true
  const patients = clause.patients.filter((each) => each.via === 'syntax').map((each) => each.token)
  const spokenTo = clause.obliques.filter((each) => each.preposition === 'to' && each.participant.via === 'syntax')
  const touched = [...patients, ...spokenTo.map((each) => each.participant.token)]
  if (touched.some((token) => NOBODY.test(tokens[token]!.form))) return true
  const none = tokens.some(
    (token) => token.deprel === 'det' && token.form.toLowerCase() === 'no' && patients.includes(token.head),
  )
  if (none) return true
  if (rule.event !== 'AGREE' || !content?.candidate || !GOOD.has(content.candidate.rule.event)) return false
  const promised = content.clause
  return promised.negated || (promised.parent?.marker === 'against' && clauses[promised.parent.clause] === clause)
}

/** "unless it gave up arms and recognised Israel": the condition holds for both. */
function isUnderCondition(clause: Clause, clauses: readonly Clause[]): boolean {
  if (clause.parent?.relation !== 'conj') return false
  const above = clauses[clause.parent.clause]!
  return above.conditional && above.agents.some((one) => clause.agents.some((own) => own.token === one.token))
}

const REFUSING = words('reject|refuse|deny|decline|veto|oppose|dismiss|cancel|spurn|rebuff|block|rule out|turn down')

/** Adverbs under which a clause tells of no single happening that is a fact. */
const ALLEGING = words(
  'allegedly|supposedly|purportedly|almost|nearly|usually|often|always|normally|generally|typically|theoretically',
)

function isAlleged(clause: Clause): boolean {
  return clause.sentence.tokens.some(
    (token) => token.head === clause.head && token.deprel === 'advmod' && ALLEGING.has(token.form.toLowerCase()),
  )
}

/** "sanctions must go before talks can begin": nobody says that they will. */
function isNotYet(clause: Clause, clauses: readonly Clause[]): boolean {
  const carrier = clause.kind === 'noun' && clause.parent?.relation === 'subj' ? clauses[clause.parent.clause]! : clause
  return carrier.parent?.marker === 'before' && /^(?:can|could|may|might|would)$/.test(carrier.modal ?? '')
}

function modalReality(clause: Clause, type: EventType, clauses: readonly Clause[]): Reality {
  const { modal } = clause
  if (modal === null) return clause.tense === 'future' ? 'future' : 'actual'
  const word = modal.endsWith(' to') && modal !== 'be to' && modal !== 'in order to' ? modal.slice(0, -3) : modal
  const first = firstTo(clause, clauses)
  if (first) return first.tense === 'future' || first.modal === 'be to' ? 'future' : 'actual'
  if (modal === 'in order to') return purposeReality(clause, type, clauses)
  if (DONE.has(word)) return clause.tense === 'future' ? 'future' : 'actual'
  const madeByTrying =
    (TRYING.has(word) && (type === 'REQUEST' || (type === 'CONSULT' && MEDIATING.has(clause.lemma)))) ||
    (type === 'ASSAULT' && /^(try|attempt)$/.test(word))
  if (madeByTrying) return clause.tense === 'future' ? 'imagined' : 'actual'
  if (COMING.has(word)) return 'future'
  if (FAILING.has(word)) return 'negated'
  if (POSSIBLE.has(word)) return 'hypothetical'
  // what someone wants, fears, is charged with or speaks about
  return 'imagined'
}

const FAILING = words('failure|fail|inability|unable|forget|neglect|omit|stop short')

/** "became the only state to sign": the clause of becoming, whose tense says when it was done; null for other infinitives (mood.ts reads "the first to visit"). */
function firstTo(clause: Clause, clauses: readonly Clause[]): Clause | null {
  const carrier = clause.light !== undefined ? clauses[clause.light]! : clause
  const above = carrier.parent ? clauses[carrier.parent.clause]! : null
  return above?.lemma === 'become' ? above : null
}

/** "flew in to sign a treaty", "fired to disperse them", "rallied to demand": whether what was done for it makes it happen. */
function purposeReality(clause: Clause, type: EventType, clauses: readonly Clause[]): Reality {
  const carrier = clause.light !== undefined ? clauses[clause.light]! : clause
  const above = carrier.parent ? clauses[carrier.parent.clause] : undefined
  if (above?.kind !== 'verb' || above.negated || above.conditional) return 'imagined'
  const over: Reality = above.modal === 'in order to' ? 'imagined' : modalReality(above, type, clauses)
  const { lemma } = above
  if (type === 'PROTEST') return over
  if (type === 'CONSULT') {
    if (LEAVING.has(lemma)) return over === 'actual' || over === 'future' ? 'future' : 'imagined'
    return ARRIVING.has(lemma) ? over : 'imagined'
  }
  if (over !== 'actual') return 'imagined'
  if (SPOKEN.has(type)) return HAVING.has(lemma) ? 'imagined' : over
  if (FORCE.has(type)) return STRIKING.has(lemma) ? over : 'imagined'
  if (type === 'AID') return PROVIDING.has(lemma) ? over : 'imagined'
  if (type === 'SUPPORT' || type === 'COOPERATE') {
    if (LEAVING.has(lemma)) return 'future'
    return ARRIVING.has(lemma) || SHOWING.has(lemma) ? over : 'imagined'
  }
  return 'imagined'
}

/** Acts that are done to say something. */
const SHOWING = words('write|call|phone|telephone|speak|use|rally|issue|appear|stand|join|ring|cable')

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
    // "said the envoy, whom Kigali expelled in May, was safe": what is told by the way is the writer's
    if (parent.relation === 'relcl') return null
    if (
      parent.relation === 'ccomp' ||
      parent.relation === 'parataxis' ||
      (parent.relation === 'xcomp' && DENYING.has(above.lemma)) ||
      (parent.relation === 'xcomp' && above.lemma === 'claim')
    ) {
      if (DENYING.has(above.lemma)) return { clause: above, denied: true }
      if (isSaying(above)) return { clause: above, denied: false }
    }
    // "He said prices would fall, and both countries will make efforts": what goes on behind is still said by him
    const goesOn = at.tense === 'future' || at.modal === 'would' || at.modal === 'should'
    if (parent.relation === 'conj' && goesOn && at.agents.length > 0 && isSaying(above) && hasContent(above))
      return { clause: above, denied: false }
    if (parent.relation === 'acl' && above.kind === 'noun' && parent.marker === 'that')
      return { clause: above, denied: false }
    if (parent.relation === 'obj' && DENYING.has(above.lemma)) return { clause: above, denied: true }
    at = above
  }
  return null
}

const hasContent = (clause: Clause): boolean => clause.complements.some(({ relation }) => relation === 'ccomp')

function isSaying(clause: Clause): boolean {
  return clause.kind === 'verb' && REPORTING.has(clause.lemma.replace(' ', '_'))
}
