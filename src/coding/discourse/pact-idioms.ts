import type { Entity } from '../../ground/index.ts'
import type { Clause } from '../clause.ts'
import { childrenBy, prepositionOf, subtreeOf } from '../clauses/tree.ts'
import {
  actorsAt,
  agentsOf,
  type Draft,
  dealAt,
  draft,
  isComing,
  isInfinitive,
  namedSides,
  otherOfStory,
  twoSides,
  withWhom,
} from './commitment-drafts.ts'
import { isPast } from './dating.ts'
import { lemmaOf, oneEach, type View } from './view.ts'

/** Agreements told without a noun or a verb of agreeing: a dispute settled, hands shaken on a plan, a halt to the fighting, a border accepted. */
export function pactIdioms(view: View, clause: Clause): Draft[] {
  if (clause.kind !== 'verb') return []
  return [
    ...settled(view, clause),
    ...cameToTerms(view, clause),
    ...silenced(view, clause),
    ...joinedIn(view, clause),
    ...agreedByAll(view, clause),
    ...acceptedBorder(view, clause),
    ...recognitionGiven(view, clause),
    ...toBeDone(view, clause),
  ]
}

const objectsOf = (clause: Clause) => clause.patients.map(({ token }) => token).filter((token) => token > clause.head)

const bothOf = (view: View, clause: Clause): Entity[] => oneEach([...agentsOf(view, clause), ...withWhom(view, clause)])

const QUARREL =
  /^(?:dispute|quarrel|row|feud|conflict|difference|disagreement|rift|claim|question|argument|debt|border|frontier|boundary)$/

/** "The two sides settled their dispute over fishing": both of them, of what lay between them. */
function settled(view: View, clause: Clause): Draft[] {
  if (!/^(?:settle|resolve|bury|compose|patch up|iron out|sort out|end|lay to rest)$/.test(clause.lemma)) return []
  const tree = view.tree(clause.sentence)
  const both = bothOf(view, clause)
  const noun = objectsOf(clause).find((token) => QUARREL.test(lemmaOf(tree.tokens[token]!)))
  if (both.length !== 2 || noun === undefined || isPast(view, clause.sentence, clause.head)) return []
  // "ended a feud by force" settles nothing.
  const isTheirs = childrenBy(tree, noun, 'nmod:poss', 'det').some((at) =>
    /^(?:their|an?)$/i.test(tree.tokens[at]!.form),
  )
  return isTheirs ? [draft(view, clause, 'agreement', 'agreed', both, 'settled', { noun, giver: '' })] : []
}

/** Verb and the thing it does: what two do who agree. */
const TERMS: readonly (readonly [RegExp, RegExp])[] = [
  [/^(?:come|agree)$/, /^term$/],
  [/^(?:strike|make|drive|seal|reach|find)$/, /^(?:bargain|compromise|settlement|arrangement|solution|modus)$/],
  [/^shake$/, /^hand$/],
  [/^(?:reach|find)$/, /^ground$/],
]

/** "came to terms over water", "shook hands on a plan", "struck a bargain", "made common cause". */
function cameToTerms(view: View, clause: Clause): Draft[] {
  const { sentence } = clause
  const terms = TERMS.filter(([verb]) => verb.test(clause.lemma))
  if (terms.length === 0) return []
  const things = [
    ...objectsOf(clause),
    ...clause.obliques.filter(({ preposition }) => preposition === 'to').map(({ participant }) => participant.token),
  ]
  const noun = things.find((token) => terms.some(([, thing]) => thing.test(lemmaOf(sentence.tokens[token]!))))
  if (noun === undefined) return []
  // A handshake is a greeting unless it is on something.
  const isOn = clause.obliques.some(({ preposition }) => preposition === 'on')
  if (clause.lemma === 'shake' && !isOn) return []
  // "offered to help them find a settlement": none is found yet.
  if (isInfinitive(view, clause) || clause.modal !== null) return []
  const both = bothOf(view, clause)
  return both.length === 2 ? [draft(view, clause, 'agreement', 'agreed', both, 'terms', { noun, giver: '' })] : []
}

const FIGHTING = /^(?:fighting|hostility|hostilities|shelling|shooting|bloodshed|firing|combat|violence)$/

