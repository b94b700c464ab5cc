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

const ONE_S_OWN =
  /^(?:action|actions|measures?|steps?|consequences?|retaliation|reprisals?|response|sanctions?|strikes?|protests?|force|war|intervention|penalt(?:y|ies)|punishment|boycotts?|arrests?|withdrawal|cuts?|revenge|attacks?)$/i

/** "warned of a famine", "warned of growing violence": of what others or nobody will do, and nothing is threatened. */
function isForecast({ lemma, obliques, sentence, kind }: Clause): boolean {
  if (kind !== 'verb' || !/^(?:warn|caution)$/.test(lemma)) return false
  const feared = obliques.filter(({ preposition }) => preposition === 'of' || preposition === 'about')
  return (
    feared.length > 0 && !feared.some(({ participant }) => ONE_S_OWN.test(sentence.tokens[participant.token]!.form))
  )
}

const RAISED = /^(?:raise|discuss|mention|bring up|recall|debate|speak|talk)$/

/**
 * True where the words are those of an act and no act is told: force as a matter of talk (who "raised the murder of a dissident" committed none), trade as a figure of
 * statistics, a word to one's own people, an exchange of things instead of words, a passenger who boards, the flight of one who lost office, a spokesman who will not
 * comment, an airline that cancels flights, an alliance recalled at dinner, people targeted for help, a crackdown on speeding.
 */
export function isNoDeed(type: EventType, clause: Clause, clauses: readonly Clause[]): boolean {
  if (type === 'COOPERATE' || type === 'AID') return isFigure(clause)
  if (type === 'REQUEST' || type === 'THREATEN')
    return isToOwn(clause) || isPressingAhead(clause) || (type === 'THREATEN' && isForecast(clause))
  if (type === 'CONSULT')
    return (
      isForOneself(clause, clauses) ||
      (clause.kind === 'noun' ? isOfThings(clause) || isCrowd(clause) : isFlight(clause, clauses) || isOfKin(clause))
    )
  if (type === 'REJECT') return isNoComment(clause, clauses) || isNoObstacle(clause) || isNeither(clause)
  if (type === 'AGREE') return isOpinion(clause, clauses)
  if (type === 'SANCTION' && clause.kind === 'verb') return isOfCarrier(clause) || isRemembered(clause)
  if (type === 'ASSAULT' && clause.lemma === 'target') return isForBenefit(clause, clauses)
  if (type === 'ASSAULT' && (isOnVice(clause) || isShock(clause))) return true
  if (type === 'COERCE' && clause.lemma === 'board') return isPassenger(clause)
  if ((type !== 'ASSAULT' && type !== 'COERCE' && type !== 'SANCTION') || clause.kind !== 'noun') return false
  const carrier = clauses[clause.light ?? clause.parent?.clause ?? -1]
  return carrier?.kind === 'verb' && RAISED.test(carrier.lemma)
}

const OUGHT = /^(?:should|must|ought to|need to|have to)$/
const CONCURRING = /^(?:agree|concur)$/

/** "agreed that the Lebanese should be left alone": of one mind on what others ought to do, and nothing is promised. */
function isOpinion(clause: Clause, clauses: readonly Clause[]): boolean {
  if (!CONCURRING.test(clause.lemma) || clause.kind !== 'verb') return false
  return clause.complements.some((link) => {
    const held = clauses[link.clause]!
    if (link.relation !== 'ccomp' || !OUGHT.test(held.modal ?? '')) return false
    const own = new Set(clause.agents.map((each) => each.token))
    const { tokens } = clause.sentence
    return held.agents.every(
      ({ token }) => !own.has(token) && !/^(?:they|both|we|sides?|countries|two)$/i.test(tokens[token]!.form),
    )
  })
}

