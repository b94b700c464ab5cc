import type { Entity } from '../../ground/index.ts'
import type { Sentence, Token } from '../../parse/index.ts'
import { overlaps, type Span } from '../../text/index.ts'
import type { Clause } from '../clause.ts'
import { childrenBy, prepositionOf, subtreeOf } from '../clauses/tree.ts'
import type { Position } from '../record.ts'
import { positionPhrases } from './position-phrases.ts'
import { lemmaOf, oneEach, phrasalLemmas, type View } from './view.ts'
import { jointSpeakers, type Stance, viewTaken } from './views-taken.ts'

type Found = Omit<Position, 'id'>

/**
 * What a party, or several together, hold on a matter: "both presidents agreeing that …", "A and B oppose …". The claim is what is held; acts and
 * demands between the parties themselves are events and stand there. Ids are given by the caller.
 */
export function codePositions(view: View): Found[] {
  const found: Found[] = []
  for (const sentence of view.body)
    for (const clause of view.clauses(sentence)) {
      if (view.quoted(sentence.tokens[clause.head]!)) continue
      const position =
        statePosition(view, clause) ??
        (clause.kind === 'verb'
          ? (taken(view, clause) ?? verbPosition(view, clause))
          : clause.kind === 'noun'
            ? nounPosition(view, clause)
            : null)
      if (
        position &&
        !doubted(view, clause) &&
        !found.some(
          (known) => overlaps(known.claim, position.claim) && known.holders.join() === position.holders.join(),
        )
      )
        found.push(position)
    }
  for (const sentence of view.body)
    for (const { clause, holders, tokens, stance } of positionPhrases(view, sentence)) {
      const claim = doubted(view, clause) ? null : claimOf(view, clause, tokens)
      if (claim && !found.some((known) => overlaps(known.claim, claim)))
        found.push(position(view, { ...clause, negated: false }, holders, claim, stance, 'phrase'))
    }
  return found
}

const isParty = (entity: Entity) => entity.country !== null || entity.code.startsWith('IGO')
const OPPOSITE = { for: 'against', against: 'for', unclear: 'unclear' } as const

/** "Analysts doubt that either government wants a war": nobody holds what others doubt or deny that he holds. */
function doubted(view: View, clause: Clause): boolean {
  const above = clause.parent ? view.clauses(clause.sentence)[clause.parent.clause] : undefined
  return above !== undefined && /^(?:doubt|deny|question|wonder|dispute|ask)$/.test(above.lemma)
}

/** "are both in favour of arbitration", "is opposed to any enlargement", "sided with Sogavare", "takes the opposite view". */
function statePosition(view: View, clause: Clause): Found | null {
  const { sentence, head } = clause
  const tree = view.tree(sentence)
  const word = tree.tokens[head]!.form.toLowerCase()
  if (clause.kind === 'copula' && prepositionOf(tree, head) === 'against' && !clause.conditional) {
    const against = oneEach(
      childrenBy(tree, head, 'nsubj')
        .flatMap((token) => view.actors(sentence, token))
        .filter(isParty),
    )
    const own = new Set(
      childrenBy(tree, head, 'nsubj', 'advcl', 'conj', 'parataxis').flatMap((at) => subtreeOf(tree, at)),
    )
    const matter = subtreeOf(tree, head).filter(
      (at) => !own.has(at) && !/^(?:cop|aux|advmod|case)$/.test(tree.tokens[at]!.deprel),
    )
    const claim = against.length > 0 && view.named(sentence, head) === null ? claimOf(view, clause, matter) : null
    return claim ? position(view, clause, against, claim, 'against', 'state') : null
  }
  const preposition = STATES_OF_MIND.find(([form]) => form.test(word))?.[1]
  if (!preposition || clause.conditional) return null
  if (/^favou?r$/.test(word) && prepositionOf(tree, head) !== 'in') return null
  const stance = /^(?:opposed|against|averse|hostile)$/.test(word) ? 'against' : 'for'
  const matter = childrenBy(tree, head, 'nmod', 'obl', 'advcl', 'acl').find((child) =>
    preposition.test(prepositionOf(tree, child)),
  )
  if (matter === undefined) return null
  const subjects = childrenBy(tree, head, 'nsubj', 'nsubj:pass')
  const holders = oneEach(
    (subjects.length > 0 ? subjects : clause.agents.map(({ token }) => token))
      .flatMap((token) => view.actors(sentence, token))
      .filter(isParty),
  )
  if (holders.length === 0) return null
  if (view.named(sentence, matter)?.kind === 'state') return null
  const claim = claimOf(view, clause, subtreeOf(tree, matter))
  return claim ? position(view, clause, holders, claim, stance, 'state') : null
}