/** "will hold their fire", "agreed to lay down their arms", "accepted a halt to the fighting". */
export function silenced(view: View, clause: Clause): Draft[] {
  const holds = /^(?:hold|cease|stop|silence|lay down|lay|lie down|halt|suspend)$/.test(clause.lemma)
  const halts = /^(?:accept|agree|declare|announce|proclaim|order|reach|sign|negotiate)$/.test(clause.lemma)
  if (!holds && !halts) return []
  const tree = view.tree(clause.sentence)
  const objects = objectsOf(clause).concat(
    clause.obliques
      .filter(({ preposition }) => /^(?:to|on)$/.test(preposition))
      .map(({ participant }) => participant.token),
  )
  const lemma = (token: number) => lemmaOf(tree.tokens[token]!)
  const isHeld =
    holds &&
    objects.some(
      (token) =>
        /^(?:fire|gun)$/.test(lemma(token)) ||
        FIGHTING.test(lemma(token)) ||
        (/^l(?:ay|ie)/.test(clause.lemma) && /^(?:arm|arms|weapon)$/.test(lemma(token))),
    )
  const isHalt =
    halts &&
    objects.some(
      (token) =>
        /^(?:halt|end|pause|suspension|cessation|stop)$/.test(lemma(token)) &&
        subtreeOf(tree, token).some((at) => FIGHTING.test(lemma(at))),
    )
  if (!isHeld && !isHalt) return []
  const both = bothOf(view, clause)
  const isSettled =
    isHalt || isComing(clause) || isInfinitive(view, clause) || /^(?:agree|promise)/.test(clause.modal ?? '')
  return both.length === 2 && isSettled
    ? [draft(view, clause, 'ceasefire', 'agreed', both, 'guns-silent', { giver: '' })]
    : []
}

/** "has joined Chile in a pact", "joined with Chile in an agreement". */
function joinedIn(view: View, clause: Clause): Draft[] {
  if (clause.lemma !== 'join' || isComing(clause)) return []
  const noun = clause.obliques
    .filter(({ preposition }) => preposition === 'in')
    .map(({ participant }) => participant.token)
    .find((token) => dealAt(view, clause.sentence, token)?.form === 'agreement')
  const joined = clause.patients.flatMap(({ token }) => actorsAt(view, clause, token))
  const parties = oneEach([...bothOf(view, clause), ...joined])
  return noun !== undefined && parties.length === 2
    ? [draft(view, clause, 'agreement', 'signed', parties, 'joined-in', { noun, giver: '' })]
    : []
}

/** "It was agreed that the consulates should reopen": by the two of whom the article tells. */
function agreedByAll(view: View, clause: Clause): Draft[] {
  if (!/^(?:agree|settle|decide)$/.test(clause.lemma) || clause.voice !== 'passive' || !view.isTwoSided) return []
  const tree = view.tree(clause.sentence)
  const isIt = childrenBy(tree, clause.head, 'expl', 'nsubj', 'nsubj:pass').some((at) =>
    /^it$/i.test(tree.tokens[at]!.form),
  )
  const content = childrenBy(tree, clause.head, 'ccomp', 'csubj', 'csubj:pass')[0]
  const inner = content === undefined ? undefined : view.clauseAt(clause.sentence, content)
  if (!isIt || !inner || !/^(?:will|would|should|shall|be to)$/.test(inner.modal ?? '')) return []
  const parties = namedSides(view, clause.sentence)
  return parties.length === 2
    ? [draft(view, clause, 'agreement', 'agreed', parties, 'agreed-that', { giver: '', dueHeads: [content!] })]
    : []
}

const LINE = /^(?:border|frontier|boundary|line|sovereignty|independence|annexation)$/

/** "accepts the Oder as Poland's frontier", "accepted the present line as its border". */
function acceptedBorder(view: View, clause: Clause): Draft[] {
  if (!/^(?:accept|recogni[sz]e|acknowledge)$/.test(clause.lemma) || clause.voice !== 'active') return []
  const { sentence } = clause
  const tree = view.tree(sentence)
  const as = subtreeOf(tree, clause.head).find(
    (at) => at > clause.head && prepositionOf(tree, at) === 'as' && LINE.test(lemmaOf(tree.tokens[at]!)),
  )
  const giver = oneEach(agentsOf(view, clause))
  if (as === undefined || giver.length !== 1) return []
  const named = view
    .mentions(sentence)
    .filter(({ head, form }) => head > clause.head && form !== 'place')
    .flatMap(({ head }) => actorsAt(view, clause, head))
    .filter(({ kind, sectors }) => kind === 'state' || sectors.includes('GOV'))
  const other = twoSides(giver, named) ? oneEach(named) : otherOfStory(view, giver)
  const parties = oneEach([...giver, ...other])
  return parties.length === 2
    ? [draft(view, clause, 'recognition', isComing(clause) ? 'offered' : 'in-force', parties, 'accepted-border', {})]
    : []
}

