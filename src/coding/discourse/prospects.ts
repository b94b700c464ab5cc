import type { Sentence } from '../../parse/index.ts'
import type { Clause } from '../clause.ts'
import { childrenBy, prepositionOf, subtreeOf, type Tree } from '../clauses/tree.ts'
import { type Direction, heldOut, looksAhead, TURNED } from './expectations.ts'
import { deniedSubject, feelersOf } from './outlook-holders.ts'
import { lemmaOf, subjectsOf, type View } from './view.ts'

/** What the article's own voice says is to be expected: hopes and prospects, likelihoods, what a treaty will come to, and set phrases. */
export function prospect(view: View, clause: Clause): Direction | null {
  if (!view.isTwoSided) return null
  return (
    (isBestEver(view, clause) ? 'optimistic' : null) ??
    hopes(view, clause) ??
    likelihood(view, clause) ??
    expected(view, clause) ??
    fate(view, clause) ??
    phrase(view, clause)
  )
}

/** "The chances have never been better." */
const isBestEver = (view: View, clause: Clause) =>
  clause.sentence.tokens[clause.head]!.head < 0 &&
  /\b(?:prospects?|chances?|odds|hopes?|outlook)\b.{0,60}\bnever (?:been |looked )?(?:better|brighter|stronger|higher)\b/i.test(
    view.words(clause.sentence),
  )

const UP =
  /^(?:grow|rise|brighten|improve|revive|increase|spread|mount|return|high|higher|bright|brighter|good|better|rosy|strong|encouraging|real|fair|promising|favourable|favorable|prevail|dominate|hopeful|optimistic|positive|excellent)$/
const DOWN =
  /^(?:fade|dim|dwindle|recede|evaporate|fall|die|collapse|vanish|wane|sink|shrink|slim|slimmer|bleak|bleaker|poor|low|lower|remote|grim|gloomy|dark|slight|thin|modest|faint|dampen|dash|discouraging|negative|minimal|dismal|distant|worse|nil|small|against)$/
const NEUTRAL = /^(?:prospect|outlook|chance|odds|odd|expectation|future|sign|mood|omen|signal|portent|forecast)$/

/** "Hopes for a treaty have faded", "prospects are slim", "pessimism prevails", "the signs are encouraging". */
function hopes(view: View, clause: Clause): Direction | null {
  const { sentence, head } = clause
  const tree = view.tree(sentence)
  for (const { token } of [...feelersOf(clause), ...(clause.kind === 'verb' ? clause.patients : [])]) {
    if (token > head && clause.kind !== 'verb') continue
    const lemma = lemmaOf(tree.tokens[token]!)
    const polar = view.lexicon.row('outlooks', lemma, 'noun')?.direction as Direction | undefined
    if (!polar && !NEUTRAL.test(lemma)) continue
    // "its enthusiasm has faded": somebody's feeling, of whatever it is.
    if (!isOfMatter(view, sentence, token) || childrenBy(tree, token, 'nmod:poss').length > 0) continue
    const said = [head, ...childrenBy(tree, head, 'xcomp', 'advmod', 'acomp')]
      .filter((at) => at !== token)
      .flatMap((at) => [tree.tokens[at]!.form.toLowerCase(), lemmaOf(tree.tokens[at]!)])
    if (/^(?:future|sign|outlook)$/.test(lemma) && said.some((word) => /^(?:uncertain|unclear|mixed|open)$/.test(word)))
      return 'mixed'
    const up = said.some((word) => UP.test(word))
    const down = said.some((word) => DOWN.test(word))
    if (up === down) {
      // "The mood in Lima is one of cautious optimism."
      if (clause.kind !== 'copula') continue
      const felt = subtreeOf(tree, head)
        .map((at) => view.lexicon.row('outlooks', lemmaOf(tree.tokens[at]!), 'noun'))
        .find((row) => row !== undefined)
      if (felt && /^(?:mood|outlook)$/.test(lemma)) return felt.direction as Direction
      continue
    }
    const good = up !== clause.negated
    if (polar) return good ? polar : TURNED[polar]
    return good ? 'optimistic' : 'skeptical'
  }
  return null
}

/** A hope of nothing named, of a matter between countries, or in one: not "hope for the missing miners". */
function isOfMatter(view: View, sentence: Sentence, noun: number): boolean {
  const tree = view.tree(sentence)
  const of = childrenBy(tree, noun, 'nmod', 'acl', 'ccomp').filter(
    (at) => at > noun && !/^(?:in|on|at|among)$/.test(prepositionOf(tree, at)),
  )
  return of.length === 0
    ? view.isTwoSided
    : of.some((at) => subtreeOf(tree, at).some((each) => isMatter(view, sentence, each)))
}

