import type { Sentence, Token } from '../../parse/index.ts'
import type { Clause } from '../clause.ts'
import { childrenBy, subtreeOf } from '../clauses/tree.ts'
import type { Outlook } from '../record.ts'
import { deniedSubject, holderNoun, isFirstPerson, isOfficial, isPerson, saysOfOneself } from './outlook-holders.ts'
import { lemmaOf, type View } from './view.ts'

export type Direction = Outlook['direction']

export const TURNED: { [direction in Direction]: Direction } = {
  skeptical: 'optimistic',
  optimistic: 'skeptical',
  mixed: 'mixed',
}

const GOOD =
  /^(?:progress|growth|improvement|breakthrough|gain|recovery|boost|increase|success|expansion|rapprochement|rise|thaw|peace|calm|agreement|deal|spring|hope|better|warm|improve|last|hold|succeed|recover|double|triple|grow|endure|flourish|return|sign|prosper|brighten|work|ease|soon|quickly|survive|thrive|deepen|blossom|milestone|turning|heal|reconcile|bloom|forward|settlement|solution|reconciliation|compromise|normal|optimism|mend|repair|restore|resolve|settle|end|overcome|unite|bridge|friend|friendship|neighbour|neighbor|solid|lasting|durable|firm|sound|strong|stronger|close|closer|easier|calmer|quieter|bright|benefit|profit|pay|win|gain|stick|stay|bear|fruit|cooperate|cooperation|harmony|stability|stable|prosperity|reunion|reunite|opening|open|reopen|resume|ratify|pass|approve)$/
const BAD =
  /^(?:obstacle|trouble|setback|break|failure|war|quarrel|delay|worst|worse|difficulty|stalemate|deadlock|collapse|fail|unravel|worsen|deteriorate|stall|slowly|shallow|drag|outlast|fade|linger|problem|tension|clash|friction|renege|little|hard|years|long|dispute|crisis|tear|scrap|abandon|reject|veto|block|crumble|founder|falter|lapse|doom|doomed|condemned|condemn|fragile|forget|forgotten|ruin|futile|hollow|stillborn|dead|empty|pointless|naive|illusion|mirage|feud|rupture|relapse|backfire|sour|impossible|impasse|disappoint|disappointment|difficult|gloomy|bleak|dim|bloodshed|violence|fighting|conflict|rift|enmity|hostility|hatred|mistrust|distrust|suspicion|revenge|break|split|quit|lose|cheat|betray|betrayal|sink|slip|slide|die|weak|brittle|shaky|thin|temporary|brief|short-lived|unworkable|meaningless|worthless|useless|cosmetic|pretext|trap|rearm|regroup|flare|erupt|explode|deteriorate|chaos|disaster|catastrophe|nightmare|storm|lawsuit|sabotage|defy|ignore|breach|violate|violation|unlikely|impractical|disagreement|sticking|stumbling|hurdle|minefield|deadly|bitter|freeze|chill|tough|rocky|rough|bumpy|uphill|painful)$/

/** What some words hold out: good and ill by the words themselves, "few obstacles" turned round, "neither a break nor a breakthrough" mixed. */
export function heldOut(
  view: View,
  sentence: Sentence,
  tokens: readonly number[],
  isDenied: boolean,
): Direction | null {
  const words = tokens
    .map((at) => sentence.tokens[at]!)
    .filter((token) => !view.quoted(token) || view.quoted(sentence.tokens[tokens[0]!]!))
  if (words.some(({ form }) => /^neither$/i.test(form))) return 'mixed'
  const rest = words.filter(({ upos }) => !/^(?:PROPN|PRON)$/.test(upos))
  const is = (kind: RegExp) => rest.some((token) => kind.test(lemmaOf(token)) || kind.test(token.form.toLowerCase()))
  const isGood = (token: Token) =>
    !(token.upos === 'NOUN' && token.lemma === 'sign') &&
    (GOOD.test(lemmaOf(token)) || GOOD.test(token.form.toLowerCase()))
  const [good, bad] = [rest.some(isGood), is(BAD)]
  // "the dispute will last", "to get worse before it gets better"
  const isLasting = rest.every((token) => !isGood(token) || /^(?:last|hold|endure|survive)$/.test(lemmaOf(token)))
  if (good && bad) return isLasting || rest.some(({ form }) => /^wors/i.test(form)) ? 'skeptical' : 'mixed'
  if (!good && !bad) return null
  const isSteady = rest.some(
    ({ form }, at) => /^(?:but|though)$/i.test(form) && /^steady$/i.test(rest[at + 1]?.form ?? ''),
  )
  // "will bring an end to the difficult days"
  const isEnded =
    !good &&
    rest.some((token) =>
      /^(?:end|over|past|behind|overcome|avert|avoid|prevent|resolve|settle|bury|heal)$/.test(lemmaOf(token)),
    )
  const isFew = isEnded || words.some(({ form }) => /^(?:little|no|few|slow|limited|modest|hardly|barely)$/i.test(form))
  const direction: Direction = good ? 'optimistic' : 'skeptical'
  return (isFew && !isSteady) !== isDenied ? TURNED[direction] : direction
}