const STATES_OF_MIND: readonly (readonly [RegExp, RegExp])[] = [
  [/^favou?r$/, /^of$/],
  [/^(?:opposed|averse|hostile)$/, /^to$/],
  [/^(?:sided|siding|sides|side)$/, /^with$/],
]

function holdersOf(view: View, clause: Clause): Entity[] {
  const named = oneEach(
    clause.agents
      .filter(({ via }) => via !== 'modifier')
      .flatMap(({ token }) => view.actors(clause.sentence, token))
      .filter(isParty),
  )
  return named.length > 0 ? named : [...jointSpeakers(view, clause)]
}

/** Views told by more than a verb of approving, see `viewTaken`. */
function taken(view: View, clause: Clause): Found | null {
  const found = viewTaken(view, clause)
  const holders = found ? holdersOf(view, clause) : []
  const claim = found && holders.length > 0 ? claimOf(view, clause, found.tokens) : null
  // A worry of one party is a statement; of several together, what they hold.
  if (!found || !claim || (found.stance === 'unclear' && holders.length < 2)) return null
  // What was denied is counted in the view itself.
  return position(view, { ...clause, negated: false }, holders, claim, found.stance, found.rule)
}

function verbPosition(view: View, clause: Clause): Found | null {
  const { sentence, head } = clause
  const tree = view.tree(sentence)
  const rows = phrasalLemmas(sentence, head, clause.lemma).flatMap((lemma) => view.lexicon.rows('positions', lemma))
  if (rows.length === 0 || clause.conditional || clause.voice === 'passive') return null
  const above = clause.parent ? view.clauses(sentence)[clause.parent.clause] : undefined
  // "agreed to back each other": what is promised is a commitment.
  if (clause.parent?.relation === 'xcomp' && /^(?:agree|promise|pledge|vow|offer|undertake)$/.test(above?.lemma ?? ''))
    return null
  const holders = holdersOf(view, clause)
  if (holders.length === 0) return null
  const complement = childrenBy(tree, head, 'ccomp')[0]
  const clausal = rows.find(({ takes }) => takes === 'clause')
  if (
    clausal &&
    complement !== undefined &&
    (ought(view, clause, complement) ||
      (clause.lemma === 'agree' && isMarked(view, clause, complement)) ||
      (/^hold$/.test(clause.lemma) && isMarked(view, clause, complement)) ||
      (MAINTAINS.test(clause.lemma) &&
        isMarked(view, clause, complement) &&
        heldTogether(view, clause, holders, complement)))
  ) {
    const claim = claimOf(view, clause, subtreeOf(tree, complement))
    return claim ? position(view, clause, holders, claim, clausal.stance as 'for', 'clause') : null
  }
  const plain = rows.find(({ takes }) => takes === 'object' || takes === 'views')
  if (!plain) return null
  const objects = clause.patients
    .map(({ token }) => token)
    .concat(
      clause.obliques
        .filter(
          ({ preposition }) =>
            /^(?:for|to|on|in favou?r of)$/.test(preposition) ||
            (clause.lemma.startsWith('stand') && /^(?:behind|by)$/.test(preposition)),
        )
        .map(({ participant }) => participant.token)
        .filter((token) => !isTime(view, sentence, token)),
    )
  if (
    plain.takes === 'views' &&
    !objects.some((token) =>
      /^(?:view|position|concern|stance|opinion|goal|interest)$/.test(lemmaOf(tree.tokens[token]!)),
    )
  )
    return null
  const aim = childrenBy(tree, head, 'xcomp')[0]
  // "wanted nothing it did not pay for": no view of a matter.
  if (objects.some((at) => /^(?:nothing|something|everything|anything)$/i.test(tree.tokens[at]!.form))) return null
  const target = objects.find((token) => token > head) ?? aim
  if (target === undefined) return null
  // "refused to take sides", "an inquiry which it refused to hold", "wanted to be paid" are acts and wishes for oneself.
  if (/^(?:refuse|seek|want|desire|prefer)$/.test(clause.lemma) && !objects.some((token) => token > head)) return null
  // Not to seek something is not to be against it.
  if (clause.lemma === 'seek' && clause.negated) return null
  const named = view.named(sentence, target)
  if (named?.kind === 'person' && aim === undefined) return null
  // "praised Oman", "did not want his name used"
  const isNamed = view.mentions(sentence).some((mention) => mention.head === target)
  if (isNamed && /^(?:praise|laud|hail|applaud|stand)/.test(clause.lemma)) return null
  // Praise is a view of what was agreed or decided; of deeds and manners it is a compliment.
  const isMeasure =
    view.lexicon.has('commitments', lemmaOf(tree.tokens[target]!), 'noun') ||
    /^(?:plan|decision|proposal|reform|ruling|rapprochement|reconciliation)$/.test(lemmaOf(tree.tokens[target]!))
  if (/^(?:praise|laud|commend|cheer|salute|celebrate|acclaim)$/.test(clause.lemma) && !isMeasure) return null
  if (lemmaOf(tree.tokens[target]!) === 'name') return null
  // "urged the Senate to ratify it": what a government asks of its own is no view of a third matter.
  const own = (country: string | null) => country !== null && holders.every((each) => each.country === country)
  if (
    named &&
    named.kind !== 'state' &&
    own(named.country) &&
    /^(?:urge|call on|call|press for|ask)$/.test(clause.lemma)
  )
    return null
  // "urged the Senate to ratify it", "asked his countrymen to vote": one's own, though no name says so.
  const isHome =
    /^(?:parliament|senate|congress|assembly|legislature|countryman|people|citizen|voter|lawmaker|public|nation)$/
  if (isHome.test(lemmaOf(tree.tokens[target]!)) && /^(?:urge|call on|call|press for|ask)$/.test(clause.lemma))
    return null
  // To reject a charge is to deny it.
  const isCharge = /^(?:complaint|version|charge|accusation|allegation|criticism|report|protest|suggestion)$/
  if (isCharge.test(lemmaOf(tree.tokens[target]!)) && /^(?:reject|dismiss|refuse)$/.test(clause.lemma)) return null
  // "backed the Sandinistas": a tie.
  const alone = subtreeOf(tree, target).every(
    (at) => at === target || /^(?:DET|PUNCT|ADJ|PROPN|ADP|NUM)$/.test(tree.tokens[at]!.upos),
  )
  if (
    named &&
    isNamed &&
    alone &&
    aim === undefined &&
    /^(?:state|group|organization)$/.test(named.kind) &&
    /^(?:support|back|champion|embrace|defend)$/.test(clause.lemma)
  )
    return null
  const after = subtreeOf(tree, head).filter((at) => at > head)
  const aside = new Set(
    childrenBy(tree, head, 'conj', 'parataxis', 'nsubj', 'advcl')
      .filter((child) => !(clause.lemma === 'call on' || clause.lemma === 'call') || tree.tokens[child]!.xpos !== 'VB')
      .flatMap((child) => subtreeOf(tree, child)),
  )
  const joined = alsoDid(view, clause)
  const claim = claimOf(
    view,
    clause,
    after.filter((at) => !aside.has(at) && (joined === null || at < joined.from)),
  )
  const all = joined ? oneEach([...holders, ...joined.holders]) : holders
  return claim ? position(view, clause, all, claim, plain.stance as 'for', 'object') : null
}

