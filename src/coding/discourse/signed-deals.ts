import type { Entity } from '../../ground/index.ts'
import type { Sentence } from '../../parse/index.ts'
import type { Clause } from '../clause.ts'
import { childrenBy, prepositionOf, subtreeOf } from '../clauses/tree.ts'
import {
  agentsOf,
  type Draft,
  dealAt,
  draft,
  isComing,
  isInfinitive,
  isParty,
  otherOfStory,
  withWhom,
} from './commitment-drafts.ts'
import type { Form, Stage } from './commitment-tellings.ts'
import { amountIn } from './subjects.ts'
import { lemmaOf, oneEach, standing, type View } from './view.ts'

/** "signed a treaty", "reached an accord on fishing", "put their names to a paper": what two or more bring about, and how far. */
export function agreements(view: View, clause: Clause, stage: Stage): Draft[] {
  const { sentence } = clause
  // "are negotiating a pact": not reached yet.
  if (/^(?:negotiate|work out|hammer out)$/.test(clause.lemma) && sentence.tokens[clause.head]!.xpos === 'VBG')
    return []
  const tree = view.tree(sentence)
  const heads = clause.patients
    .map(({ token }) => token)
    .concat(
      /^(?:agree|come|arrive|put|assent)$/.test(clause.lemma)
        ? clause.obliques
            .filter(({ preposition }) => /^(?:to|on|upon|at)$/.test(preposition))
            .map(({ participant }) => participant.token)
        : [],
    )
  const isPaper = stage === 'signed' || /^(?:adopt|conclude)$/.test(clause.lemma)
  const isDeal = (token: number) =>
    /^(?:agreement|ceasefire)$/.test(dealAt(view, sentence, token)?.form ?? '') ||
    (isPaper && PAPER.test(lemmaOf(tree.tokens[token]!)))
  // "concluded talks on a trade pact": the pact is what has been reached.
  const talked = /^(?:conclude|complete|finish|finalize|finalise|wrap up)$/.test(clause.lemma)
    ? heads
        .filter((token) => /^(?:talk|negotiation)$/.test(lemmaOf(tree.tokens[token]!)))
        .flatMap((token) => subtreeOf(tree, token))
    : []
  const noun = heads.find(isDeal) ?? talked.find(isDeal)
  if (noun === undefined) return []
  const form = (dealAt(view, sentence, noun)?.form ?? 'agreement') as Form
  const isContract = lemmaOf(tree.tokens[noun]!) === 'contract' && clause.agents.length === 0
  // "Contracts worth a billion were concluded on the margins of the visit": between the two of whom the article tells.
  if (isContract && !(view.isTwoSided && amountIn(view.lexicon, view.words(sentence)) !== null)) return []
  const around = subtreeOf(tree, noun)
    .filter((at) => at > noun && /^(?:with|between|among|by)$/.test(prepositionOf(tree, at)))
    .flatMap((at) => view.actors(sentence, at).filter(isParty))
  const named = [...agentsOf(view, clause), ...withWhom(view, clause), ...around]
  if (named.length === 0 && clause.voice === 'active' && clause.parent === null) named.push(...before(view, clause))
  const parties =
    clause.voice === 'passive' && oneEach(named).length < 2 ? [...named, ...byWhom(view, clause)] : [...named]
  // "Chile's parliament ratified the treaty": with the other country of the article.
  const isKnown = /^(?:the|this)$/i.test(tree.tokens[subtreeOf(tree, noun)[0]!]!.form)
  if (oneEach(parties).length === 1 && isKnown && /^(?:ratify|approve|sign|implement)$/.test(clause.lemma))
    parties.push(...otherOfStory(view, oneEach(parties)))
  if (isContract && parties.length === 0) parties.push(...view.mainPair)
  // "signed an agreement handing a Chilean company the harbour": whoever is named in what it does.
  const one = oneEach(parties)
  if (one.length === 1 && dealAt(view, sentence, noun)) parties.push(...namedIn(view, sentence, noun, one))
  const own = oneEach(parties)
  if (own.length === 0 || (own.length < 2 && form !== 'ceasefire')) return []
  const coming = clause.tense === 'future' || isComing(clause) || isInfinitive(view, clause)
  // "signed the document": the one told of before, under its name.
  const isSame =
    dealAt(view, sentence, noun) === undefined &&
    childrenBy(tree, noun, 'det').some((at) => /^(?:the|this|that)$/i.test(tree.tokens[at]!.form))
  const drafted = draft(
    view,
    clause,
    form,
    coming && stage !== 'agreed' ? 'agreed' : stage,
    parties,
    `agreement/${stage}`,
    { noun, giver: '' },
  )
  const made: Draft = isSame ? { ...drafted, joins: true } : drafted
  // "signed a memorandum on fishing and another on mining": each is one.
  const more = heads.filter(
    (token) => token > noun && (isDeal(token) || /^(?:another|one|two|second|third)$/i.test(tree.tokens[token]!.form)),
  )
  if (more.length === 0 || !heads.includes(noun)) return [made]
  const aside = new Set(more.flatMap((token) => subtreeOf(tree, token)))
  return [noun, ...more].map((token) => {
    const phrase = subtreeOf(tree, token).filter((at) => at >= token && (token !== noun || !aside.has(at)))
    return {
      ...made,
      noun: token,
      form: (dealAt(view, sentence, token)?.form ?? form) as Form,
      matter: view.span(sentence, token, phrase.at(-1) ?? token),
    }
  })
}

/** "In Brasilia, Presidents X of Ecuador and Y of Peru signed": the two named before a predicate to which the parse gives no subject. */
function before(view: View, { sentence, head }: Clause): Entity[] {
  const named = oneEach(
    view
      .mentions(sentence)
      .filter((mention) => mention.head < head && mention.form !== 'place')
      .flatMap(({ entity }) => view.members(view.entity(entity)))
      .filter((each) => isParty(each) && (each.kind === 'state' || each.sectors.includes('GOV'))),
  )
  return named.length === 2 ? named : []
}

/** What is an agreement only where two sign or adopt it. */
const PAPER = /^(?:paper|document|text|plan|programme|program|strategy|package|instrument|statement|letter|map)$/

/** The one other country named in the clause that says what an agreement does. */
function namedIn(view: View, sentence: Sentence, noun: number, own: readonly Entity[]): Entity[] {
  const tree = view.tree(sentence)
  const within = childrenBy(tree, noun, 'acl', 'acl:relcl').flatMap((child) => subtreeOf(tree, child))
  const others = oneEach(
    view
      .mentions(sentence)
      .filter(({ head, form }) => within.includes(head) && form !== 'place')
      .flatMap(({ entity }) => view.members(view.entity(entity)))
      .filter((each) => each.country !== null && !own.some((one) => standing(one) === standing(each))),
  )
  return others.length === 1 ? others : []
}

/** Whoever stands after the "by" of a passive, when the parse hangs the phrase elsewhere. */
function byWhom(view: View, { sentence, head }: Clause): Entity[] {
  const by = sentence.tokens.findIndex(({ form }, at) => at > head && /^by$/i.test(form))
  if (by < 0) return []
  return view
    .mentions(sentence)
    .filter((mention) => mention.head > by && mention.form !== 'place')
    .flatMap((mention) => actorsIn(view, sentence, mention.head))
}

const actorsIn = (view: View, sentence: Sentence, token: number) =>
  view.actors(sentence, token, { conjuncts: false }).filter(isParty)
