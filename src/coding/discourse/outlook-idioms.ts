import type { Entity } from '../../ground/index.ts'
import type { Sentence } from '../../parse/index.ts'
import type { Clause } from '../clause.ts'
import { childrenBy, subtreeOf } from '../clauses/tree.ts'
import { type Direction, heldOut, looksAhead, ofMatter, TURNED } from './expectations.ts'
import { deniedSubject, feelersOf, holderNoun, isFirstPerson, isOfficial, isPerson } from './outlook-holders.ts'
import { lemmaOf, type View } from './view.ts'

/** What someone expects, told by idiom rather than by a word of hope or doubt: "saw trouble ahead", "put the odds at even", "gives it six months". */
export function outlookIdiom(view: View, clause: Clause): Direction | null {
  if (clause.kind === 'copula') return farFrom(view, clause)
  if (clause.kind !== 'verb' || clause.conditional || !(view.isTwoSided || ofMatter(view, clause.sentence))) return null
  return (
    thoughtOf(view, clause) ??
    foresaw(view, clause) ??
    odds(view, clause) ??
    givenTime(view, clause) ??
    warned(view, clause) ??
    expectsToStay(view, clause) ??
    counted(view, clause) ??
    certain(view, clause)
  )
}

/** Whoever may be asked what he expects: an expert, someone by name, a trade; never an official of his own promise. */
const mayExpect = (view: View, clause: Clause) =>
  holderNoun(view, clause) || isPerson(view, clause) || isFirstPerson(clause) || isTrade(view, clause)

const TRADE =
  /^(?:company|firm|bank|shipper|shipping|businessman|shipowner|market|industry|broker|driver|trucker|insurer|operator|airline|trader|people|man|woman)$/

const isTrade = (view: View, clause: Clause) =>
  feelersOf(clause).some(({ token }) => TRADE.test(lemmaOf(view.tree(clause.sentence).tokens[token]!)))

/** "The companies are far from convinced", "oil companies are bullish". */
function farFrom(view: View, clause: Clause): Direction | null {
  const { sentence, head } = clause
  if (clause.negated || clause.conditional || !view.isTwoSided) return null
  const word = sentence.tokens[head]!.form.toLowerCase()
  const isFar =
    /^far$/i.test(sentence.tokens[head - 2]?.form ?? '') && /^from$/i.test(sentence.tokens[head - 1]?.form ?? '')
  if (isFar && /^(?:convinced|certain|sure|confident|optimistic|hopeful|persuaded)$/.test(word)) return 'skeptical'
  return isTrade(view, clause)
    ? ((view.lexicon.row('outlooks', word, 'adj')?.direction as Direction | undefined) ?? null)
    : null
}

/** "thought little of the arrangement", "makes light of the accord". */
function thoughtOf(view: View, clause: Clause): Direction | null {
  if (!mayExpect(view, clause) || clause.negated) return null
  const words = after(clause, 4)
  if (
    /^(?:think|make|expect)/.test(clause.lemma) &&
    /^(?:\S+ )?(?:very )?(?:little|nothing|not much) (?:of|from)\b/.test(words)
  )
    return 'skeptical'
  if (
    /^(?:think|expect)/.test(clause.lemma) &&
    /^(?:\S+ )?(?:much|highly|a lot|great things|the best) (?:of|from)\b/.test(words)
  )
    return 'optimistic'
  if (/^shake$/.test(clause.lemma) && /\bheads?\b/.test(words) && ofMatter(view, clause.sentence)) return 'skeptical'
  return null
}

const after = ({ sentence, head }: Clause, count: number) =>
  sentence.tokens
    .slice(head, head + count + 1)
    .map(({ form }) => form.toLowerCase())
    .join(' ')

const ILL =
  /^(?:trouble|storm|crisis|war|difficulty|danger|conflict|quarrel|problem|clash|bang|friction|row|failure|collapse|worse|worst|rupture|setback|delay|stalemate|betrayal|hardship)$/
const WELL =
  /^(?:relief|peace|calm|improvement|progress|breakthrough|quiet|success|recovery|growth|prosperity|thaw|stability|spring|boom|settlement|agreement|dawn)$/

