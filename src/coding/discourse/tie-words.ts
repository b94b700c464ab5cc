import type { Entity } from '../../ground/index.ts'
import type { Sentence } from '../../parse/index.ts'
import type { Clause } from '../clause.ts'
import { subtreeOf } from '../clauses/tree.ts'
import { type Found, governing, isEnded, isParty, isTold, type Relation, tie, trendTie } from './tie-drafts.ts'
import { lemmaOf, oneEach, standing, type View } from './view.ts'

/**
 * The last resort where no rule of shape reads a sentence: a word that names a relation, and exactly two parties with it in its clause or in its sentence.
 */
export function tieWords(view: View, sentence: Sentence): Found[] {
  const { tokens } = sentence
  return tokens.flatMap((token, at) => {
    if (view.quoted(token)) return []
    const said = meaning(view, sentence, at)
    if (!said) return []
    const clause = governing(view, sentence, at)
    if (clause && (!isTold(view, clause) || ENDS.test(clause.lemma.split(' ')[0]!))) return []
    if (said.sign < 0 && isEnded(sentence, at)) return []
    const parties =
      besideWord(view, sentence, at) ?? (isSomebody(view, sentence, at) ? [] : partiesNear(view, sentence, clause))
    if (parties.length !== 2) return []
    return said.trend
      ? trendTie(view, sentence, parties, said.trend, clause?.head ?? at, 'word')
      : tie(view, sentence, parties, said.relation, said.sign, null, clause?.head ?? at, 'word')
  })
}

interface Meaning {
  relation: Relation
  sign: -1 | 1
  trend: string | null
}

/** What is done away with, or still to be had. */
const ENDS =
  /^(?:end|bury|settle|resolve|heal|overcome|forget|solve|shelve|hand|announce|welcome|oppose|support|seek|offer)$/
const DENIES = /^(?:no|not|never|hardly|scarcely|without|neither|nor)$/i

/** Nouns of a quarrel that are no nouns of a relation. */
const QUARREL = /^(?:row|dispute|spat|standoff|stand-off|squabble|grievance|vendetta|confrontation)$/

function meaning(view: View, sentence: Sentence, at: number): Meaning | null {
  const { tokens } = sentence
  const token = tokens[at]!
  const isParty = view.lexicon.has('ties', lemmaOf(token), 'noun') && /^(?:ADV|ADJ)$/.test(token.upos)
  if (token.upos !== 'NOUN' && !isParty) return null
  if (tokens.slice(Math.max(0, at - 3), at).some(({ form }) => DENIES.test(form))) return null
  const lemma = lemmaOf(token)
  const row = view.lexicon.row('ties', lemma, 'noun', 'relnoun')
  const turn = view.lexicon.row('trends', lemma, 'noun')?.trend
  if (row && turn && (turn === 'warming') === Number(row.sign) > 0) return towards(turn)
  if (row) return { relation: row.relation as Relation, sign: Number(row.sign) as -1 | 1, trend: null }
  if (QUARREL.test(lemma)) return { relation: 'strained', sign: -1, trend: null }
  if (!view.lexicon.has('ties', lemma, 'relation')) return null
  if (lemma !== 'relationship' && token.xpos === 'NN') return null
  for (let near = Math.max(0, at - 4); near < Math.min(tokens.length, at + 9); near++) {
    const { form, upos } = tokens[near]!
    if (near > at && /^[;:.]$/.test(form)) break
    const adjective = /^(?:ADJ|VERB)$/.test(upos) ? view.lexicon.row('ties', form.toLowerCase(), 'adj') : undefined
    if (adjective)
      return { relation: adjective.relation as Relation, sign: Number(adjective.sign) as -1 | 1, trend: null }
    const moved =
      upos === 'VERB'
        ? view.lexicon.row('trends', lemmaOf(tokens[near]!), 'verb')
        : view.lexicon.row('trends', form.toLowerCase(), 'comparative')
    if (moved) return towards(moved.trend!)
  }
  return null
}

const towards = (trend: string): Meaning =>
  trend === 'warming' ? { relation: 'close', sign: 1, trend } : { relation: 'strained', sign: -1, trend }

/** "Told a friend", "the four guarantors pledged": people who are somebody's friends or rivals act in the sentence, which does not say what its two parties are to each other. */
function isSomebody(view: View, { tokens }: Sentence, at: number): boolean {
  const { deprel } = tokens[at]!
  if (!view.lexicon.has('ties', lemmaOf(tokens[at]!), 'noun')) return false
  const isTakenFor = tokens
    .slice(Math.max(0, at - 4), at)
    .some(({ form }) => /^(?:as|become|became|remain\w*|call\w*)$/i.test(form))
  return !isTakenFor && /^(?:nsubj|obj|iobj|obl|nmod)/.test(deprel)
}

/** "China, Pakistan's all-weather friend,", "Oman, a friend of Iran": the two that stand next to a noun of ally or foe. */
function besideWord(view: View, sentence: Sentence, at: number): Entity[] | null {
  if (!view.lexicon.has('ties', lemmaOf(sentence.tokens[at]!), 'noun')) return null
  const { tokens } = sentence
  const party = (mention: { entity: string } | undefined) => {
    const members = mention ? oneEach(view.members(view.entity(mention.entity)).filter(isParty)) : []
    return members.length === 1 ? members[0]! : null
  }
  const named = view.mentions(sentence).filter(({ form, head }) => form !== 'pronoun' && head !== at)
  const before = named.filter(({ to }) => to <= at && to >= at - 9)
  const next = tokens[at + 1]?.form.toLowerCase() ?? ''
  const behind = /^(?:of|to|with)$/.test(next) ? named.find(({ from }) => from > at && from <= at + 4) : undefined
  const owner = before.at(-1)
  const isOwned = owner !== undefined && (owner.form === 'modifier' || /^['’]s?$/.test(tokens[owner.to]?.form ?? ''))
  const [one, other] = behind
    ? [party(owner), party(behind)]
    : isOwned
      ? [party(before.at(-2)), party(owner)]
      : [null, null]
  const isSet = tokens.slice((behind ? owner : before.at(-2))?.to ?? at, at).some(({ form }) => form === ',')
  return one && other && isSet && standing(one) !== standing(other) ? [one, other] : null
}

/** The two parties of the clause that a word stands in, else of its sentence. */
function partiesNear(view: View, sentence: Sentence, clause: Clause | null): Entity[] {
  const within = clause ? subtreeOf(view.tree(sentence), clause.head) : []
  const named = (inside: (head: number) => boolean) =>
    oneEach(
      view
        .mentions(sentence)
        .filter(({ head, form }) => form !== 'pronoun' && inside(head))
        .flatMap(({ entity }) => view.members(view.entity(entity)))
        .filter(isParty),
    )
  const near = named((head) => within.includes(head))
  if (near.length === 2) return near
  const all = named(() => true)
  if (all.length === 2) return all
  // Of nobody else: between the two of whom the article tells.
  const isOfStory = all.every((each) => view.mainPair.some((other) => standing(other) === standing(each)))
  const isTheirs =
    all.length === 1 || /\b(?:they|them|their|two|both|neighbou?rs|capitals)\b/i.test(view.words(sentence))
  return view.isTwoSided && view.mainPair.length === 2 && isOfStory && isTheirs ? [...view.mainPair] : []
}
