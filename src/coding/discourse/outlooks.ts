import type { Entity } from '../../ground/index.ts'
import type { Clause, Participant } from '../clause.ts'
import { childrenBy, conjunctsOf, subtreeOf } from '../clauses/tree.ts'
import type { Outlook } from '../record.ts'
import { lemmaOf, oneEach, subjectsOf, type View } from './view.ts'

type Found = Omit<Outlook, 'id'>
type Direction = Outlook['direction']

const TURNED: { [direction in Direction]: Direction } = {
  skeptical: 'optimistic',
  optimistic: 'skeptical',
  mixed: 'mixed',
}

/** Who expects what of the relation or of what was agreed, with the words. One an expectation; ids are given by the caller. */
export function codeOutlooks(view: View): Found[] {
  const found = view.body.flatMap((sentence) =>
    view.clauses(sentence).flatMap((clause) => {
      if (view.quoted(sentence.tokens[clause.head]!) || clause.conditional) return []
      const direction = directionOf(view, clause)
      return direction ? outlook(view, clause, direction) : []
    }),
  )
  const keyOf = ({ holder, direction, evidence }: Found) => `${holder} ${direction} ${evidence[0]!.start}`
  return found.filter((each, at) => found.findIndex((other) => keyOf(other) === keyOf(each)) === at)
}

function directionOf(view: View, clause: Clause): Direction | null {
  const { sentence, head } = clause
  const tree = view.tree(sentence)
  const token = tree.tokens[head]!
  const word = token.form.toLowerCase()
  const turned = (direction: string) =>
    clause.negated || deniedSubject(view, clause) ? TURNED[direction as Direction] : (direction as Direction)
  const doubter = doubtersOf(view, clause)
  if (doubter) return doubter
  if (clause.kind === 'copula' && childrenBy(tree, head, 'expl').length > 0) return thereIs(view, clause)
  if (clause.kind === 'copula' || token.xpos === 'VBN') {
    const row = view.lexicon.row('outlooks', word, 'adj') ?? sureThat(view, clause)
    if (row && reserved(clause)) return judges(view, clause, row.direction!) ? 'mixed' : null
    if (row) return judges(view, clause, row.direction!) ? turned(row.direction!) : null
    if (word === 'convinced' && (clause.negated || deniedSubject(view, clause))) return 'skeptical'
    if (
      /^(?:sure|certain|so)$/.test(word) &&
      (clause.negated || childrenBy(tree, head, 'advmod').some((child) => /^less$/i.test(tree.tokens[child]!.form)))
    )
      return 'skeptical'
    return null
  }
  if (clause.kind !== 'verb') return null
  if (/^(?:remain|stay|feel|seem|sound|appear)$/.test(clause.lemma)) {
    for (const child of childrenBy(tree, head, 'xcomp').flatMap((each) => conjunctsOf(tree, each))) {
      const row = view.lexicon.row('outlooks', tree.tokens[child]!.form.toLowerCase(), 'adj')
      if (row) return turned(row.direction!)
    }
    return null
  }
  if (/^be$/.test(clause.lemma) && childrenBy(tree, head, 'expl').length > 0) return thereIs(view, clause)
  const chance = chanceGiven(view, clause)
  if (chance) return chance
  const expected = expectation(view, clause)
  if (expected) return expected
  const verb = view.lexicon.row('outlooks', clause.lemma, 'verb')
  if (verb && holderNoun(view, clause)) {
    if (
      /^(?:caution|warn)$/.test(clause.lemma) &&
      !clause.obliques.some(({ preposition }) => preposition === 'against') &&
      childrenBy(tree, head, 'ccomp').length === 0
    )
      return null
    return turned(verb.direction!)
  }
  if (/^(?:express|voice|have|see|share|hold)$/.test(clause.lemma)) {
    for (const { token: object } of clause.patients) {
      const noun = view.lexicon.row('outlooks', lemmaOf(tree.tokens[object]!), 'noun')
      const none = childrenBy(tree, object, 'amod', 'det').some((child) =>
        /^(?:little|no)$/i.test(tree.tokens[child]!.form),
      )
      if (noun && !none && (holderNoun(view, clause) || clause.lemma === 'express' || clause.lemma === 'voice'))
        return turned(noun.direction!)
      if (
        /^(?:view|opinion|feeling)$/.test(lemmaOf(tree.tokens[object]!)) &&
        childrenBy(tree, object, 'amod').some((child) => /^mixed$/i.test(tree.tokens[child]!.form))
      )
        return 'mixed'
    }
  }
  return null
}

