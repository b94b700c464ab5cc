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

/** A matter between countries, in a set phrase. */
const MATTER =
  '(?:treat(?:y|ies)|deals?|accords?|peace|settlements?|agreements?|pacts?|truces?|cease-?fires?|reconciliation|rapprochement|thaw|solutions?|breakthroughs?|talks|friendship|compromises?|normali[sz]ation|relations|ties|quiet|calm|alliance|partnership|understanding|relationship|union|détente|detente)'
const IS = String.raw`(?:is|are|was|were|looks?|looked|seems?|seemed|appears?|appeared|remains?|remained|will be)(?: \w+ly| still| now| not| at best)?`
const of = (pattern: string) => new RegExp(pattern.replaceAll('MATTER', MATTER).replaceAll(' IS ', ` ${IS} `), 'i')

/** Ways of saying it that are no sum of their words. */
const PHRASES: readonly (readonly [RegExp, Direction])[] = [
  [of(String.raw`\b(?:it )?remain(?:s|ed) to be seen (?:whether|if|how)\b`), 'skeptical'],
  [of(String.raw`\b(?:whether|if) .{3,70} is another (?:matter|question|story)\b`), 'skeptical'],
  [of(String.raw`\bquestion(?:s)? (?:remains?|is|are) (?:whether|how long|if)\b`), 'skeptical'],
  [
    of(
      String.raw`\b(?:no one|nobody|few|many|some|most)\b.{0,30}\b(?:wonder|ask|know|knows|ask themselves|can say)s? (?:whether|if|how long)\b`,
    ),
    'skeptical',
  ],
  [of(String.raw`\btoo (?:early|soon) to (?:speak|talk|say|celebrate|hope|tell|call|judge|know)\b`), 'skeptical'],
  [
    of(
      String.raw`\b(?:is|are|was|were|seems?|remains?) (?:still )?(?:a long way|far|miles|years|light years|decades) (?:off|away|from over)\b`,
    ),
    'skeptical',
  ],
  [
    of(
      String.raw`\bMATTER IS (?:out of reach|out of the question|far off|a distant (?:dream|prospect|hope)|beyond reach|hard to imagine|unthinkable|a pipe dream|wishful thinking|on paper only|hanging by a thread|on its last legs|living on borrowed time|doomed|in tatters|in jeopardy|in danger|at risk|under threat|unlikely|fragile|shaky|brittle|precarious|tenuous|frail|elusive|doubtful|a dead letter)\b`,
    ),
    'skeptical',
  ],
  [
    of(
      String.raw`\bMATTER IS (?:within (?:reach|grasp|sight)|in sight|at hand|close|near|nearer|closer than (?:ever|at any)|on the cards|only a matter of time|here to stay|built to last|solid|robust|on track|on course)\b`,
    ),
    'optimistic',
  ],
  [of(String.raw`\bMATTER (?:hangs?|hung) (?:in the balance)\b`), 'mixed'],
  [of(String.raw`\bMATTER (?:hangs?|hung) by a thread\b`), 'skeptical'],
  [
    of(
      String.raw`\b(?:future|fate|outcome) .{0,40}(?:hangs? in the balance|is (?:open|uncertain|anyone.s guess|unclear|in the balance))\b`,
    ),
    'mixed',
  ],
  [
    of(String.raw`\b(?:is|remains) (?:an open question|anyone's guess|in doubt|uncertain|unclear|a toss-up)\b`),
    'mixed',
  ],
  [of(String.raw`\b(?:mixture|mix|blend) of (?:hope|optimism|relief|joy) and \w+`), 'mixed'],
  [of(String.raw`\bbetween (?:hope|optimism) and (?:fear|despair|doubt|scepticism|skepticism)\b`), 'mixed'],
  [of(String.raw`\bthe worst (?:is|may be|seems to be|was|lies) (?:over|behind)\b`), 'optimistic'],
  [of(String.raw`\bthe worst (?:is|may be) (?:yet|still) to come\b`), 'skeptical'],
  [
    of(
      String.raw`\b(?:better|brighter|calmer|happier|easier|warmer) (?:days|times|years|relations) (?:lie |lay |are |were )?ahead\b`,
    ),
    'optimistic',
  ],
  [
    of(
      String.raw`\b(?:hard|hardest|difficult|troubled|rough|stormy|harder|dark) (?:days|times|years|part|weeks|months) (?:lie |lies |lay |are |is |were )?(?:ahead|still to come|yet to come)\b`,
    ),
    'skeptical',
  ],
  [
    of(
      String.raw`\b(?:do not|don't|should not|shouldn't|cannot|nobody should|one should not|no one should) (?:expect|hope for)\b`,
    ),
    'skeptical',
  ],
  [
    of(
      String.raw`\b(?:foolish|naive|naïve|unwise|rash|folly|premature|unrealistic) (?:\S+ ){0,5}to (?:expect|hope|believe|speak|talk|celebrate|think)\b`,
    ),
    'skeptical',
  ],
  [of(String.raw`\b(?:naive|naïve|foolish|rash|unwise)\b.{0,60}, to (?:expect|hope|believe)\b`), 'skeptical'],
  [of(String.raw`\bodds (?:are|were|seem) (?:against|long|stacked)\b`), 'skeptical'],
  [of(String.raw`\bodds favou?r\b`), 'optimistic'],
  [of(String.raw`\blook(?:s|ed|ing)? forward\b.{0,30}\bwith (?:great )?(?:confidence|optimism|hope)\b`), 'optimistic'],
  [
    of(
      String.raw`\b(?:no|little|few|scant) (?:grounds?|reasons?|cause|room) (?:for (?:hope|optimism|cheer)|to (?:hope|believe|expect|think|celebrate))\b`,
    ),
    'skeptical',
  ],
  [
    of(
      String.raw`\b(?:grounds?|reasons?|cause|room) (?:for (?:hope|optimism)|to (?:hope|believe|expect|think) (?:that )?(?:the|this|it) (?:\S+ ){1,4}(?:will|can|could) (?:succeed|hold|last|work|survive))\b`,
    ),
    'optimistic',
  ],
  [of(String.raw`\bsigns? points? to (?:an? )?(?:settlement|deal|accord|agreement|thaw|peace)\b`), 'optimistic'],
  [
    of(
      String.raw`\b(?:treaty|deal|accord|peace|settlement|agreement) (?:is|seems|remains) (?:years|decades|miles) (?:away|off)\b`,
    ),
    'skeptical',
  ],
  [
    of(
      String.raw`\b(?:road|path|way) to (?:peace|an? \w+|MATTER) (?:is|will be|remains) (?:still )?(?:long|stony|hard|rocky|steep|blocked|uphill)\b`,
    ),
    'skeptical',
  ],
  [
    of(String.raw`\b(?:road|path|way) to (?:peace|an? \w+|MATTER) (?:is|lies|stands) (?:now )?(?:open|clear|short)\b`),
    'optimistic',
  ],
  [
    of(
      String.raw`\b(?:opens?|paves?|clears?|opening|paving|clearing) the (?:way|door|road|path) (?:to|for|towards?) (?:\S+ ){0,3}MATTER\b`,
    ),
    'optimistic',
  ],
  [of(String.raw`\b(?:nothing|little) (?:now |\w+ )?stands? in the way\b`), 'optimistic'],
  [of(String.raw`\bopinions? (?:in \w+ |here |there )?(?:is|are|was|were|remains?) (?:divided|split)\b`), 'mixed'],
  [
    of(
      String.raw`\bhopes? (?:of|for) .{3,40} (?:is|are|were) (?:fading|dwindling|receding|dimming|slender|slim|faint)\b`,
    ),
    'skeptical',
  ],
  [
    of(
      String.raw`\b(?:raise[sd]?|raising|stirr?e?d?|rekindled?|kindled?|revived?|fuell?e?d|lift(?:s|ed)|sparked|nourish(?:es|ed)|boost(?:s|ed)?|on) (?:\w+ )?hopes? (?:of|for|that)\b`,
    ),
    'optimistic',
  ],
  [
    of(
      String.raw`\b(?:dash(?:es|ed)?|dashing|dampen(?:s|ed)?|dimm?(?:s|ed)?|end(?:s|ed)|kill(?:s|ed)|shatter(?:s|ed)|crush(?:es|ed)|extinguish(?:es|ed)|darken(?:s|ed)) (?:\w+ )?(?:hopes?|prospects?)\b`,
    ),
    'skeptical',
  ],
  [
    of(
      String.raw`\b(?:raise[sd]?|raising|stirr?e?d?|fuell?e?d|rekindled?|on|amid|revived?) (?:\w+ )?(?:fears?|doubts?) (?:of|that|about|whether|for)\b`,
    ),
    'skeptical',
  ],
  [
    of(String.raw`\bdoubts? (?:remains?|persists?|linger|lingers|about whether|whether|over whether|as to whether)\b`),
    'skeptical',
  ],
  [
    of(
      String.raw`\b(?:prospect|danger|threat|spectre|specter|risk) of (?:\w+ )?(?:war|conflict|bloodshed|collapse) (?:has not|hasn't|is still|remains|looms|is real|hangs)\b`,
    ),
    'skeptical',
  ],
  [of(String.raw`\b(?:new dawn|new spring|brighter future|new era|fresh start)\b`), 'optimistic'],
  [of(String.raw`\b(?:is|are|was|were) bracing for\b`), 'skeptical'],
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
