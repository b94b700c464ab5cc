import type { Entity } from '../../ground/index.ts'
import type { Sentence } from '../../parse/index.ts'
import type { Span } from '../../text/index.ts'
import type { Clause } from '../clause.ts'
import { childrenBy, subtreeOf } from '../clauses/tree.ts'
import type { Draft, Form, Stage } from './commitment-tellings.ts'
import type { Row } from './lexicon.ts'
import { lemmaOf, oneEach, phrasalLemmas, standing, type View } from './view.ts'

export type { Draft } from './commitment-tellings.ts'

/** Whoever can bind itself: what belongs to a country, or a body between countries. */
export const isParty = (entity: Entity) => entity.country !== null || entity.code.startsWith('IGO')

export const actorsAt = (view: View, clause: Clause, token: number) =>
  view.actors(clause.sentence, token).filter(isParty)
/** What every form of a promise asks of a clause; looked up once an article. */
interface Asked {
  agents: Map<Clause, readonly Entity[]>
  classes: Map<Clause, ReadonlyMap<string, Row>>
}

const askedOf = new WeakMap<View, Asked>()

function asked(view: View): Asked {
  let found = askedOf.get(view)
  if (!found) askedOf.set(view, (found = { agents: new Map(), classes: new Map() }))
  return found
}

/** The parties that do what a clause tells. */
export function agentsOf(view: View, clause: Clause): readonly Entity[] {
  const { agents } = asked(view)
  let found = agents.get(clause)
  if (!found) {
    const own = clause.agents.filter(({ via }) => via !== 'modifier')
    agents.set(clause, (found = own.flatMap(({ token }) => actorsAt(view, clause, token))))
  }
  return found
}

/** The lines that the table of commitments has for a predicate, by their class. */
export function classesOf(view: View, clause: Clause): ReadonlyMap<string, Row> {
  const { classes } = asked(view)
  let found = classes.get(clause)
  if (!found) {
    const lemmas = phrasalLemmas(clause.sentence, clause.head, clause.lemma)
    const rows = lemmas.flatMap((lemma) => view.lexicon.rows('commitments', lemma))
    classes.set(clause, (found = new Map(rows.map((row) => [row.class!, row]))))
  }
  return found
}

export const withWhom = (view: View, clause: Clause) =>
  clause.obliques
    .filter(({ preposition }) => preposition === 'with')
    .flatMap(({ participant }) => actorsAt(view, clause, participant.token))

/** Everything said with a predicate, its subject and the clauses joined to it left out. */
export function matterOf(view: View, clause: Clause, from = clause.head): Span {
  const tree = view.tree(clause.sentence)
  const aside = new Set(childrenBy(tree, from, 'nsubj', 'parataxis').flatMap((child) => subtreeOf(tree, child)))
  for (const child of childrenBy(tree, from, 'conj'))
    if (childrenBy(tree, child, 'nsubj', 'obj', 'xcomp', 'ccomp').length > 0)
      for (const at of subtreeOf(tree, child)) aside.add(at)
  const tokens = subtreeOf(tree, from).filter((at) => at >= from && !aside.has(at))
  // The stop at the end hangs on the predicate; what was left out lies before it.
  while (tokens.length > 1 && tree.tokens[tokens.at(-1)!]!.upos === 'PUNCT') tokens.pop()
  return view.span(clause.sentence, from, tokens.at(-1) ?? from)
}

export function draft(
  view: View,
  clause: Clause,
  form: Form,
  stage: Stage,
  parties: readonly Entity[],
  rule: string,
  more: { noun?: number; giver?: string; dueHeads?: number[] },
): Draft {
  const giver = more.giver ?? oneEach(agentsOf(view, clause)).map(standing).join(' ')
  const { noun } = more
  // "An accord on fishing was signed": the subject says what it is about.
  const from =
    noun !== undefined && noun < clause.head ? Math.min(...subtreeOf(view.tree(clause.sentence), noun)) : clause.head
  return {
    form,
    stage,
    parties: oneEach(parties),
    giver,
    clause,
    matter: { ...matterOf(view, clause), start: view.span(clause.sentence, from, from).start },
    noun,
    dueHeads: more.dueHeads ?? [clause.head],
    rule: `commitment/${rule}`,
  }
}

/** Told as still to come: "will visit", "plans to visit", "is expected to visit". */
export function isComing({ tense, modal }: Clause): boolean {
  return (
    tense === 'future' ||
    modal === 'will' ||
    modal === 'would' ||
    modal === 'shall' ||
    /^(?:be to|be going to|(?:plan|intend|expect|schedule|set|slate|due|promise|agree)(?: to)?)$/.test(modal ?? '')
  )
}

const TELLS = /^(?:announce|declare|confirm|reveal|disclose)$/

/** Under a verb of saying, or before one ("…, he said"): there "would" is "will" told in the past. */
export function isReported(view: View, clause: Clause): boolean {
  const tree = view.tree(clause.sentence)
  const isSaid = (at: number) => {
    const lemma = lemmaOf(tree.tokens[at]!)
    return view.lexicon.has('cues', lemma, 'say', 'tell') || TELLS.test(lemma)
  }
  if (childrenBy(tree, clause.head, 'parataxis').some(isSaid)) return true
  const above = clause.parent ? view.clauses(clause.sentence)[clause.parent.clause] : undefined
  return (
    above !== undefined &&
    (clause.parent!.relation === 'ccomp' || clause.parent!.relation === 'conj') &&
    (view.lexicon.has('cues', above.lemma, 'say', 'tell') ||
      TELLS.test(above.lemma) ||
      (above.modal === 'would' && isReported(view, above)))
  )
}