const DECLINING = /^(?:refuse|decline)$/
const COMMENTING = /^(?:comment|elaborate|speculate|specify|predict)$/
const TOLD = /^(?:details?|comments?|figures?|names?|reasons?|dates?|interviews?|explanations?|particulars)$/i
const TELLING = /^(?:give|provide|offer|release|make)$/

/** "declined to comment on the offer", "refused to give details of the talks": nobody is refused but the press. */
function isNoComment(clause: Clause, clauses: readonly Clause[]): boolean {
  if (!DECLINING.test(clause.lemma)) return false
  const aim = clause.complements.find((link) => link.relation === 'xcomp')
  if (!aim) return false
  const { head, lemma, patients, sentence } = clauses[aim.clause]!
  if (COMMENTING.test(lemma)) return true
  if (lemma === 'say') return /^(?:if|whether|wh\w+|how)$/i.test(sentence.tokens[head + 1]?.form ?? '')
  return TELLING.test(lemma) && patients.some((each) => TOLD.test(sentence.tokens[each.token]!.form))
}

/** "will not stand in the way of its entry": nothing is refused. */
function isNoObstacle(clause: Clause): boolean {
  return (
    clause.negated &&
    clause.lemma === 'stand' &&
    clause.obliques.some(
      ({ preposition, participant }) =>
        preposition === 'in' && clause.sentence.tokens[participant.token]!.form.toLowerCase() === 'way',
    )
  )
}

const KIN =
  /^(?:wife|husband|widow|mother|father|parents|daughters?|sons?|children|grandchildren|brothers?|sisters?|family|families|relatives|fianc[eé]e?|friends?)$/i

/** "met his wife in Vienna": no word between states. */
function isOfKin({ patients, obliques, sentence }: Clause): boolean {
  const met = [
    ...patients,
    ...obliques.filter(({ preposition }) => preposition === 'with').map((each) => each.participant),
  ]
  return met.length > 0 && met.every(({ token }) => KIN.test(sentence.tokens[token]!.form))
}

const PRIVATE =
  /^(?:treatment|surgery|operations?|check-?ups?|convalescence|holidays?|vacation|rehabilitation|chemotherapy|recuperation)$/i

/** "flew to Geneva for medical treatment", "is in Spain on holiday": he goes for himself and sees nobody. */
function isForOneself({ obliques, light, sentence: { tokens } }: Clause, clauses: readonly Clause[]): boolean {
  const all = light === undefined ? obliques : [...obliques, ...clauses[light]!.obliques]
  return all.some(
    ({ preposition, participant }) =>
      (preposition === 'for' || preposition === 'on') && PRIVATE.test(tokens[participant.token]!.form),
  )
}

/** "neither confirmed nor denied the report": nothing is denied. */
function isNeither({ head, lemma, sentence: { tokens } }: Clause): boolean {
  return (
    /^(?:deny|rule out|dispute|reject)$/.test(lemma) &&
    /^nor$/i.test(tokens[head - 1]?.form ?? '') &&
    tokens.slice(Math.max(0, head - 8), head).some(({ form }) => /^neither$/i.test(form))
  )
}

