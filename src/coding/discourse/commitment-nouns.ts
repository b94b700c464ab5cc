import type { Clause } from '../clause.ts'
import { childBy, childrenBy, subtreeOf, type Tree } from '../clauses/tree.ts'
import { type Draft, dealAt, draft, isComing, isParty, namedSides } from './commitment-drafts.ts'
import { givenPromises } from './promise-nouns.ts'
import { lemmaOf, oneEach, standing, type View } from './view.ts'

/**
 * Commitments told by a noun instead of a verb of binding: a joint commission that will meet, a truce that takes effect, what a side will do under an
 * accord, an offer or a pledge that somebody made. Where a sentence does not say between whom, it is the two countries the article is about. `own` is
 * what the predicate itself was found to commit to.
 */
export function nounCommitments(view: View, clause: Clause, own: readonly Draft[]): Draft[] {
  if (clause.kind !== 'verb') return []
  return [
    ...meetingBodies(view, clause),
    ...takingEffect(view, clause),
    ...(own.length > 0 ? [] : terms(view, clause)),
    ...obliged(view, clause),
    ...givenPromises(view, clause),
  ]
}

/** The draft with its matter read from an earlier token on: the subject says what it is about, too. */
function whole(view: View, made: Draft, from: number): Draft {
  const { sentence } = made.clause
  return {
    ...made,
    matter: { ...made.matter, start: Math.min(made.matter.start, view.span(sentence, from, from).start) },
  }
}

const QUALIFIED =
  /^(?:working|contact|expert|study|joint|task|bilateral|high-level|level|friendship|truth|peace|monitoring|binational|consultative|advisory|technical|strategic|supervisory|tripartite|trilateral|regional|intergovernmental|ministerial|permanent|mixed|standing)$/i

/** "a working group", "a joint council", any commission: a body that two set up, not a party's own. */
export function isJointBody(tree: Tree, noun: number): boolean {
  const [of, members] = tree.tokens.slice(noun + 1, noun + 3)
  return (
    // "a council of fishermen", "a panel of experts"
    (/^(?:panel|council|board|forum|team|group)$/.test(lemmaOf(tree.tokens[noun]!)) &&
      of?.form === 'of' &&
      members?.xpos === 'NNS') ||
    /^(?:commission|committee|hotline|secretariat)$/.test(lemmaOf(tree.tokens[noun]!)) ||
    subtreeOf(tree, noun).some(
      (at) => at < noun && tree.tokens[at]!.form.split('-').some((part) => QUALIFIED.test(part)),
    )
  )
}

const JOINT =
  /^(?:joint|mixed|bilateral|permanent|working|task|expert|high-level|common|intergovernmental|ministerial|binational|security|border)$/i

/** "A joint commission will meet every month", "a task force is to report by March". */
export function meetingBodies(view: View, clause: Clause): Draft[] {
  if (!isComing(clause) && clause.modal !== 'must') return []
  const tree = view.tree(clause.sentence)
  return [...clause.agents, ...(clause.voice === 'passive' ? clause.patients : [])]
    .filter(({ via }) => via === 'syntax' || via === 'coordination')
    .flatMap(({ token }) => {
      const lemma = lemmaOf(tree.tokens[token]!)
      // A task force may be ships.
      if (lemma === 'force' || !view.lexicon.has('commitments', lemma, 'body')) return []
      const isNew = childrenBy(tree, token, 'det').some((child) => /^an?$/i.test(tree.tokens[child]!.form))
      const words = subtreeOf(tree, token)
        .filter((at) => at < token)
        .flatMap((at) => tree.tokens[at]!.form.split('-'))
      const isJoint = words.some((word) => JOINT.test(word)) || /^(?:commission|committee)$/.test(lemma)
      const parties = isNew && isJoint ? namedSides(view, clause.sentence) : []
      return parties.length === 2
        ? [
            whole(
              view,
              draft(view, clause, 'working-group', 'agreed', parties, 'body-to-meet', { giver: '' }),
              subtreeOf(tree, token)[0]!,
            ),
          ]
        : []
    })
}

const EFFECT =
  /^(?:take effect|come into (?:force|effect)|enter into (?:force|effect)|go into (?:force|effect)|begin|start|hold)/

