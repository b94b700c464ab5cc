import type { Participant } from '../clause.ts'
import type { Draft } from './clauses-of.ts'
import { baseRelation, childBy, childrenBy, type Tree } from './tree.ts'
import { SUBJECT_CONTROL } from './words.ts'

/**
 * Fills in the participants a clause shares with others: subjects of conjuncts, infinitives, gerunds and participles, the noun a relative
 * clause hangs from, objects of coordinated verbs. Then turns passives round. Clauses are visited from the top of the tree downwards.
 */
export function shareParticipants(tree: Tree, drafts: Draft[], byToken: Map<number, Draft>): void {
  const order = [...drafts].sort((a, b) => depth(tree, a.head) - depth(tree, b.head) || a.head - b.head)
  for (const draft of order) {
    if (draft.kind === 'noun') continue
    const parent = draft.parent ? drafts[draft.parent.clause]! : null
    if (parent && draft.parent!.relation === 'conj') shareVoiceAndObjects(tree, draft, parent)
    if (draft.surfaceSubject.length === 0) draft.surfaceSubject = inheritedSubject(tree, draft, parent, byToken, drafts)
    if (tree.tokens[draft.head]!.deprel.endsWith(':relcl')) fillGap(tree, draft)
    settle(draft)
  }
}

function depth(tree: Tree, index: number): number {
  let steps = 0
  for (let at = index; at >= 0 && steps <= tree.tokens.length; at = tree.tokens[at]!.head) steps++
  return steps
}

/** The surface subject becomes agent or patient, after the voice. */
function settle(draft: Draft): void {
  if (draft.voice === 'passive') {
    const known = new Set(draft.patients.map((each) => each.token))
    draft.patients = [...draft.surfaceSubject.filter((each) => !known.has(each.token)), ...draft.patients]
  } else if (draft.kind === 'copula') {
    draft.patients = draft.patients.length > 0 ? draft.patients : []
    draft.receivers = draft.surfaceSubject
  } else {
    draft.agents = [...draft.surfaceSubject, ...draft.agents]
  }
}

function shareVoiceAndObjects(tree: Tree, draft: Draft, parent: Draft): void {
  const bare = childBy(tree, draft.head, 'aux', 'nsubj') === null
  const token = tree.tokens[draft.head]!
  if (bare && parent.voice === 'passive' && (token.xpos === 'VBN' || token.xpos === 'VBD')) draft.voice = 'passive'
  if (draft.kind !== 'verb' || parent.kind !== 'verb') return
  // "attacked and looted the embassy": the object stands once, right after the two verbs
  const adjacent = draft.head - parent.head <= 3 && draft.head > parent.head
  if (!adjacent) return
  const shared = (list: Participant[]) => list.map((each) => ({ ...each, via: 'coordination' as const }))
  if (draft.patients.length === 0 && draft.voice === 'active' && parent.voice === 'active')
    draft.patients = shared(parent.patients)
  else if (parent.patients.length === 0 && parent.voice === 'active' && draft.voice === 'active')
    parent.patients = shared(draft.patients)
  if (parent.voice === 'passive' && draft.voice === 'passive' && parent.agents.length === 0)
    parent.agents = shared(draft.agents)
}

const OBJECT_CONTROL_MARKERS = new Set(['of', 'for', 'from', 'into', 'against', 'with'])