/** Told as still to come, or as what may come. */
export const looksAhead = ({ tense, modal }: Clause) =>
  tense === 'future' || /^(?:will|would|shall|may|might|can|could)$/.test(modal ?? '')

/** "Traders expect few obstacles", "experts believe that the quarrel will outlast both", "I suspect that it will fail": what someone looks forward to. */
export function expectation(view: View, clause: Clause): Direction | null {
  const { sentence, head } = clause
  const tree = view.tree(sentence)
  const strong = /^(?:expect|predict|foresee|forecast|hope|anticipate|fear|doubt|prophesy|augur|dread|trust)$/.test(
    clause.lemma,
  )
  if (
    !strong &&
    !/^(?:think|believe|see|say|reckon|argue|suspect|guess|bet|feel|figure|judge|maintain|insist|contend|hold|warn|caution|note|conclude|assume|suppose|fancy|wager|imagine|estimate|calculate|surmise|add|tell|suggest)$/.test(
      clause.lemma,
    )
  )
    return null
  if (clause.voice === 'passive' || !(strong || view.isTwoSided || ofMatter(view, sentence))) return null
  // A forecast is an expectation whoever makes it, and so is what a person by name thinks of a matter between countries.
  const forecasts =
    /^(?:predict|foresee|forecast|prophesy|anticipate|augur)$/.test(clause.lemma) && isPerson(view, clause)
  const thinks =
    /^(?:think|believe|reckon|expect|doubt|suspect|feel|figure|judge|guess|bet|wager|assume|suppose|fancy|conclude|imagine)$/.test(
      clause.lemma,
    ) &&
    isPerson(view, clause) &&
    !isOfficial(view, clause) &&
    (view.isTwoSided || ofMatter(view, sentence))
  const holds =
    holderNoun(view, clause) || saysOfOneself(view, clause) || holderNamed(view, clause) || isFirstPerson(clause)
  if (!holds && !forecasts && !thinks) return null
  const isDenied = clause.negated || deniedSubject(view, clause)

  if (clause.lemma === 'doubt')
    return isDenied ? 'optimistic' : ofMatter(view, sentence) || isAhead(view, clause) ? 'skeptical' : null
  if (clause.lemma === 'fear') return 'skeptical'
  // "Experts do not believe it."
  const isIt = clause.patients.some(({ token }) => /^(?:it|this|that)$/i.test(sentence.tokens[token]!.form))
  if (clause.lemma === 'believe' && isDenied && isIt) return 'skeptical'
  // "expects the next government to tear it up": however the parse hangs the infinitive.
  const inner = innerOf(view, clause, strong)
  const aims = inner === undefined ? null : view.clauseAt(sentence, inner)
  // What is only thought or said counts when it looks ahead.
  if (!strong && !(aims && looksAhead(aims)) && !(inner !== undefined && isDoomed(view, sentence, inner))) return null
  const root = inner ?? clause.patients.map(({ token }) => token).find((token) => token > head)
  if (root === undefined || (view.quoted(sentence.tokens[root]!) && !view.quoted(sentence.tokens[head]!))) return null
  const below = subtreeOf(tree, root).filter((at) => at >= head)
  // "trade will mend what soldiers broke": the verb itself says which way it goes.
  if (aims?.kind === 'verb' && MENDS.test(aims.lemma) && !isDenied) return aims.negated ? 'skeptical' : 'optimistic'
  const found = heldOut(
    view,
    sentence,
    below,
    isDenied !== (aims?.negated === true && tree.tokens[inner!]!.deprel !== 'xcomp'),
  )
  // Not to think that something will be is to doubt it.
  return found ?? (clause.lemma !== 'say' && isDenied && aims && looksAhead(aims) ? 'skeptical' : null)
}

const MENDS = /^(?:mend|repair|heal|improve|recover|succeed|prosper|flourish|thaw|bear fruit|pay off)$/

function innerOf(view: View, { sentence, head }: Clause, strong: boolean): number | undefined {
  const tree = view.tree(sentence)
  return [
    ...childrenBy(tree, head, 'ccomp', 'xcomp'),
    ...childrenBy(tree, head, 'advcl').filter(
      (child) => strong && childrenBy(tree, child, 'mark').some((at) => /^to$/i.test(tree.tokens[at]!.form)),
    ),
  ][0]
}

function isAhead(view: View, clause: Clause): boolean {
  const inner = innerOf(view, clause, true)
  const aims = inner === undefined ? undefined : view.clauseAt(clause.sentence, inner)
  return aims !== undefined && looksAhead(aims)
}

/** "the talks were doomed", "the truce is fragile": judgements that look ahead by themselves. */
const isDoomed = (view: View, sentence: Sentence, at: number) =>
  /^(?:doom|doomed|condemn|condemned|fragile|hopeless|futile|stillborn|promising|solid|lasting|durable|irreversible|unstoppable|dead|over|unworkable|impossible|inevitable|brittle|shaky)$/.test(
    lemmaOf(view.tree(sentence).tokens[at]!),
  )