const MAINTAINS =
  /^(?:believe|think|argue|maintain|insist|contend|stress|affirm|underline|underscore|reaffirm|reiterate|emphasi[sz]e)$/

/** "…, as did Washington", "…, and so did Colombia": who else does the same, and from where on that is said. */
function alsoDid(view: View, { sentence, head }: Clause): { from: number; holders: Entity[] } | null {
  const did = sentence.tokens.findIndex(
    ({ form }, at) =>
      at > head && /^(?:did|does|do|has|have)$/i.test(form) && /^(?:as|so)$/i.test(sentence.tokens[at - 1]?.form ?? ''),
  )
  if (did < 0) return null
  // "as did Peru, Chile and Bolivia, whose presidents …"
  const stop = sentence.tokens.findIndex(
    ({ form, upos }, at) => at > did && (/^(?:VERB|AUX|SCONJ)$/.test(upos) || /^(?:[;:.—]|wh\w+)$/i.test(form)),
  )
  const end = stop < 0 ? sentence.tokens.length : stop
  const holders = oneEach(
    view
      .mentions(sentence)
      .filter(({ from }) => from > did && from < end)
      .flatMap(({ entity }) => view.members(view.entity(entity)))
      .filter(isParty),
  )
  let from = did - 1
  while (from > head + 1 && /^(?:,|and)$/i.test(sentence.tokens[from - 1]!.form)) from--
  return holders.length > 0 ? { from, holders } : null
}