/** "saw trouble ahead", "foresees relief", "predicted a quiet Christmas". */
function foresaw(view: View, clause: Clause): Direction | null {
  if (
    !/^(?:see|foresee|predict|forecast|anticipate|prophesy|sense|smell)$/.test(clause.lemma) ||
    !mayExpect(view, clause)
  )
    return null
  const { sentence, head } = clause
  const tree = view.tree(sentence)
  const object = clause.patients.map(({ token }) => token).find((at) => at > head)
  if (object === undefined) return null
  const isAhead =
    /^(?:foresee|predict|forecast|anticipate|prophesy)$/.test(clause.lemma) ||
    /\b(?:ahead|coming|looming|on the horizon)\b/.test(after(clause, 8))
  if (!isAhead) return null
  const words = [object, ...childrenBy(tree, object, 'amod')].flatMap((at) => [
    lemmaOf(tree.tokens[at]!),
    tree.tokens[at]!.form.toLowerCase(),
  ])
  const turn = (direction: Direction) => (clause.negated ? TURNED[direction] : direction)
  if (words.some((word) => ILL.test(word))) return turn('skeptical')
  if (words.some((word) => WELL.test(word))) return turn('optimistic')
  return heldOut(view, sentence, subtreeOf(tree, object), clause.negated)
}

/** "put the odds of a treaty at even", "rates the chances at one in ten". */
function odds(view: View, clause: Clause): Direction | null {
  if (!/^(?:put|set|rate|place|reckon|estimate)$/.test(clause.lemma) || !mayExpect(view, clause)) return null
  const words = view.words(clause.sentence).toLowerCase()
  const found =
    /\b(?:odds|chances?|probability|likelihood)\b[^.;]*\b(?:at|as)\s+(?:about |roughly |no better than |less than |better than )?([\w-]+(?: [\w-]+){0,2})/.exec(
      words,
    )
  if (!found) return null
  const said = found[1]!
  if (/\b(?:even|fifty|50|half|one in two)\b/.test(said)) return 'mixed'
  if (/\b(?:nil|zero|slim|low|poor|one in|ten|five|20|10|30)\b/.test(said)) return 'skeptical'
  return /\b(?:high|good|strong|nine|eight|seven|70|80|90)\b/.test(said) ? 'optimistic' : null
}

/** "gives the reconciliation six months", "would give the truce a year". */
function givenTime(view: View, clause: Clause): Direction | null {
  if (clause.lemma !== 'give' || !mayExpect(view, clause)) return null
  const { tokens } = clause.sentence
  const words = view.words(clause.sentence)
  const isSpan =
    /\bgives?\b[^.;]*?\b(?:an?|one|two|three|six|\w+)\b (?:more )?(?:hour|day|week|month|year)s?\b/i.test(words) ||
    /\bgive\b[^.;]*“?"?a year\b/i.test(words)
  const isMatter = clause.patients.concat(clause.receivers).some(({ token }) => {
    const lemma = lemmaOf(tokens[token]!)
    return view.lexicon.has('outlooks', lemma, 'matter') || /^it$/.test(lemma)
  })
  return isSpan && isMatter ? 'skeptical' : null
}

const FRAIL = /^(?:rest|hang|depend|crumble|collapse|fail|unravel|die|founder|evaporate|return|break)$/

/** "gave warning that the pact rested on two men", "warned that the deal would fall apart". */
function warned(view: View, clause: Clause): Direction | null {
  const isWarning =
    /^(?:warn|caution)$/.test(clause.lemma) ||
    (/^(?:give|sound|issue)$/.test(clause.lemma) &&
      clause.patients.some(({ token }) => lemmaOf(clause.sentence.tokens[token]!) === 'warning'))
  if (!isWarning || clause.negated || !mayExpect(view, clause) || isOfficial(view, clause)) return null
  const tree = view.tree(clause.sentence)
  const inner = subtreeOf(tree, clause.head).find((at) => {
    const said = at > clause.head ? view.clauseAt(clause.sentence, at) : undefined
    return said?.kind === 'verb' && FRAIL.test(said.lemma.split(' ')[0]!)
  })
  return inner !== undefined && (ofMatter(view, clause.sentence) || view.isTwoSided) ? 'skeptical' : null
}