function isMatter(view: View, sentence: Sentence, token: number): boolean {
  const lemma = lemmaOf(sentence.tokens[token]!)
  return (
    view.lexicon.has('outlooks', lemma, 'matter') ||
    view.lexicon.has('commitments', lemma, 'noun', 'body') ||
    view.lexicon.has('ties', lemma, 'relation') ||
    /^(?:talk|negotiation|neighbou?r|country|capital|solution|return|contact)$/.test(lemma)
  )
}

const subjectMatter = (view: View, clause: Clause) =>
  subjectsOf(clause)
    .concat(clause.voice === 'passive' ? clause.patients : [])
    .some(({ token }) => view.named(clause.sentence, token) === null && isMatter(view, clause.sentence, token))

/** "A breakthrough is unlikely", "the truce is unlikely to hold", "a settlement seems far off". */
function likelihood(view: View, clause: Clause): Direction | null {
  const { sentence, head } = clause
  const tree = view.tree(sentence)
  const at = [head, ...childrenBy(tree, head, 'xcomp', 'advmod')].find((each) =>
    /^(?:likely|likelier|unlikely|improbable|far|distant|remote|elusive|near|close|imminent|doubtful|inevitable)$/i.test(
      tree.tokens[each]!.form,
    ),
  )
  if (at === undefined || !(clause.kind === 'copula' || /^(?:seem|look|appear|remain)$/.test(clause.lemma))) return null
  if (!subjectMatter(view, clause)) return null
  const word = tree.tokens[at]!.form.toLowerCase()
  const isOff =
    /^(?:unlikely|improbable|distant|remote|elusive|doubtful)$/.test(word) ||
    (word === 'far' && /^(?:off|away)$/i.test(tree.tokens[at + 1]?.form ?? ''))
  const isOn = /^(?:likely|likelier|imminent|near|inevitable)$/.test(word)
  if (!isOff && !isOn) return null
  const inner = childrenBy(tree, at, 'xcomp', 'advcl', 'ccomp', 'csubj').filter((each) => each > at)
  // The thing itself, or what it is likely to do.
  const tokens =
    inner.length > 0 ? inner.flatMap((each) => subtreeOf(tree, each)) : subjectsOf(clause).map(({ token }) => token)
  return heldOut(view, sentence, tokens, isOff !== clause.negated)
}

/** "Relations are expected to improve", "the talks are widely expected to fail". */
function expected(view: View, clause: Clause): Direction | null {
  const { sentence, head } = clause
  const tree = view.tree(sentence)
  const isHeld =
    /^(?:expect|tip|bind|forecast|predict|think|believe|destine)(?: to)?$/.test(clause.modal ?? '') ||
    (/^(?:expect|forecast|predict|bind)$/.test(clause.lemma) && clause.voice === 'passive')
  if (!isHeld || clause.parent?.relation === 'xcomp' || !subjectMatter(view, clause)) return null
  const inner = childrenBy(tree, head, 'xcomp')[0]
  const tokens = inner === undefined ? [head, ...childrenBy(tree, head, 'advmod', 'xcomp')] : subtreeOf(tree, inner)
  return heldOut(view, sentence, tokens, clause.negated)
}

const LIVES = /^(?:survive|last|hold|endure|succeed|work|prosper|flourish|bear fruit|pay off)$/
const DIES = /^(?:fail|collapse|unravel|founder|lapse|fade|stall|falter|crumble|fall apart|backfire)$/

/** "The truce may not survive an election", "the pact will unravel": what is to become of it, in the writer's own voice. */
function fate(view: View, clause: Clause): Direction | null {
  if (clause.kind !== 'verb' || clause.conditional || !looksAhead(clause)) return null
  const { sentence, head } = clause
  if (guessed(view, clause)) {
    const words = [head, ...childrenBy(view.tree(sentence), head, 'nsubj', 'obj', 'advmod', 'obl')]
    return heldOut(view, sentence, words, clause.negated)
  }
  if (clause.parent?.relation === 'ccomp' || clause.parent?.relation === 'advcl') return null
  const is = (kind: RegExp) => kind.test(clause.lemma)
  // "will hold its first session"
  const isOther = clause.patients.length > 0 && clause.lemma !== 'survive'
  if ((!is(LIVES) && !is(DIES)) || isOther || !subjectMatter(view, clause)) return null
  return is(LIVES) !== clause.negated ? 'optimistic' : 'skeptical'
}