const GOOD =
  /^(?:progress|growth|improvement|breakthrough|gain|recovery|boost|increase|success|expansion|rapprochement|rise|thaw|peace|calm|agreement|deal|spring|hope|better|warm|improve|last|hold|succeed|recover|double|grow|endure|flourish|return|sign|prosper|brighten|work|ease|soon|quickly)$/
const BAD =
  /^(?:obstacle|trouble|setback|break|failure|war|quarrel|delay|worst|worse|difficulty|stalemate|deadlock|collapse|fail|break|unravel|worsen|deteriorate|stall|slowly|shallow|drag|outlast|fade|linger|problem|tension|clash|friction|renege|little|hard|years|long|dispute|crisis|tear|scrap|abandon|reject|veto|block|crumble|founder|falter|lapse)$/

/** "Traders expect few obstacles", "experts believe that the quarrel will outlast both": good or bad tidings that a holder of a trade looks forward to. */
function expectation(view: View, clause: Clause): Direction | null {
  const { sentence, head } = clause
  const tree = view.tree(sentence)
  const strong = /^(?:expect|predict|foresee|forecast|hope|anticipate|fear)$/.test(clause.lemma)
  if (!strong && !/^(?:think|believe|see|say|reckon|argue)$/.test(clause.lemma)) return null
  // A forecast is an expectation whoever makes it.
  const forecasts = /^(?:predict|foresee|forecast)$/.test(clause.lemma) && isPerson(view, clause)
  const holds = holderNoun(view, clause) || saysOfOneself(view, clause) || holderNamed(view, clause) || forecasts
  if (!holds) return null
  if (clause.lemma === 'fear' || (clause.lemma === 'believe' && clause.negated)) return 'skeptical'
  // "expects the next government to tear it up": however the parse hangs the infinitive.
  const inner = [
    ...childrenBy(tree, head, 'ccomp', 'xcomp'),
    ...childrenBy(tree, head, 'advcl').filter(
      (child) => strong && childrenBy(tree, child, 'mark').some((at) => /^to$/i.test(tree.tokens[at]!.form)),
    ),
  ][0]
  const aims = inner === undefined ? null : view.clauseAt(sentence, inner)
  // What is only thought or said counts when it looks ahead.
  if (!strong && !(aims && /^(?:will|would|shall|may|might|can|could)$/.test(aims.modal ?? ''))) return null
  const root = inner ?? clause.patients.map(({ token }) => token).find((token) => token > head)
  if (root === undefined || view.quoted(sentence.tokens[root]!)) return null
  const below = subtreeOf(tree, root).filter((at) => at >= head && !view.quoted(sentence.tokens[at]!))
  // "neither a break nor a breakthrough", "quickly in trade and slowly in the rest".
  if (below.some((at) => /^neither$/i.test(tree.tokens[at]!.form))) return 'mixed'
  const few = below.some((at) =>
    /^(?:little|no|few|slow|limited|modest|hardly|barely|not)$/i.test(tree.tokens[at]!.form),
  )
  const rest = below.filter((at) => !/^(?:PROPN|PRON)$/.test(tree.tokens[at]!.upos))
  const good = rest.some((at) => GOOD.test(lemmaOf(tree.tokens[at]!)) || GOOD.test(tree.tokens[at]!.form.toLowerCase()))
  const bad = rest.some((at) => BAD.test(lemmaOf(tree.tokens[at]!)) || BAD.test(tree.tokens[at]!.form.toLowerCase()))
  const denied = clause.negated || aims?.negated === true
  if (!strong && !denied && !good && !bad) return null
  if (good && bad)
    return /^(?:worse|worst)$/.test(
      rest.map((at) => tree.tokens[at]!.form.toLowerCase()).find((form) => /^wors/.test(form)) ?? '',
    )
      ? 'skeptical'
      : 'mixed'
  if (!good && !bad) return null
  const but = rest.some(
    (at) => /^(?:but|though)$/i.test(tree.tokens[at]!.form) && /^steady$/i.test(tree.tokens[at + 1]?.form ?? ''),
  )
  const flips = (few && !but ? 1 : 0) + (denied ? 1 : 0)
  const direction: Direction = good ? 'optimistic' : 'skeptical'
  return flips % 2 === 1 ? TURNED[direction] : direction
}