/** "to sign", "to be signed". */
export function isInfinitive(view: View, clause: Clause): boolean {
  const tree = view.tree(clause.sentence)
  const { xpos } = clause.sentence.tokens[clause.head]!
  const isPassive =
    xpos === 'VBN' && childrenBy(tree, clause.head, 'aux:pass').some((at) => /^be$/i.test(tree.tokens[at]!.form))
  return (xpos === 'VB' || isPassive) && childrenBy(tree, clause.head, 'mark').length > 0
}

/** What the lexicon knows of a noun of binding; "cease-fire" may be three tokens. */
export function dealAt(view: View, sentence: Sentence, token: number): Row | undefined {
  const lemma = lemmaOf(sentence.tokens[token]!)
  const [first, hyphen] = sentence.tokens.slice(Math.max(0, token - 2), token)
  const joined = hyphen?.form === '-' && first ? `${lemmaOf(first)}-${lemma}` : lemma
  return view.lexicon.row('commitments', joined, 'noun') ?? view.lexicon.row('commitments', lemma, 'noun')
}

/** Verbs of states and outcomes, which nobody binds himself to by saying that they will be. */
export const NO_DEED =
  /^(?:be|have|feel|think|know|want|need|see|hope|like|love|win|lose|face|become|remain|consider|suffer|come|go|get|resign|quit|leave|die|wait|try|overcome|survive|outlive|prevail)$/

/** The other of the two countries the article is about. */
export function otherOfStory(view: View, own: readonly Entity[]): Entity[] {
  const rest = view.mainPair.filter((each) => !own.some((one) => standing(one) === standing(each)))
  return own.length > 0 && rest.length === 1 ? rest : []
}

export function twoSides(a: readonly Entity[], b: readonly Entity[]): boolean {
  return a.length > 0 && b.length > 0 && !b.every((each) => a.some((other) => standing(other) === standing(each)))
}

/** The infinitives a predicate (or its object) takes, however the parse attaches them: "agreed to go", "invited him to come". */
export function infinitives(view: View, { sentence, head }: Clause, at = head): number[] {
  const tree = view.tree(sentence)
  return childrenBy(tree, at, 'xcomp', 'advcl', 'acl').filter(
    (child) =>
      child > head &&
      (tree.tokens[child]!.deprel === 'xcomp' ||
        childrenBy(tree, child, 'mark').some((mark) => lemmaOf(tree.tokens[mark]!) === 'to')),
  )
}

/** The countries a sentence names, completed to the two of the article where it names fewer. */
export function namedSides(view: View, sentence: Sentence): Entity[] {
  const named = oneEach(
    view
      .mentions(sentence)
      .filter(({ form }) => form !== 'place')
      .flatMap(({ entity }) => view.members(view.entity(entity)))
      .filter(
        (entity) =>
          entity.country !== null &&
          (entity.kind === 'state' || (entity.kind === 'person' && entity.sectors.includes('GOV'))),
      ),
  )
  if (named.length === 2) return named
  const isOfStory = named.every((each) => view.mainPair.some((other) => standing(other) === standing(each)))
  return view.mainPair.length === 2 && isOfStory ? [...view.mainPair] : []
}

/** What one side does to another's harm as long as it lasts. */
const HURTS = /^(?:embargo|sanction|blockade|ban|siege|boycott|restriction|occupation)$/

/** "Would keep its embargo until prisoners were free": more of the same is threatened, and nothing promised. */
export function goesOnHurting({ lemma, patients, sentence }: Clause): boolean {
  return (
    /^(?:keep|maintain|retain|continue|tighten|extend)$/.test(lemma) &&
    patients.some(({ token }) => HURTS.test(lemmaOf(sentence.tokens[token]!)))
  )
}

const AT_HOME =
  /^(?:voter|elector|electorate|taxpayer|farmer|worker|citizen|supporter|pensioner|student|teacher|teenager|family|shareholder|investor|customer|viewer|fan)$/

/** "Promised voters lower taxes", "told the crowd that he would build schools": said to one's own, whatever is promised. */
export const isToldAtHome = ({ sentence: { tokens }, head }: Clause): boolean =>
  tokens.slice(head + 1, head + 4).some((token) => AT_HOME.test(lemmaOf(token)))

/** "Peru hopes that Chile will return the books": what others hope, fear or demand of a side binds it to nothing. */
export function isOthersHope(view: View, clause: Clause): boolean {
  const clauses = view.clauses(clause.sentence)
  for (let at = clause.parent, steps = 0; at && steps < 4; at = clauses[at.clause]?.parent ?? null, steps++) {
    if (!/^(?:ccomp|conj)$/.test(at.relation)) return false
    const above = clauses[at.clause]
    if (at.relation !== 'ccomp' || !above) continue
    if (HOPES.test(above.lemma)) {
      const own = oneEach(agentsOf(view, clause)).map(standing)
      return !oneEach(agentsOf(view, above)).some((each) => own.includes(standing(each)))
    }
  }
  return false
}

const HOPES =
  /^(?:hope|wish|want|fear|demand|insist|doubt|believe|think|predict|suspect|dream|pray|worry|urge|suggest|argue|recommend)$/