/** "The truce took effect at eight", "the agreement on air services would enter into force on October 1". */
function takingEffect(view: View, clause: Clause): Draft[] {
  if (!/^(?:take|come|enter|go|begin|start|hold)/.test(clause.lemma)) return []
  const { sentence, head } = clause
  const words = [
    clause.lemma.split(' ')[0],
    ...sentence.tokens.slice(head + 1, head + 3).map(({ form }) => form.toLowerCase()),
  ]
  if (!EFFECT.test(words.join(' '))) return []
  const subjects = new Set([
    ...clause.agents.map(({ token }) => token),
    ...childrenBy(view.tree(sentence), head, 'nsubj:outer'),
  ])
  return [...subjects].flatMap((token) => {
    const row = dealAt(view, sentence, token)
    const form = row?.form
    if (form !== 'ceasefire' && (form !== 'agreement' || /^(?:begin|start|hold)/.test(words[0]!))) return []
    const parties = namedSides(view, clause.sentence)
    if (parties.length !== 2) return []
    const stage = isComing(clause) || clause.tense === 'future' ? 'agreed' : 'in-force'
    // "The treaty entered into force" is news of one told before, not another.
    const again = form === 'agreement' && childrenBy(view.tree(sentence), token, 'nmod').length === 0
    return [
      {
        ...draft(view, clause, form, stage, parties, 'takes-effect', { giver: form === 'ceasefire' ? undefined : '' }),
        again,
      },
    ]
  })
}

/** "Under the accord both armies will return to their barracks": what it obliges its parties to do. */
function terms(view: View, clause: Clause): Draft[] {
  const { sentence, head } = clause
  if (!isComing(clause)) return []
  const tree = view.tree(sentence)
  const at = sentence.tokens.findIndex(({ form }) => /^under$/i.test(form))
  if (at < 0 || at > 3 || at > head) return []
  const deal = sentence.tokens
    .slice(at + 1, at + 8)
    .find(
      (token) =>
        /^it$/i.test(token.form) || view.lexicon.row('commitments', lemmaOf(token), 'noun')?.form === 'agreement',
    )
  if (!deal || childBy(tree, head, 'expl') !== null) return []
  const parties = namedSides(view, clause.sentence)
  // What one side is to do is a promise of its own.
  const doers = oneEach(clause.agents.flatMap(({ token }) => view.actors(sentence, token).filter(isParty)))
  const giver = doers.length === 1 ? standing(doers[0]!) : ''
  return parties.length === 2
    ? [whole(view, draft(view, clause, 'agreement', 'agreed', parties, 'term-of-deal', { giver }), at)]
    : []
}

/** "The document commits Hungary to build a second dam": what a deal obliges one of its parties to. */
function obliged(view: View, clause: Clause): Draft[] {
  const { sentence } = clause
  if (
    !/^(?:commit|oblige|obligate|bind|require|allow|permit|entitle|enable|bar|forbid|prohibit|prevent|restrain)$/.test(
      clause.lemma,
    ) ||
    clause.voice !== 'active'
  )
    return []
  const subjects = [...clause.agents.map(({ token }) => token), ...childrenBy(view.tree(sentence), clause.head, 'expl')]
  const isDeal = subjects.some((token) => {
    const lemma = lemmaOf(sentence.tokens[token]!)
    // "It obliges the two to …", right after the treaty was told of.
    const before = sentence.in ? undefined : view.body[sentence.index - 1]
    const isIt =
      /^it$/.test(lemma) &&
      before?.tokens.some((each) => view.lexicon.row('commitments', lemmaOf(each), 'noun')?.form === 'agreement')
    return (
      isIt || /^(?:document|text)$/.test(lemma) || view.lexicon.row('commitments', lemma, 'noun')?.form === 'agreement'
    )
  })
  const bound = oneEach(clause.patients.flatMap(({ token }) => view.actors(sentence, token).filter(isParty)))
  if (!isDeal || bound.length === 0 || bound.length > 2) return []
  const parties = bound.length === 2 ? bound : namedSides(view, clause.sentence)
  const isOfThem = bound.every((each) => parties.some((party) => standing(party) === standing(each)))
  return parties.length === 2 && isOfThem
    ? [
        draft(view, clause, 'agreement', 'agreed', parties, 'obliged', {
          giver: bound.length === 1 ? standing(bound[0]!) : '',
        }),
      ]
    : []
}