/** "extended diplomatic recognition to Kosovo", "granted recognition to the new state". */
function recognitionGiven(view: View, clause: Clause): Draft[] {
  if (!/^(?:extend|grant|accord|give|confer)$/.test(clause.lemma)) return []
  const { sentence } = clause
  const isSo = clause.patients.some(({ token }) => lemmaOf(sentence.tokens[token]!) === 'recognition')
  const to = [
    ...clause.receivers.map(({ token }) => token),
    ...clause.obliques
      .filter(({ preposition }) => /^(?:to|of|upon|on)$/.test(preposition))
      .map(({ participant }) => participant.token),
    ...clause.patients.flatMap(({ token }) => childrenBy(view.tree(sentence), token, 'nmod')),
  ].flatMap((token) => actorsAt(view, clause, token))
  const giver = agentsOf(view, clause)
  return isSo && twoSides(giver, to) && oneEach(to).length === 1
    ? [
        draft(view, clause, 'recognition', isComing(clause) ? 'offered' : 'in-force', [...giver, ...to], 'recognize', {
          giver: oneEach(giver)
            .map(({ code }) => code)
            .join(' '),
        }),
      ]
    : []
}

const STEP =
  /^(?:abolish|complete|lay out|mark|demarcate|draw|double|triple|raise|reduce|cut|exchange|swap|set aside|transfer|dismantle|destroy|clear|simplify|introduce|shelve|settle|connect|link|extend|restore|reopen|rebuild|construct|liberali[sz]e|phase out|scrap|lift|ease|hold|develop|exploit|survey|submit|refer|return|release|free|open|build|finance|fund|pay|ship|deliver|patrol|police|monitor|supervise|move|withdraw|pull back|demilitari[sz]e|resettle|repatriate|share|divide|run|operate|manage)$/

/** "The demarcation shall be completed", "two parks will be laid out": nobody is named who does it, in an article that has just told of an agreement of two. */
function toBeDone(view: View, clause: Clause): Draft[] {
  const { sentence, head } = clause
  if (!view.isTwoSided || sentence.in || clause.voice !== 'passive' || agentsOf(view, clause).length > 0) return []
  if (!(clause.tense === 'future' || /^(?:shall|will|be to)$/.test(clause.modal ?? ''))) return []
  if (clause.parent !== null && clause.parent.relation !== 'conj') return []
  if (!STEP.test(clause.lemma)) return []
  const tree = view.tree(sentence)
  const subject = childrenBy(tree, head, 'nsubj:pass', 'nsubj')[0]
  if (subject === undefined || view.named(sentence, subject) !== null) return []
  if (NO_STEP.test(lemmaOf(tree.tokens[subject]!))) return []
  // One side's own affair: "Peru's schools will be reopened".
  if (childrenBy(tree, subject, 'nmod:poss').length > 0) return []
  const near = [sentence, ...view.body.slice(Math.max(0, sentence.index - 1), sentence.index)]
  const isOfDeal = near.some(({ tokens }) =>
    tokens.some((token) => {
      const lemma = lemmaOf(token)
      return (
        (token.upos === 'VERB' && /^(?:agree|sign|undertake)$/.test(lemma)) ||
        view.lexicon.row('commitments', lemma, 'noun')?.form === 'agreement'
      )
    }),
  )
  const parties = isOfDeal ? namedSides(view, sentence) : []
  return parties.length === 2
    ? [draft(view, clause, 'agreement', 'agreed', parties, 'to-be-done', { noun: subject, giver: '' })]
    : []
}

/** What is held, opened or settled by nobody's promise. */
const NO_STEP =
  /^(?:election|referendum|vote|trial|hearing|funeral|service|ceremony|conference|news|name|suspect|man|woman|body|question|it|he|she|they|this|that)$/