const POSTED =
  /^(?:envoys?|ambassadors?|diplomats?|commissioners?|consuls?|attach[eé]s?|delegations?|delegates?|staff|personnel|representatives?|negotiators?|missions?|troops|soldiers|forces|peacekeepers|observers?|monitors?|officials?|advis[eo]rs?|experts?|teams?|workers?|d['’]affaires|charg[eé]|nuncio|minister|head|chief|citizens|nationals|students|units?|contingents?|ships?|players|counsel+ors?)$/i

/** "recalled the alliance against Hitler": remembered, nobody was called home. */
function isRemembered({ lemma, patients, sentence }: Clause): boolean {
  return (
    lemma === 'recall' &&
    patients.length > 0 &&
    patients.every(({ token }) => sentence.tokens[token]!.upos === 'NOUN' && !POSTED.test(sentence.tokens[token]!.form))
  )
}

const FLIGHTS = /^(?:flights?|services?|sailings?|departures|trains?)$/i
const CARRYING = /^(?:airlines?|airways|air|carriers?|aviation|operators?|railways?|ferries)$/i

/** "the airline cancelled its flights to Malta": a firm's timetable, not a measure of its country. */
function isOfCarrier(clause: Clause): boolean {
  if (!/^(?:cancel|ground)$/.test(clause.lemma)) return false
  const { tokens } = clause.sentence
  const firm = clause.agents.some(
    ({ token }) =>
      CARRYING.test(tokens[token]!.form) ||
      tokens.some((each) => each.head === token && /^(?:flat|compound)/.test(each.deprel) && CARRYING.test(each.form)),
  )
  return firm && clause.patients.some((each) => FLIGHTS.test(tokens[each.token]!.form))
}

/** "has targeted 300 families to receive new roofs": for their good. */
function isForBenefit(clause: Clause, clauses: readonly Clause[]): boolean {
  const held = [clause, ...clauses.filter((each) => clause.patients.some(({ token }) => token === each.head))]
  return held.some((each) =>
    each.complements.some((link) => /^(?:benefit|receive|get|gain|enjoy)$/.test(clauses[link.clause]!.lemma)),
  )
}

const VICE =
  /^(?:speeding|smoking|drinking|corruption|graft|drugs?|smuggling|prostitution|gambling|poaching|piracy|counterfeit\w*|pollution|fraud|evasion|laundering|speculation|pornography|trafficking|logging|fishing|taxis?|buses|vehicles|cars|begging|litter|bribery|crime)$/i

/** "a crackdown on speeding": the law is kept, nobody is put down. */
function isOnVice(clause: Clause): boolean {
  const { tokens } = clause.sentence
  const heads = [clause.head, ...clause.patients.map((each) => each.token)]
  if (!heads.some((head) => /^crackdowns?$/i.test(tokens[head]!.form))) return false
  return tokens.some(
    (token, at) =>
      VICE.test(token.form) &&
      at > clause.head &&
      at <= clause.head + 6 &&
      /^(?:nmod|obl|conj|advcl)/.test(token.deprel),
  )
}

const TRADING = /^(?:trade|export|import|sell|buy|purchase)$/
const COMPARED = /^(?:more|less|fewer|most|percent|%)$/i
const PERIOD = /^(?:months|quarters?|half|halves|years|decade|season)$/i

/** "sold more wine to Denmark than last year", "exported pork in the first nine months": a balance of trade, not a sale. */
function isFigure(clause: Clause): boolean {
  if (clause.kind !== 'verb' || !TRADING.test(clause.lemma)) return false
  const { tokens } = clause.sentence
  const goods = new Set(clause.patients.map((each) => each.token))
  return (
    tokens.some((token, at) => COMPARED.test(token.form) && (goods.has(at) || goods.has(token.head))) ||
    clause.obliques.some(
      ({ preposition, participant }) =>
        preposition === 'than' || (preposition === 'in' && PERIOD.test(tokens[participant.token]!.form)),
    )
  )
}

const ADVISING = /^(?:advise|warn|caution|counsel|tell)$/
const TRAVELLERS = /^(?:nationals|citizens|tourists|travellers|travelers|holidaymakers|expatriates)$/i
const ORDERING = /^(?:order|direct|instruct|command|ask|tell)$/
const SUBORDINATES =
  /^(?:minister|ministers|representative|aides?|officials|officers|troops|forces|soldiers|army|police|staff|diplomats?|ambassador|envoy|negotiators?|deputies|lawmakers|mps|supporters|followers|cabinet|advisers?)$/i
const OWN = /^(?:its|their|his|her|our|my)$/i

/** "advised its nationals to leave", "ordered his ministers to study it": what one's own people are told is no dealing with others. */
function isToOwn(clause: Clause): boolean {
  const people = ADVISING.test(clause.lemma) ? TRAVELLERS : null
  const staff = ORDERING.test(clause.lemma) ? SUBORDINATES : null
  if (!people && !staff) return false
  const { tokens } = clause.sentence
  const heads = [...clause.patients, ...clause.receivers].map((each) => each.token)
  return heads.some(
    (head) =>
      (people?.test(tokens[head]!.form) || staff?.test(tokens[head]!.form)) &&
      tokens.some((token) => token.head === head && OWN.test(token.form)),
  )
}

/** "pressed ahead with the demolition": nobody is asked. */
function isPressingAhead(clause: Clause): boolean {
  return (
    /^(?:press|push)$/.test(clause.lemma) &&
    /^(?:ahead|on|forward)$/i.test(clause.sentence.tokens[clause.head + 1]?.form ?? '')
  )
}

const MATERIAL =
  /^(?:fire|gunfire|mortars?|rockets?|shells?|shots|prisoners?|hostages?|captives?|detainees?|bodies|spies|information|data|intelligence|goods|currency)$/i

/** "an exchange of fire", "freed prisoners in an exchange": no words pass. */
function isOfThings(clause: Clause): boolean {
  return clause.lemma === 'exchange' && clause.sentence.tokens.some((token) => MATERIAL.test(token.form))
}

/** "among the audience were ministers": those who listen, not a reception. */
function isCrowd({ lemma, head, sentence: { tokens } }: Clause): boolean {
  if (lemma !== 'audience') return false
  const [before, article] = [tokens[head - 2]?.form ?? '', tokens[head - 1]?.form ?? '']
  return /^the$/i.test(article) && /^(?:among|in|before|to|from)$/i.test(before)
}

/** "the boys were electrocuted in a substation": an accident where nobody is said to have done it. */
const isShock = ({ lemma, agents }: Clause): boolean => lemma === 'electrocute' && agents.length === 0

const CARRIER = /^(?:planes?|flights?|jets?|airliners?|aircraft|trains?|bus|buses|helicopters?|coach|coaches)$/i

function isPassenger(clause: Clause): boolean {
  return clause.patients.some((each) => CARRIER.test(clause.sentence.tokens[each.token]!.form))
}

const LEAVING_OFFICE = /^(?:resign|quit|step down|abdicate|flee|give up|be overthrown)$/
const OUSTED = /^(?:ousted|deposed|toppled|overthrown|fugitive|exiled|fallen|disgraced)$/i
const TRAVELLING = /^(?:fly|fly out|go|travel|arrive|board|drive|sail|land|leave)$/

/** "quit on Friday and flew out to Miami", "the ousted premier arrived in London", "went into exile in Morocco": an escape is no visit. */
function isFlight(clause: Clause, clauses: readonly Clause[]): boolean {
  if (clause.kind !== 'verb' || !TRAVELLING.test(clause.lemma)) return false
  const above = clause.parent?.relation === 'conj' ? clauses[clause.parent.clause]! : null
  if (above && LEAVING_OFFICE.test(above.lemma) && above.agents.some((one) => isAgentOf(one.token, clause))) return true
  const { tokens } = clause.sentence
  if (clause.obliques.some((each) => each.preposition === 'into' && tokens[each.participant.token]!.form === 'exile'))
    return true
  return tokens.some((token) => OUSTED.test(token.form) && isAgentOf(token.head, clause))
}

const isAgentOf = (token: number, clause: Clause): boolean => clause.agents.some((each) => each.token === token)

const THING =
  /^(constitution|study|studies|theory|theories|survey|surveys|poll|polls|data|figures|statistics|research|results?|book|novel|film|movie|exhibition|tests?|experiments?)$/i

/** True when papers, findings or works alone do it: they act on nobody. */
export function isByThings(clause: Clause): boolean {
  return clause.agents.length > 0 && clause.agents.every((each) => THING.test(clause.sentence.tokens[each.token]!.form))
}