const PERSONAL =
  /^(?:optimistic|pessimistic|s[ck]eptical|doubtful|hopeful|confident|upbeat|unconvinced|sure|certain|relaxed)$/i

function isPerson(view: View, clause: Clause): boolean {
  return feelersOf(clause).some(({ token }) => view.named(clause.sentence, token)?.kind === 'person')
}

/** "Skeptics were easy to find": the noun itself says how they look at it. */
function doubtersOf(view: View, clause: Clause): Direction | null {
  if (clause.kind === 'noun' || clause.negated || clause.parent?.relation === 'relcl') return null
  for (const { token } of feelersOf(clause)) {
    const { xpos, lemma } = view.tree(clause.sentence).tokens[token]!
    if (xpos !== 'NNS') continue
    if (/^(?:skeptic|sceptic|pessimist|doubter)$/i.test(lemma)) return 'skeptical'
    if (/^optimist$/i.test(lemma)) return 'optimistic'
  }
  return null
}

/** "gave the pact an even chance", "saw little chance of …". */
function chanceGiven(view: View, clause: Clause): Direction | null {
  if (!/^(?:give|see|rate)$/.test(clause.lemma) || !holderNoun(view, clause)) return null
  const tree = view.tree(clause.sentence)
  for (const { token } of clause.patients) {
    if (!/^(?:chance|odds|prospect)$/.test(lemmaOf(tree.tokens[token]!))) continue
    const kinds = childrenBy(tree, token, 'amod', 'det', 'advmod').map((child) =>
      tree.tokens[child]!.form.toLowerCase(),
    )
    if (kinds.some((kind) => /^(?:little|no|poor|slim|small|scant|bleak)$/.test(kind))) return 'skeptical'
    if (kinds.some((kind) => /^(?:even|equal|fair)$/.test(kind))) return 'mixed'
    if (kinds.some((kind) => /^(?:good|better|strong|real|high)$/.test(kind))) return 'optimistic'
  }
  return null
}

/** A person introduced as one whose trade it is: "Olaf Osica, who directs the Centre …", "Lina Khatib, a scholar". */
function holderNamed(view: View, clause: Clause): boolean {
  return subjectsOf(clause).some(({ token }) => {
    const entity = view.named(clause.sentence, token)
    return entity?.kind === 'person' && entity.sectors.some((sector) => /^(?:EDU|MED|CVL|BUS|UNK)$/.test(sector))
  })
}

/** "was sure that the friendship would hold": certainty about something to come. */
function sureThat(view: View, clause: Clause): { direction?: string } | null {
  const { sentence, head } = clause
  const tree = view.tree(sentence)
  if (clause.negated || !/^(?:sure|certain|convinced|relaxed)$/i.test(tree.tokens[head]!.form)) return null
  if (childrenBy(tree, head, 'advmod').some((child) => /^(?:less|not)$/i.test(tree.tokens[child]!.form))) return null
  const inner = childrenBy(tree, head, 'ccomp', 'advcl')[0]
  const aims = inner === undefined ? null : view.clauseAt(sentence, inner)
  if (!aims || !/^(?:will|would|shall)$/.test(aims.modal ?? '')) return null
  const bad = subtreeOf(tree, inner!).some((at) => BAD.test(lemmaOf(tree.tokens[at]!)))
  return { direction: aims.negated !== bad ? 'skeptical' : 'optimistic' }
}