/** "My guess is that the pact will hold", "in my view the quarrel will go on for years". */
function guessed(view: View, { sentence, head }: Clause): boolean {
  if (sentence.tokens[head]!.head >= 0) return false
  return /\b(?:my (?:own )?(?:guess|view|bet|hunch|impression|opinion|judgment|judgement|fear|hope)(?:,| is)|in my (?:view|opinion|judgment|judgement|estimation)\b)/i.test(
    view.words(sentence),
  )
}

/** Ways of saying it that are no sum of their words. */
const PHRASES: readonly (readonly [RegExp, Direction])[] = [
  [/\b(?:it )?remains to be seen (?:whether|if|how)\b/i, 'skeptical'],
  [/\btoo (?:early|soon) to (?:speak|talk|say|celebrate|hope|tell|call)\b/i, 'skeptical'],
  [/\b(?:is|are|was|were|seems?|remains?) (?:still )?(?:a long way|far) (?:off|away|from over)\b/i, 'skeptical'],
  [/\b(?:is|remains) (?:an open question|anyone's guess|in doubt|uncertain)\b/i, 'mixed'],
  [/\bthe worst (?:is|may be|seems to be|was) (?:over|behind)\b/i, 'optimistic'],
  [/\b(?:better|brighter|calmer) (?:days|times|years) (?:lie |are )?ahead\b/i, 'optimistic'],
  [/\b(?:do not|don't|should not|shouldn't|cannot|nobody should|one should not) (?:expect|hope for)\b/i, 'skeptical'],
  [/\b(?:foolish|naive|unwise|rash) to (?:expect|hope|believe)\b/i, 'skeptical'],
  [/\bodds (?:are|were) (?:against|long)\b/i, 'skeptical'],
  [/\bodds favou?r\b/i, 'optimistic'],
  [/\blook(?:s|ed|ing)? forward\b.{0,30}\bwith (?:great )?(?:confidence|optimism|hope)\b/i, 'optimistic'],
  [/\bgrounds? for (?:hope|optimism)\b/i, 'optimistic'],
  [/\bsigns? points? to (?:an? )?(?:settlement|deal|accord|agreement|thaw|peace)\b/i, 'optimistic'],
  [
    /\b(?:treaty|deal|accord|peace|settlement|agreement) (?:is|seems|remains) (?:years|decades|miles) (?:away|off)\b/i,
    'skeptical',
  ],
  [/\broad to (?:peace|an? \w+) (?:is|will be|remains) (?:still )?(?:long|stony|hard|rocky|steep)\b/i, 'skeptical'],
  [/\bopinions? (?:in \w+ )?(?:is|are|was|were|remains?) (?:divided|split)\b/i, 'mixed'],
  [/\bhopes? (?:of|for) .{3,40} (?:is|are|were) (?:fading|dwindling|receding|dimming)\b/i, 'skeptical'],
]

/** A set phrase, told with the root of its sentence so that it is told once. */
function phrase(view: View, clause: Clause): Direction | null {
  const { sentence, head } = clause
  if (sentence.tokens[head]!.head >= 0) return null
  const words = view.words(sentence)
  return PHRASES.find(([pattern]) => pattern.test(words))?.[1] ?? null
}

/** "In Brussels there is more confidence", "there was less enthusiasm", "there is little hope of a settlement". */
export function thereIs(view: View, clause: Clause): Direction | null {
  const { sentence, head } = clause
  const tree: Tree = view.tree(sentence)
  for (const noun of [head, ...childrenBy(tree, head, 'nsubj', 'obj')]) {
    const row = view.lexicon.row('outlooks', lemmaOf(tree.tokens[noun]!), 'noun')
    const isNeutral = NEUTRAL.test(lemmaOf(tree.tokens[noun]!))
    if (!row && !isNeutral) continue
    const kinds = childrenBy(tree, noun, 'amod', 'det').map((child) => tree.tokens[child]!.form.toLowerCase())
    const isLittle = kinds.some((kind) => /^(?:little|less|no|scant|few|small|slim)$/.test(kind))
    const of = childrenBy(tree, noun, 'nmod').filter((at) => /^(?:of|for|that)$/.test(prepositionOf(tree, at)))
    if (of.length > 0 && !isOfMatter(view, sentence, noun)) continue
    if (isNeutral) {
      if (/^(?:chance|prospect)$/.test(lemmaOf(tree.tokens[noun]!)) && isLittle) return 'skeptical'
      continue
    }
    return isLittle || clause.negated || deniedSubject(view, clause)
      ? TURNED[row!.direction as Direction]
      : (row!.direction as Direction)
  }
  return null
}