/** "expects the maps to stay on the walls": that nothing will change. */
function expectsToStay(view: View, clause: Clause): Direction | null {
  if (!/^(?:expect|see)$/.test(clause.lemma) || !mayExpect(view, clause) || isOfficial(view, clause)) return null
  if (clause.voice === 'passive' || !view.isTwoSided) return null
  const tree = view.tree(clause.sentence)
  const inner = childrenBy(tree, clause.head, 'xcomp', 'ccomp', 'advcl').find((at) => at > clause.head)
  return inner !== undefined &&
    /^(?:stay|remain|persist|linger|drag|continue|smoulder|simmer)$/.test(lemmaOf(tree.tokens[inner]!))
    ? clause.negated
      ? 'optimistic'
      : 'skeptical'
    : null
}

/** "are counting on the first cargo", "pin their hopes on the accord". */
function counted(view: View, clause: Clause): Direction | null {
  const isHope =
    (/^(?:count|bank|bet)(?: on)?$/.test(clause.lemma) && /^\S+ on\b/.test(after(clause, 2))) ||
    (/^(?:pin|place)$/.test(clause.lemma) &&
      clause.patients.some(({ token }) => /^hope$/.test(lemmaOf(clause.sentence.tokens[token]!))))
  if (!isHope || !mayExpect(view, clause)) return null
  if (clause.obliques.some(({ participant }) => ILL.test(lemmaOf(clause.sentence.tokens[participant.token]!))))
    return null
  return clause.negated ||
    deniedSubject(view, clause) ||
    (/^(?:would|will)$/.test(clause.modal ?? '') && clause.negated)
    ? 'skeptical'
    : 'optimistic'
}

/** "had no doubts", "has few illusions". */
function certain(view: View, clause: Clause): Direction | null {
  if (!/^(?:have|harbou?r|express)$/.test(clause.lemma) || !mayExpect(view, clause)) return null
  const tree = view.tree(clause.sentence)
  for (const { token } of clause.patients) {
    const lemma = lemmaOf(tree.tokens[token]!)
    const isNone =
      clause.negated ||
      childrenBy(tree, token, 'det', 'amod').some((at) => /^(?:no|few|little)$/i.test(tree.tokens[at]!.form))
    if (lemma === 'doubt' && isNone) return 'optimistic'
    if (lemma === 'illusion' && isNone) return 'skeptical'
  }
  return null
}