/** The sentence speaks of something between countries. */
export function ofMatter(view: View, sentence: Sentence): boolean {
  return sentence.tokens.some((token) => view.lexicon.has('outlooks', lemmaOf(token), 'matter'))
}

/** "gave the pact an even chance", "saw little chance of …", "put little faith in the promise". */
export function chanceGiven(view: View, clause: Clause): Direction | null {
  const isSeen = /^(?:give|see|rate|have|find|put|place|set)$/.test(clause.lemma)
  if (!isSeen || !(holderNoun(view, clause) || holderNamed(view, clause) || isFirstPerson(clause))) return null
  const tree = view.tree(clause.sentence)
  for (const { token } of clause.patients) {
    const lemma = lemmaOf(tree.tokens[token]!)
    const kinds = childrenBy(tree, token, 'amod', 'det', 'advmod').map((child) =>
      tree.tokens[child]!.form.toLowerCase(),
    )
    const isSmall = clause.negated || kinds.some((kind) => /^(?:little|no|poor|slim|small|scant|bleak|few)$/.test(kind))
    // "saw no reason for optimism"
    if (/^(?:reason|ground|cause|room)$/.test(lemma)) {
      const of = [
        ...childrenBy(tree, token, 'nmod'),
        ...clause.obliques
          .filter(({ preposition }) => preposition === 'for')
          .map(({ participant }) => participant.token),
      ]
      if (of.some((at) => view.lexicon.row('outlooks', lemmaOf(tree.tokens[at]!), 'noun')?.direction === 'optimistic'))
        return isSmall ? 'skeptical' : 'optimistic'
    }
    if (/^(?:faith|trust|confidence)$/.test(lemma) && /^(?:put|place|set|have)$/.test(clause.lemma))
      return isSmall ? 'skeptical' : 'optimistic'
    if (!/^(?:chance|odds|prospect|doubt)$/.test(lemma)) continue
    if (lemma === 'doubt') return isSmall ? 'optimistic' : 'skeptical'
    if (isSmall) return 'skeptical'
    if (kinds.some((kind) => /^(?:even|equal|fair)$/.test(kind))) return 'mixed'
    if (kinds.some((kind) => /^(?:good|better|strong|real|high)$/.test(kind))) return 'optimistic'
  }
  return null
}

/** "see the summit as a turning point", "called the deal a dead letter": what experts or columnists take it for. */
export function takenFor(view: View, clause: Clause): Direction | null {
  const { sentence, head } = clause
  if (!/^(?:see|view|regard|call|consider|describe|dismiss|hail|think)$/.test(clause.lemma) || clause.negated)
    return null
  if (!(holderNoun(view, clause) || holderNamed(view, clause) || isFirstPerson(clause)) || !ofMatter(view, sentence))
    return null
  const tree = view.tree(sentence)
  const as = clause.obliques
    .filter(({ preposition }) => preposition === 'as')
    .map(({ participant }) => participant.token)
  const taken = [...as, ...childrenBy(tree, head, 'xcomp')].filter(
    (at) => at > head && tree.tokens[at]!.upos !== 'VERB',
  )
  return taken.length > 0
    ? heldOut(
        view,
        sentence,
        taken.flatMap((at) => [at, ...childrenBy(tree, at, 'amod', 'compound')]),
        false,
      )
    : null
}

/** A person introduced as one whose trade it is: "Olaf Osica, who directs the Centre …", "Lina Khatib, a scholar". */
export function holderNamed(view: View, clause: Clause): boolean {
  return clause.agents.concat(clause.kind === 'copula' ? clause.receivers : []).some(({ token }) => {
    const entity = view.named(clause.sentence, token)
    return entity?.kind === 'person' && entity.sectors.some((sector) => /^(?:EDU|MED|CVL|BUS|UNK)$/.test(sector))
  })
}

/** "was sure that the friendship would hold", "is convinced that relations will recover": certainty about something to come. */
export function sureThat(view: View, clause: Clause): { direction?: string } | null {
  const { sentence, head } = clause
  const tree = view.tree(sentence)
  if (clause.negated || !/^(?:sure|certain|convinced|relaxed|persuaded)$/i.test(tree.tokens[head]!.form)) return null
  if (childrenBy(tree, head, 'advmod').some((child) => /^(?:less|not)$/i.test(tree.tokens[child]!.form))) return null
  const inner = childrenBy(tree, head, 'ccomp', 'advcl')[0]
  const aims = inner === undefined ? null : view.clauseAt(sentence, inner)
  if (!aims || !looksAhead(aims)) return null
  const bad = subtreeOf(tree, inner!).some((at) => BAD.test(lemmaOf(tree.tokens[at]!)))
  return { direction: aims.negated !== bad ? 'skeptical' : 'optimistic' }
}
