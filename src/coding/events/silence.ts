import type { Sentence } from '../../parse/index.ts'
import type { Clause } from '../clause.ts'
import type { EventType } from '../record.ts'

/** Contexts that hold no events: sport, markets, weather, the arts. Their names in `contexts.tsv` start with a minus. */
const SILENT = ['-sport', '-market', '-weather', '-arts']

/** True for a sentence of a matter without events: two of its words stand in the sentence, or one in an article full of them. */
export function isWithoutEvents(
  sentence: ReadonlyMap<string, number>,
  article: ReadonlyMap<string, number>,
  sentences: number,
): boolean {
  return SILENT.some((matter) => {
    const here = sentence.get(matter) ?? 0
    const all = article.get(matter) ?? 0
    return here >= 2 || (here === 1 && all >= 3 && all * 2 >= sentences) || (all >= 6 && all >= sentences * 0.8)
  })
}

/** True for a question: nothing in it is told. */
export function isQuestion(sentence: Sentence): boolean {
  for (let at = sentence.tokens.length - 1; at >= 0; at--) {
    const { form, upos } = sentence.tokens[at]!
    if (form === '?') return true
    if (upos !== 'PUNCT') return false
  }
  return false
}

const MISHAP =
  /^(accidents?|crash(es)?|mishaps?|collisions?|derailments?|hurricanes?|cyclones?|typhoons?|storms?|tornado(es)?|earthquakes?|quakes?|tsunamis?|floods?|flooding|landslides?|mudslides?|avalanches?|blizzards?|wildfires?|blazes?|fires?|stampedes?|eruptions?|epidemics?|outbreaks?|viruse?s?|droughts?|lightning|heatwaves?)$/i
const BURST = /^(explosions?|blasts?)$/i
const PLANT = /^(mines?|coal|gas|factory|plant|boiler|colliery|pit|methane|pipeline|refinery|fireworks)$/i
const WEAPON =
  /^(bomb\w*|grenades?|rockets?|missiles?|mortars?|shell\w*|gun\w*|attack\w*|militants?|rebels?|suicide|terror\w*|shot|airstrikes?|raids?|arson\w*|ceasefire|truce|opened|exchange\w*|friendly|enemy)$/i

/** Harm done by weather, accident or illness is nobody's deed: the words of a mishap fill a participant, the clause above or the subject, and no weapon is named. */
export function isMishap(type: EventType, clause: Clause, clauses: readonly Clause[]): boolean {
  if (type !== 'ASSAULT' && type !== 'COERCE') return false
  const { tokens } = clause.sentence
  if (tokens.some((token) => WEAPON.test(token.form))) return false
  const above = clause.parent ? clauses[clause.parent.clause] : undefined
  const heads = [
    ...clause.agents.map((each) => each.token),
    ...clause.obliques
      .filter((each) => ['in', 'by', 'from', 'after', 'during'].includes(each.preposition ?? ''))
      .map((each) => each.participant.token),
    ...(above ? [above.head, ...above.agents.map((each) => each.token)] : []),
    clause.head,
  ]
  return heads.some((head) => {
    const { form } = tokens[head]!
    if (BURST.test(form)) return tokens.slice(Math.max(0, head - 3), head).some((token) => PLANT.test(token.form))
    return MISHAP.test(form)
  })
}

const RAISED = /^(?:raise|discuss|mention|bring up|recall|debate)$/

/** Force as a matter of talk: who "raised the murder of a dissident" committed none. */
export function isSpokenOf(type: EventType, clause: Clause, clauses: readonly Clause[]): boolean {
  if ((type !== 'ASSAULT' && type !== 'COERCE') || clause.kind !== 'noun') return false
  const carrier = clauses[clause.light ?? clause.parent?.clause ?? -1]
  return carrier?.kind === 'verb' && RAISED.test(carrier.lemma)
}

const THING =
  /^(constitution|study|studies|theory|theories|survey|surveys|poll|polls|data|figures|statistics|research|results?|book|novel|film|movie|exhibition|tests?|experiments?)$/i

/** True when papers, findings or works alone do it: they act on nobody. */
export function isByThings(clause: Clause): boolean {
  return clause.agents.length > 0 && clause.agents.every((each) => THING.test(clause.sentence.tokens[each.token]!.form))
}