/** Phrases of someone's words that look ahead by themselves. */
const SAYINGS: readonly (readonly [RegExp, Direction])[] = [
  [
    /\blight (?:could be seen |was visible |can be seen |was to be seen )?at the end of the (?:tunnel|road)\b/i,
    'optimistic',
  ],
  [/\b(?:worst|hardest part) (?:is|was|lies|lay) (?:behind|over)\b/i, 'optimistic'],
  [/\b(?:nearly|almost) there\b/i, 'optimistic'],
  [/\bbelieve it when (?:I|he|she|we|they) (?:see|saw)\b/i, 'skeptical'],
  [/\bwill be (?:back|at it again)\b/i, 'skeptical'],
  [/\bone wonders who\b/i, 'skeptical'],
  [/\buntil the next (?:bang|shot|war|crisis|quarrel|election)\b/i, 'skeptical'],
  [/\bfingers crossed\b/i, 'skeptical'],
  [/\bgo either way\b/i, 'mixed'],
  [/\bnot worth the (?:paper|ink)\b/i, 'skeptical'],
  [/\b(?:not|never) hold (?:his|her|my|our|their) breath\b/i, 'skeptical'],
  [/\b(?:would|wouldn't|will|won't) (?:not )?(?:bet|stake|wager|put)\b.{0,30}\bon (?:it|that|this)\b/i, 'skeptical'],
  [/\bwould not bet on\b/i, 'skeptical'],
  [/\bI have my doubts\b/i, 'skeptical'],
  [/\b(?:would(?: not|n['’]t)|will not|won['’]t|never) (?:bet|stake|wager|put|hold)\b/i, 'skeptical'],
  [
    /\b(?:paper|ink) is patient\b|\bonly (?:paper|words|ink)\b|\bwords are cheap\b|\b(?:just|mere|only) a piece of paper\b/i,
    'skeptical',
  ],
  [/\bat each other['’]s throats\b/i, 'skeptical'],
  [
    /\b(?:heard|seen|had|signed|been)\b.{0,30}\b(?:all|this|that|it|such \w+|these \w+|\w+ of these \w+|promises like) (?:before|all before)\b/i,
    'skeptical',
  ],
  [
    /\b(?:heard|seen) (?:it|this|that) all\b|\bheard (?:such|these|those) \w+ before\b|\bgo the same way\b|\bhere before\b/i,
    'skeptical',
  ],
  [/\b(?:we|I|they) (?:shall|will|['’]ll) see\b(?=[^.]*\b(?:if|whether|what)\b)/i, 'skeptical'],
  [/\bask (?:me|us|him|her) (?:again )?in\b/i, 'skeptical'],
  [/\bnever (?:been |felt )?(?:so|more) (?:hopeful|optimistic|confident)\b/i, 'optimistic'],
  [/\b(?:fifty-fifty|50-50|even chance|toss of a coin)\b/i, 'mixed'],
  [
    /\b(?:optimists and (?:the )?pessimists|pessimists and (?:the )?optimists|hopes? and (?:fears?|doubts?|worry))\b/i,
    'mixed',
  ],
  [
    /\b(?:opinions?|views|experts|analysts|observers|diplomats|scholars) (?:\w+ )?(?:differ|diverge|disagree)\b/i,
    'mixed',
  ],
  [
    /\btoo good to be true\b|\bnot (?:yet )?out of the woods\b|\bborrowed time\b|\bhouse of cards\b|\bbuilt on sand\b|\bdead letter\b/i,
    'skeptical',
  ],
  [
    /\b(?:no|nobody|no one)\b.{0,40}\b(?:is|are) (?:yet )?celebrating\b|\b(?:nobody|no one|few|not many|hardly anyone)\b.{0,25}\b(?:believed?|believes|trusts?|trusted) (?:him|her|it|them|a word)\b/i,
    'skeptical',
  ],
  [/\bthis time (?:it |things |everything )?(?:is|are|will be|may be|could be) (?:\w+ )?different\b/i, 'optimistic'],
  [
    /\bthere is (?:\w+ )?light\b|\bice (?:has|had|is) (?:been )?broken\b|\bturned the corner\b|\bstart of something\b|\bno turning back\b|\bnever again\b|\bno way back\b|\bpoint of no return\b/i,
    'optimistic',
  ],
  [
    /\bcould go either way\b|\bglass (?:is |as )?half[- ](?:full|empty)\b|\bone step forward\b|\bneither hopeful nor\b|\bbut no more(?: than that)?\b|\bonly just\b|\bcold peace\b/i,
    'mixed',
  ],
  [/\bmarriage of convenience\b|\bwith separate bedrooms\b/i, 'mixed'],
]

/** What some words hold out by a saying, whoever utters them. */
export const sayingIn = (words: string): Direction | null =>
  SAYINGS.find(([pattern]) => pattern.test(words))?.[1] ?? null

/** "In five years, a diplomat predicted, people would …", "the pipe, he predicted, would be filled": a forecast set into what is forecast. */
export function forecastWithin(view: View, sentence: Sentence): { direction: Direction; holder: Entity | null } | null {
  if (!view.isTwoSided && !ofMatter(view, sentence)) return null
  const at = sentence.tokens.findIndex(
    ({ form }, index) =>
      /^(?:predicts|predicted|forecasts|prophesied|believes?|believed|thinks?|thought|reckons?|reckoned|fears?|feared|hopes?|hoped|suspects?|suspected|expects?|expected)$/i.test(
        form,
      ) &&
      sentence.tokens[index + 1]?.form === ',' &&
      /^(?:PROPN|PRON|NOUN|PUNCT)$/.test(sentence.tokens[index - 1]?.upos ?? ''),
  )
  if (at < 1 || view.quoted(sentence.tokens[at]!)) return null
  const named = view.mentions(sentence).find(({ to, form }) => to === at && form !== 'place')
  // What stands before the word is forecast too: "Relations, he believes, will stay cold".
  const own = Math.max(
    0,
    sentence.tokens.findLastIndex(({ form }, index) => index < at && form === ','),
  )
  const rest = sentence.tokens.map((_, index) => index).filter((index) => index > at || index < own)
  const clause = view
    .clauses(sentence)
    .find((each) => each.kind !== 'noun' && each.head > at && (looksAhead(each) || each.kind === 'copula'))
  if (!clause) return null
  const direction = heldOut(view, sentence, rest, false) ?? (clause.negated ? 'skeptical' : 'optimistic')
  return { direction, holder: named ? view.entity(named.entity) : null }
}