/** What several hold together, or a country by its name, of something other than its own deeds: "Brazil has long argued that the islands belong to nobody". */
function heldTogether(view: View, clause: Clause, holders: readonly Entity[], complement: number): boolean {
  if (clause.negated) return false
  if (
    holders.length === 1 &&
    (holders[0]!.kind !== 'state' ||
      /^(?:think|stress|affirm|underline|underscore|reaffirm|reiterate|emphasi[sz]e)$/.test(clause.lemma))
  )
    return false
  const inner = view.clauseAt(clause.sentence, complement)
  const about = (inner?.agents ?? []).flatMap(({ token }) => view.actors(clause.sentence, token))
  const isOwn = about.some((each) => holders.some((holder) => each.country !== null && each.country === holder.country))
  return !isOwn && (inner?.tense !== 'past' || inner.kind === 'copula')
}

/** "reaffirmed their support for a single China", "A's opposition to the plan". */
function nounPosition(view: View, clause: Clause): Found | null {
  const stance = /^(?:support|backing|endorsement)$/.test(clause.lemma)
    ? 'for'
    : /^(?:opposition|objection|resistance)$/.test(clause.lemma)
      ? 'against'
      : null
  if (!stance) return null
  const tree = view.tree(clause.sentence)
  const matter = childrenBy(tree, clause.head, 'nmod').find(
    (child) => prepositionOf(tree, child) === (stance === 'for' ? 'for' : 'to'),
  )
  const holders = holdersOf(view, clause)
  if (matter === undefined || holders.length === 0) return null
  const claim = claimOf(view, clause, subtreeOf(tree, matter))
  return claim ? position(view, clause, holders, claim, stance, 'noun') : null
}

/** True where "that" opens the clause. */
function isMarked(view: View, { sentence }: Clause, complement: number): boolean {
  const tree = view.tree(sentence)
  return childrenBy(tree, complement, 'mark').some((at) => /^that$/i.test(tree.tokens[at]!.form))
}

