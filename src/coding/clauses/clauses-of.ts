import { nounLemma, type Sentence, verbLemma } from '../../parse/index.ts'
import type { Clause, ClauseRelation, Participant } from '../clause.ts'
import { applyLightVerbs } from './light-verbs.ts'
import { applyMood } from './mood.ts'
import { shareParticipants } from './sharing.ts'
import { baseRelation, childBy, childrenBy, conjunctsOf, fixedForm, prepositionOf, type Tree, treeOf } from './tree.ts'
import { RELATIVE_PRONOUNS } from './words.ts'

/** A clause under construction: the surface subject is kept until the voice has turned it into agent or patient. */
export interface Draft extends Clause {
  surfaceSubject: Participant[]
}

/**
 * The clauses of one parsed sentence, in order of their predicates. Participants are those of logic, not of the surface: see `Clause`.
 * Cost: linear in the tokens for parses of bounded depth. Any tree gives clauses; nothing is thrown on a wrong parse.
 */
export function clausesOf(sentence: Sentence): Clause[] {
  const tree = treeOf(sentence)
  const drafts: Draft[] = []
  const byToken = new Map<number, Draft>()
  tree.tokens.forEach((_, head) => {
    const kind = predicateKind(tree, head)
    if (!kind) return
    const draft = draftOf(tree, head, kind, drafts.length)
    drafts.push(draft)
    byToken.set(head, draft)
  })
  for (const draft of drafts) link(tree, draft, byToken, drafts)
  shareParticipants(tree, drafts, byToken)
  applyMood(tree, drafts)
  applyLightVerbs(tree, drafts, byToken)
  return drafts.map(finished)
}

/** The clause of a draft, field by field: "all but one" costs ten times as much. `light` stands only where there is one. */
function finished(draft: Draft): Clause {
  const { sentence, index, head, kind, lemma, voice, tense, negated, modal, conditional } = draft
  const { agents, patients, receivers, obliques, complements, parent, light } = draft
  const clause: Clause = {
    sentence,
    index,
    head,
    kind,
    lemma,
    voice,
    tense,
    negated,
    modal,
    conditional,
    agents,
    patients,
    receivers,
    obliques,
    complements,
    parent,
  }
  if (light !== undefined) clause.light = light
  return clause
}

function predicateKind(tree: Tree, index: number): Clause['kind'] | null {
  const token = tree.tokens[index]!
  const relation = baseRelation(token.deprel)
  if (relation === 'fixed' || relation === 'case' || relation === 'punct') return null
  if (childBy(tree, index, 'cop') !== null && token.upos !== 'VERB') return 'copula'
  if (token.upos === 'VERB')
    return relation === 'amod' || relation === 'compound' || relation === 'flat' || relation === 'mark' ? null : 'verb'
  if (token.upos === 'AUX') return relation === 'aux' || relation === 'cop' ? null : 'verb'
  if (token.upos === 'ADJ' && ['root', 'conj', 'ccomp', 'xcomp', 'advcl', 'acl', 'parataxis'].includes(relation))
    return 'copula'
  if (token.upos === 'NOUN') return relation === 'compound' || relation === 'flat' ? null : 'noun'
  if (
    token.upos === 'PROPN' &&
    EVENT_NAMES.has(token.form.toLowerCase()) &&
    relation !== 'compound' &&
    relation !== 'flat'
  )
    return 'noun'
  return null
}

/** Nouns that are often written with a capital and still name a happening. */
const EVENT_NAMES = new Set([
  'summit',
  'conference',
  'talks',
  'treaty',
  'accord',
  'agreement',
  'war',
  'pact',
  'protocol',
  'convention',
])

function draftOf(tree: Tree, head: number, kind: Clause['kind'], index: number): Draft {
  const token = tree.tokens[head]!
  const particle =
    kind === 'noun' ? [] : childrenBy(tree, head, 'compound:prt').map((child) => tree.tokens[child]!.form.toLowerCase())
  const draft: Draft = {
    sentence: tree.sentence,
    index,
    head,
    kind,
    lemma: [
      kind === 'verb' ? verbLemma(token.form, token.lemma) : nounLemma(token.form, token.lemma, token.xpos),
      ...particle,
    ].join(' '),
    voice: 'active',
    tense: 'none',
    negated: false,
    modal: null,
    conditional: false,
    agents: [],
    patients: [],
    receivers: [],
    obliques: [],
    complements: [],
    parent: null,
    surfaceSubject: [],
  }
  if (kind !== 'noun') readVerb(tree, draft)
  if (kind !== 'verb') readNoun(tree, draft)
  return draft
}

/** Every conjunct of a noun phrase as a participant; relative pronouns stand for their antecedent. */
export function participantsOf(tree: Tree, token: number, via: Participant['via'] = 'syntax'): Participant[] {
  return conjunctsOf(tree, token)
    .filter((each) => tree.tokens[each]!.upos !== 'VERB' || each === token)
    .map((each, position) => {
      const antecedent = antecedentOf(tree, each)
      if (antecedent !== null) return { token: antecedent, via: 'relative' as const }
      return { token: each, via: position === 0 ? via : ('coordination' as const) }
    })
}