function inheritedSubject(
  tree: Tree,
  draft: Draft,
  parent: Draft | null,
  byToken: Map<number, Draft>,
  drafts: Draft[],
): Participant[] {
  const token = tree.tokens[draft.head]!
  const relation = baseRelation(token.deprel)
  const as = (list: Participant[], via: Participant['via']): Participant[] =>
    list.map((each) => ({ token: each.token, via }))
  if (relation === 'acl' && token.head >= 0) {
    const noun = token.head
    if (token.deprel === 'acl:relcl') return []
    if (draft.voice === 'passive' || token.xpos === 'VBG') {
      const marked = childBy(tree, draft.head, 'mark', 'case') !== null
      if (!marked) return [{ token: noun, via: 'participle' }]
    }
    // "was the first leader to fly to Iraq", "became the first to visit": the one of whom it is said
    const said = byToken.get(noun)
    if (said?.kind === 'copula' && said.surfaceSubject.length > 0) return as(said.surfaceSubject, 'control')
    if (parent?.lemma === 'become' && parent.surfaceSubject.length > 0) return as(parent.surfaceSubject, 'control')
    const over = said?.parent ? drafts[said.parent.clause]! : null
    if (over?.lemma === 'become' && over.surfaceSubject.length > 0) return as(over.surfaceSubject, 'control')
    return as(ownerOf(tree, noun, byToken, drafts), 'control')
  }
  if (!parent) return []
  if (relation === 'conj') return as(parent.surfaceSubject, 'coordination')
  if (parent.kind === 'noun') return as(ownerOf(tree, parent.head, byToken, drafts), 'control')
  if (relation === 'xcomp' || relation === 'ccomp') return as(controllerOf(parent), 'control')
  // "were killed in fighting between rebels and the army": those between whom it is
  const between = draft.obliques.some(({ preposition }) => preposition === 'between')
  if (relation === 'advcl' && between && /^(?:fight|clash|battle|skirmish)$/.test(draft.lemma)) return []
  if (relation === 'advcl') {
    const objectControl =
      OBJECT_CONTROL_MARKERS.has(draft.parent!.marker ?? '') && parent.voice === 'active' && parent.patients.length > 0
    return as(objectControl ? parent.patients : parent.surfaceSubject, 'control')
  }
  return []
}

/** "scrapped plans to visit": whoever has the plan is to visit. */
const INTENTIONS = new Set(
  'plan effort bid attempt offer decision pledge promise vow agreement deal right proposal move threat refusal permission step chance way need pressure intention readiness willingness desire'.split(
    ' ',
  ),
)

function controllerOf(parent: Draft): Participant[] {
  if (parent.voice === 'active' && !SUBJECT_CONTROL.has(parent.lemma)) {
    if (parent.receivers.length > 0 && parent.kind === 'verb') return parent.receivers
    if (
      parent.patients.length > 0 &&
      !parent.patients.some((each) => INTENTIONS.has(parent.sentence.tokens[each.token]!.lemma.toLowerCase()))
    )
      return parent.patients
    const addressee = parent.obliques.find(
      (each) =>
        (parent.lemma === 'call' || parent.lemma === 'appeal') && ['on', 'upon', 'to'].includes(each.preposition),
    )
    if (addressee)
      return [
        addressee.participant,
        ...parent.obliques
          .filter((each) => each !== addressee && each.preposition === addressee.preposition)
          .map((each) => each.participant),
      ]
  }
  return parent.surfaceSubject
}

/** Whose agreement, plan, offer a noun is: its possessor or by-phrase, else the subject of the verb it is the object of. */
function ownerOf(tree: Tree, noun: number, byToken: Map<number, Draft>, drafts: Draft[]): Participant[] {
  const draft = byToken.get(noun)
  const owners =
    draft?.kind === 'noun' ? draft.agents.filter((each) => each.via !== 'modifier' || isName(tree, each.token)) : []
  if (owners.length > 0) return owners
  const above = draft?.parent ? drafts[draft.parent.clause] : undefined
  if (above && above.kind !== 'noun' && (draft!.parent!.relation === 'obj' || draft!.parent!.relation === 'obl'))
    return above.surfaceSubject
  return []
}

function isName(tree: Tree, index: number): boolean {
  return /^\p{Lu}/u.test(tree.tokens[index]!.form)
}

/** In "the town that rebels shelled" the noun is the missing object. */
function fillGap(tree: Tree, draft: Draft): void {
  const noun = tree.tokens[draft.head]!.head
  if (noun < 0) return
  const takesPart = [
    ...draft.surfaceSubject,
    ...draft.patients,
    ...draft.obliques.map((each) => each.participant),
  ].some((each) => each.token === noun)
  if (takesPart) return
  if (draft.surfaceSubject.length === 0) {
    draft.surfaceSubject = [{ token: noun, via: 'relative' }]
    return
  }
  const adverbial = childrenBy(tree, draft.head, 'advmod', 'mark').some((child) =>
    ['when', 'where', 'why', 'how'].includes(tree.tokens[child]!.form.toLowerCase()),
  )
  const stranded = childrenBy(tree, draft.head, 'obl').some((child) => tree.tokens[child]!.upos === 'ADP')
  if (draft.voice === 'active' && draft.patients.length === 0 && !adverbial && !stranded && draft.kind === 'verb') {
    draft.patients = [{ token: noun, via: 'relative' }]
  }
}