/** True when what is said is that something should be: "should take the lead", "must leave". */
function ought(view: View, clause: Clause, complement: number): boolean {
  const inner = view.clauseAt(clause.sentence, complement)
  const isOnly =
    /^(?:can|could)$/.test(inner?.modal ?? '') &&
    clause.sentence.tokens.slice(clause.head, complement + 3).some(({ form }) => /^only$/i.test(form))
  // "there could be no military solution"
  const isNone =
    childrenBy(view.tree(clause.sentence), complement, 'expl').length > 0 &&
    clause.sentence.tokens.slice(clause.head, complement + 4).some(({ form }) => /^no$/i.test(form))
  // "insisted that the frontier remain open"
  const isSubjunctive =
    inner?.kind === 'verb' &&
    clause.sentence.tokens[complement]!.xpos === 'VB' &&
    inner.modal === null &&
    inner.tense !== 'future' &&
    /^(?:insist|demand|urge|request|recommend|propose)$/.test(clause.lemma) &&
    isMarked(view, clause, complement)
  return (
    isOnly ||
    isNone ||
    isSubjunctive ||
    /^(?:should|must|ought|need|have to|had to|ought to|need to)$/.test(inner?.modal ?? '')
  )
}

/** A day is nobody's matter: "called on Friday for a European force". */
function isTime(view: View, sentence: Sentence, token: number): boolean {
  const { start, end } = sentence.tokens[token]!
  return view.times(sentence).some((time) => time.start <= start && end <= time.end)
}

const isWithNoun = (token: Token | undefined) =>
  token !== undefined &&
  /^(?:ADP|DET|ADJ|NOUN|PROPN|NUM)$/.test(token.upos) &&
  !/^(?:by|after|before|as|during|despite|since|than)$/i.test(token.form)

/** "on Monday", "in May": a preposition before a day. */
const isTimed = (view: View, sentence: Sentence, at: number) =>
  sentence.tokens[at]!.upos === 'ADP' &&
  sentence.tokens.slice(at + 1, at + 4).some((_, more) => isTime(view, sentence, at + 1 + more))

function claimOf(view: View, { sentence }: Clause, tokens: readonly number[]): Span | null {
  let from = tokens[0] ?? 0
  let to = tokens.find((token, at) => tokens[at + 1] !== token + 1) ?? -1
  const isLead = (at: number) =>
    /^(?:that|for|to|on|of|with|in|against|over|about|behind|by|at|favou?r|[,;:–—-])$/i.test(
      sentence.tokens[at]!.form,
    ) || isTime(view, sentence, at)
  // What stands with a noun belongs to it, wherever the parse hangs it: "any war on the continent".
  while (
    to >= 0 &&
    isWithNoun(sentence.tokens[to + 1]) &&
    !isTime(view, sentence, to + 1) &&
    !isTimed(view, sentence, to + 1)
  )
    to++
  while (to > from && sentence.tokens[to]!.upos === 'ADP') to--
  // "…, Brown said", "…, a Panamanian diplomat said": who tells of it is no part of it.
  const next = sentence.tokens[to + 1]
  const comma = sentence.tokens.findLastIndex(({ form }, at) => at > from && at <= to && form === ',')
  if (comma > 0 && next?.upos === 'VERB' && view.lexicon.has('cues', lemmaOf(next), 'say', 'tell')) to = comma - 1
  while (from < to && isLead(from)) from++
  if (isTime(view, sentence, from)) return null
  // Words of his own are a statement.
  if (/^["“‘']$/.test(sentence.tokens[from]!.form)) return null
  const colon = sentence.tokens.findIndex(({ form }, at) => at > from && at <= to && form === ':')
  if (colon > 0) to = colon
  while (to > from && sentence.tokens[to]!.upos === 'PUNCT') to--
  if (to < from) return null
  const span = view.span(sentence, from, to)
  return span.end - span.start > 390 ? { ...span, end: view.text.lastIndexOf(' ', span.start + 390) } : span
}

function position(
  view: View,
  clause: Clause,
  holders: readonly Entity[],
  claim: Span,
  stance: Stance,
  rule: string,
): Found {
  return {
    holders: holders.map(({ id }) => id),
    issue: view.text.slice(claim.start, claim.end).replace(/\s+/g, ' '),
    stance: clause.negated ? OPPOSITE[stance] : stance,
    claim,
    shared: holders.length > 1,
    rule: `position/${rule}`,
    evidence: [view.evidence(clause.sentence)],
  }
}