/** The noun a relative pronoun stands for; null for any other token. */
export function antecedentOf(tree: Tree, index: number): number | null {
  const token = tree.tokens[index]!
  if (token.upos !== 'PRON' && token.upos !== 'DET' && token.upos !== 'SCONJ') return null
  if (!RELATIVE_PRONOUNS.has(token.form.toLowerCase())) return null
  for (let at = token.head, steps = 0; at >= 0 && steps < 8; at = tree.tokens[at]!.head, steps++) {
    const ancestor = tree.tokens[at]!
    if (ancestor.deprel === 'acl:relcl' || ancestor.deprel === 'acl')
      return ancestor.head >= 0 && ancestor.head < index ? ancestor.head : null
  }
  return null
}

function readVerb(tree: Tree, draft: Draft): void {
  const { head } = draft
  const token = tree.tokens[head]!
  const relation = baseRelation(token.deprel)
  const hasHave = childrenBy(tree, head, 'aux').some((child) => tree.tokens[child]!.lemma.toLowerCase() === 'have')
  const bareParticiple =
    token.xpos === 'VBN' && childBy(tree, head, 'aux', 'nsubj', 'cop') === null && ['acl', 'advcl'].includes(relation)
  // a body sentence whose main verb has a passive subject and no auxiliary is an active one misread; headlines drop theirs
  const bareSubject =
    childBy(tree, head, 'nsubj:pass') !== null &&
    (childBy(tree, head, 'aux') !== null || !!tree.sentence.in || relation === 'conj')
  const headline =
    (!!tree.sentence.in ||
      isUnstopped(tree) ||
      (HARM.has(draft.lemma) && ['root', 'ccomp', 'parataxis'].includes(relation))) &&
    relation !== 'conj' &&
    !childrenBy(tree, head, 'conj').some((child) => tree.tokens[child]!.upos === 'VERB') &&
    HEADLINE_PASSIVES.has(draft.lemma) &&
    childBy(tree, head, 'aux', 'obj', 'iobj') === null &&
    /^VB[DN]$/.test(token.xpos)
  // "were found murdered", "reported killed"
  const above = tree.tokens[token.head]
  const foundSo =
    relation === 'xcomp' &&
    above !== undefined &&
    FINDING.has(above.lemma.toLowerCase()) &&
    /^VB[DN]$/.test(token.xpos) &&
    childBy(tree, head, 'aux', 'obj', 'mark') === null
  const passive =
    childBy(tree, head, 'aux:pass') !== null || bareSubject || headline || foundSo || (bareParticiple && !hasHave)
  draft.voice = passive ? 'passive' : 'active'
  for (const child of tree.children[head]!) {
    const { deprel } = tree.tokens[child]!
    const base = baseRelation(deprel)
    if (base === 'nsubj' && deprel !== 'nsubj:outer') draft.surfaceSubject.push(...participantsOf(tree, child))
    else if (base === 'obj') draft.patients.push(...participantsOf(tree, child))
    else if (base === 'iobj') draft.receivers.push(...participantsOf(tree, child))
    else if (base === 'obl') {
      const preposition = prepositionOf(tree, child)
      // "froze the talks, with a spokesman saying": nobody the talks are with
      if (preposition === 'with' && isAbsolute(tree, child)) continue
      const participants = participantsOf(tree, child)
      if (deprel === 'obl:agent' || (preposition === 'by' && passive))
        draft.agents.push(...participants.map((p) => ({ ...p, via: p.via === 'syntax' ? ('by' as const) : p.via })))
      else for (const participant of participants) draft.obliques.push({ preposition, participant })
    }
  }
  if (!passive && draft.patients.length === 0 && draft.receivers.length > 0) {
    draft.patients = draft.receivers
    draft.receivers = []
  }
  if (draft.patients.length === 0 && NAMING.has(draft.lemma)) {
    // "called Germany a friend" with both nouns as complements
    const named = childrenBy(tree, head, 'xcomp').filter((child) => tree.tokens[child]!.upos === 'PROPN')
    if (named[0] !== undefined) draft.patients = participantsOf(tree, named[0])
  }
}

/** Over a bare participle they say in what state someone is. */
const FINDING = new Set(['find', 'see', 'report', 'leave', 'get', 'have', 'fear', 'believe', 'presume', 'list'])

/** A with-phrase that tells a circumstance: its noun has a participle of its own and stands behind a comma. */
function isAbsolute(tree: Tree, index: number): boolean {
  const phrase = childrenBy(tree, index, 'case')[0]
  return (
    phrase !== undefined &&
    tree.tokens[phrase - 1]?.form === ',' &&
    childrenBy(tree, index, 'acl').some((child) => child > index && tree.tokens[child]!.xpos === 'VBG')
  )
}