/** "hopeful, but not very", "hopeful, with reservations". */
function reserved(clause: Clause): boolean {
  const words = clause.sentence.tokens.slice(clause.head + 1, clause.head + 5).map(({ form }) => form.toLowerCase())
  return /^(?:with (?:some )?(?:reservations?|doubts)|but (?:not|only|cautious|wary))/.test(
    words.filter((word) => word !== ',').join(' '),
  )
}

/** "In Brussels there is more confidence", "there was less enthusiasm". */
function thereIs(view: View, clause: Clause): Direction | null {
  const { sentence, head } = clause
  const tree = view.tree(sentence)
  for (const noun of [head, ...childrenBy(tree, head, 'nsubj', 'obj')]) {
    const row = view.lexicon.row('outlooks', lemmaOf(tree.tokens[noun]!), 'noun')
    if (!row) continue
    const little = childrenBy(tree, noun, 'amod', 'det').some((child) =>
      /^(?:little|less|no|scant)$/i.test(tree.tokens[child]!.form),
    )
    return little || clause.negated ? TURNED[row.direction as Direction] : (row.direction as Direction)
  }
  return null
}

/** "Not everyone was convinced", "few were hopeful". */
function deniedSubject(view: View, clause: Clause): boolean {
  const tree = view.tree(clause.sentence)
  return feelersOf(clause).some(
    ({ token }) =>
      /^(?:few|nobody|none|no)$/i.test(tree.tokens[token]!.form) ||
      [...childrenBy(tree, token, 'advmod', 'det', 'amod')].some((child) =>
        /^(?:not|few|no)$/i.test(tree.tokens[child]!.form),
      ),
  )
}

/** Whoever a word of feeling is said of; of a participle ("analysts are divided") that is the surface subject. */
function feelersOf(clause: Clause): readonly Participant[] {
  return clause.voice === 'passive' ? clause.patients : subjectsOf(clause)
}

/** Someone whose trade it is to expect: analysts, diplomats, traders; or a person named as one. */
function holderNoun(view: View, clause: Clause): boolean {
  return feelersOf(clause).some(({ token }) => {
    const head = clause.sentence.tokens[token]!
    return view.lexicon.has('outlooks', lemmaOf(head), 'holder')
  })
}

/** Words of feeling count where an expert feels them, or of some matter between countries; "mixed" and "positive" only from experts. */
function judges(view: View, clause: Clause, direction: string): boolean {
  if (holderNoun(view, clause) || saysOfOneself(view, clause)) return true
  // Anyone known by name may be hopeful or doubtful of what is to come.
  if (PERSONAL.test(clause.sentence.tokens[clause.head]!.form) && isPerson(view, clause)) return true
  if (direction === 'mixed' || /^(?:positive|cautious)$/i.test(clause.sentence.tokens[clause.head]!.form)) return false
  return (
    clause.sentence.tokens.some((token) => view.lexicon.has('outlooks', lemmaOf(token), 'matter')) ||
    subjectsOf(clause).some(({ token }) =>
      /^(?:others|some|many|few|everyone|everybody)$/i.test(clause.sentence.tokens[token]!.form),
    )
  )
}

/** "Officials said they expected …". */
function saysOfOneself(view: View, clause: Clause): boolean {
  const above = clause.parent?.relation === 'ccomp' ? view.clauses(clause.sentence)[clause.parent.clause] : undefined
  return above !== undefined && holderNoun(view, above)
}

function outlook(view: View, clause: Clause, direction: Direction): Found {
  const { sentence } = clause
  const holder = feelersOf(clause).flatMap(({ token }) => view.named(sentence, token) ?? [])[0]
  const own = new Set(holder ? [holder.id] : [])
  const named = oneEach(
    view
      .mentions(sentence)
      .flatMap(({ entity }) => view.members(view.entity(entity)))
      .filter((entity: Entity) => entity.country !== null && !own.has(entity.id)),
  )
  const about = named.length > 1 ? named : view.mainPair
  return {
    holder: holder?.id ?? null,
    about: about.map(({ id }) => id),
    direction,
    rule: 'outlook/expects',
    evidence: [view.evidence(sentence)],
  }
}