/** True for a line that ends without a stop, as headlines do. */
function isUnstopped(tree: Tree): boolean {
  return tree.sentence.tokens.at(-1)?.upos !== 'PUNCT'
}

/** Harm that nobody does without an object, in a sentence as little as in a headline. */
const HARM = new Set('kill wound injure arrest detain jail kidnap abduct behead'.split(' '))

/** "Two soldiers wounded in clash": in headlines these without an object are passives. */
const HEADLINE_PASSIVES = new Set(
  'kill wound injure arrest detain jail sentence charge kidnap abduct free release expel shoot hurt evacuate deport bomb seize convict accuse indict execute rescue hold ban'.split(
    ' ',
  ),
)

const NAMING = new Set(['call', 'name', 'brand', 'label', 'dub', 'term', 'declare', 'consider', 'elect'])

const ACTOR_MODIFIERS = new Set(['ADJ', 'PROPN', 'NOUN'])

function readNoun(tree: Tree, draft: Draft): void {
  for (const child of tree.children[draft.head]!) {
    const token = tree.tokens[child]!
    const base = baseRelation(token.deprel)
    if (token.deprel === 'nmod:poss') draft.agents.push(...participantsOf(tree, child, 'possessive'))
    else if (
      (base === 'amod' || base === 'compound' || token.deprel === 'nmod:desc') &&
      ACTOR_MODIFIERS.has(token.upos)
    ) {
      for (const each of conjunctsOf(tree, child)) draft.agents.push({ token: each, via: 'modifier' })
    } else if (base === 'nmod' && token.deprel !== 'nmod:unmarked') {
      const preposition = prepositionOf(tree, child)
      const participants = participantsOf(tree, child)
      if (preposition === 'of')
        draft.patients.push(...participants.map((p) => ({ ...p, via: p.via === 'syntax' ? ('of' as const) : p.via })))
      else if (preposition === 'by')
        draft.agents.push(...participants.map((p) => ({ ...p, via: p.via === 'syntax' ? ('by' as const) : p.via })))
      else if (preposition === 'between' || preposition === 'among') draft.agents.push(...participants)
      else for (const participant of participants) draft.obliques.push({ preposition, participant })
    }
  }
}

const CLAUSAL: ReadonlyMap<string, ClauseRelation> = new Map([
  ['ccomp', 'ccomp'],
  ['xcomp', 'xcomp'],
  ['advcl', 'advcl'],
  ['acl', 'acl'],
  ['acl:relcl', 'relcl'],
  ['advcl:relcl', 'relcl'],
  ['conj', 'conj'],
  ['parataxis', 'parataxis'],
  ['csubj', 'subj'],
  ['nsubj', 'subj'],
  ['obj', 'obj'],
  ['iobj', 'iobj'],
  ['obl', 'obl'],
  ['nmod', 'nmod'],
  ['appos', 'nmod'],
])

/** Finds the clause a clause hangs from: the nearest predicate above it. Conjunct nouns hang where their first conjunct hangs. */
function link(tree: Tree, draft: Draft, byToken: Map<number, Draft>, drafts: Draft[]): void {
  let at = draft.head
  if (draft.kind === 'noun') {
    while (
      tree.tokens[at]!.deprel === 'conj' &&
      tree.tokens[tree.tokens[at]!.head]?.upos !== 'VERB' &&
      tree.tokens[at]!.head >= 0
    )
      at = tree.tokens[at]!.head
  }
  const { deprel } = tree.tokens[at]!
  const relation = CLAUSAL.get(deprel) ?? CLAUSAL.get(baseRelation(deprel))
  if (!relation) return
  let above = tree.tokens[at]!.head
  for (let steps = 0; above >= 0 && !byToken.has(above) && steps < 6; steps++) above = tree.tokens[above]!.head
  const parent = above >= 0 ? byToken.get(above) : undefined
  if (!parent || parent === draft) return
  const mark = childBy(tree, draft.head, 'mark')
  const marker =
    mark !== null
      ? fixedForm(tree, mark)
      : draft.kind === 'noun'
        ? prepositionOf(tree, at) || null
        : adverbialMarker(tree, draft.head)
  draft.parent = { clause: parent.index, relation, marker }
  drafts[parent.index]!.complements.push({ clause: draft.index, relation, marker })
}

/** "when" and "where" are adverbs of their clause, and "to" may be tagged oddly: still markers. */
function adverbialMarker(tree: Tree, head: number): string | null {
  for (const child of tree.children[head]!) {
    if (child >= head) break
    const form = tree.tokens[child]!.form.toLowerCase()
    if (form === 'to' && tree.tokens[child]!.upos === 'PART') return 'to'
    if (tree.tokens[child]!.deprel === 'case') return form
    if (form === 'when' || form === 'where' || form === 'how' || form === 'why') return form
  }
  return null
}
