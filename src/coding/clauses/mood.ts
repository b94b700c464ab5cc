import type { Draft } from './clauses-of.ts'
import { childrenBy, type Tree } from './tree.ts'
import {
  ACCUSING,
  CONDITIONAL_MARKERS,
  IRREALIS_ADJECTIVES,
  IRREALIS_NOUNS,
  IRREALIS_VERBS,
  MODALS,
  NEGATING,
  NEGATING_MARKERS,
  NEGATIONS,
  NEGATIVE_NOMINALS,
  REPORTING,
  TRANSPARENT,
  WISHING,
} from './words.ts'

/** Sets tense, negation, modality and conditionality, from the top of each sentence downwards, so that shared auxiliaries are shared. */
export function applyMood(tree: Tree, drafts: Draft[]): void {
  const done = new Set<number>()
  const visit = (draft: Draft) => {
    if (done.has(draft.index)) return
    done.add(draft.index)
    if (draft.parent) visit(drafts[draft.parent.clause]!)
    const parent = draft.parent ? drafts[draft.parent.clause]! : null
    if (draft.kind === 'noun') nounMood(tree, draft, parent)
    else verbMood(tree, draft, parent)
  }
  drafts.forEach(visit)
}

function verbMood(tree: Tree, draft: Draft, parent: Draft | null): void {
  const { head } = draft
  const token = tree.tokens[head]!
  const auxiliaries = childrenBy(tree, head, 'aux', 'cop').map((child) => tree.tokens[child]!)
  const lemmas = auxiliaries.map((each) => each.lemma.toLowerCase())
  const forms = auxiliaries.map((each) => each.form.toLowerCase())
  const relation = draft.parent?.relation
  const marker = draft.parent?.marker ?? null
  draft.negated = isNegated(tree, draft)
  const has = (...wanted: string[]) => wanted.some((each) => lemmas.includes(each) || forms.includes(each))
  const infinitive = childrenBy(tree, head, 'mark').some((child) => tree.tokens[child]!.form.toLowerCase() === 'to')

  if (has('will', 'shall', "'ll", '’ll', 'wo')) draft.tense = 'future'
  else if (
    infinitive &&
    (has('be') || relation === undefined) &&
    ['VB', 'VBP'].includes(token.xpos) &&
    !hasInner(tree, head)
  ) {
    // "is to visit", and the "to visit" of headlines
    draft.tense = 'future'
    draft.modal = 'be to'
  } else if (has('would', "'d", '’d') && parent && REPORTING.has(parent.lemma) && relation === 'ccomp')
    draft.tense = 'future'
  else {
    const modal = lemmas.find((each) => MODALS.has(each)) ?? (has('would', "'d") ? 'would' : undefined)
    if (modal) draft.modal = modal
    if (has('did', 'was', 'were', 'had') || token.xpos === 'VBD') draft.tense = 'past'
    else if (token.xpos === 'VBN' && has('have', 'has')) draft.tense = 'past'
    else if (token.xpos === 'VBN' && has('is', 'are', 'am')) draft.tense = 'present'
    else if (token.xpos === 'VBN' && auxiliaries.length === 0)
      draft.tense = parent?.tense === 'future' && relation === 'conj' ? 'future' : 'past'
    else if (['VBZ', 'VBP'].includes(token.xpos) || has('do', 'does', 'is', 'are', 'am', 'has')) draft.tense = 'present'
  }

  if (marker && CONDITIONAL_MARKERS.has(marker)) draft.conditional = true
  // "until the mission arrives": still to come
  if (marker && AWAITING.has(marker) && draft.tense === 'present' && !has('have', 'has')) draft.tense = 'future'
  if (marker && NEGATING_MARKERS.has(marker.split(' ')[0]!)) draft.negated = true
  if (!parent) return
  // "accused of kidnapping and executing a man": the second gerund too is what is charged
  if (relation === 'conj' && token.xpos === 'VBG' && auxiliaries.length === 0 && ACCUSING.has(parent.lemma)) {
    draft.modal = parent.lemma
    draft.tense = parent.tense
    return
  }
  const bare = auxiliaries.length === 0 && ['VB', 'VBN', 'VBG', 'VBP'].includes(token.xpos) && draft.tense !== 'future'
  if (relation === 'conj') {
    const shares = bare && !(token.xpos === 'VBP' && childrenBy(tree, head, 'nsubj').length > 0)
    if (shares) {
      draft.tense =
        draft.tense === 'none' || parent.tense === 'future' || token.xpos === 'VBP' ? parent.tense : draft.tense
      draft.modal ??= parent.modal
      draft.negated ||=
        parent.negated &&
        childrenBy(tree, head, 'cc').every((child) => tree.tokens[child]!.form.toLowerCase() !== 'but')
    }
    draft.conditional ||= parent.conditional && shares
    return
  }
  if (relation === 'ccomp' && token.xpos === 'VB' && auxiliaries.length === 0 && !infinitive && draft.modal === null) {
    // "demanded that he leave", "suggesting that he step down"
    draft.modal = parent.lemma
    return
  }
  if (relation === 'ccomp' && ADVISING.has(parent.lemma) && isSubjunctive(tree, draft)) {
    draft.modal = parent.lemma
    return
  }
  if (marker === 'from' && PREVENTING.has(parent.lemma)) {
    draft.modal ??= parent.lemma
    draft.negated = !parent.negated
    return
  }
  if (relation === 'advcl' && ['of', 'for', 'with', 'over'].includes(marker ?? '') && ACCUSING.has(parent.lemma)) {
    draft.modal = parent.lemma
    return
  }
  if (
    relation === 'xcomp' ||
    (relation === 'ccomp' && draft.tense === 'none') ||
    (relation === 'subj' && draft.tense === 'none')
  ) {
    inheritFromGovernor(draft, parent)
  } else if (relation === 'advcl' && draft.tense === 'none') {
    if (marker === 'to' || marker === 'in order' || marker === 'so as') draft.modal ??= 'in order to'
    else {
      draft.tense = parent.tense
      draft.modal ??= marker === 'of' || marker === 'for' || marker === 'with' ? null : parent.modal
    }
  } else if (relation === 'acl' && draft.tense === 'none') {
    // "the first premier to visit Hanoi", "the last to leave": it was done; "would be the second country to sign": it may be
    if (infinitive && isRanked(tree, token.head)) {
      draft.tense = parent.tense === 'none' ? 'past' : parent.tense
      draft.modal ??= parent.modal
    } else if (infinitive || marker === 'to') draft.modal ??= parent.lemma === '' ? 'to' : `${parent.lemma} to`
    else draft.tense = parent.tense
  }
  if (relation !== 'relcl' && relation !== 'parataxis')
    draft.conditional ||= parent.conditional && !(relation === 'advcl' && parent.kind === 'noun')
}

/** "first", "last", "only" or "latest" before a noun, or the noun itself. */
function isRanked(tree: Tree, noun: number): boolean {
  const words = [noun, ...childrenBy(tree, noun, 'amod')].map((each) => tree.tokens[each]!.form.toLowerCase())
  return words.some((word) => /^(?:first|second|third|last|only|latest)$/.test(word))
}

/** In the present tense what stands behind them has not happened yet. */
const AWAITING = new Set(['until', 'till', 'before', 'once', 'as soon as', 'unless'])

/** Their that-clause may be a wish: "suggested that the minister step down". */
const ADVISING = new Set(['suggest', 'propose', 'recommend', 'urge', 'demand', 'insist', 'request', 'ask', 'advise'])

/** What follows them with "from" does not happen. */
const PREVENTING = new Set([
  'bar',
  'prevent',
  'stop',
  'keep',
  'ban',
  'forbid',
  'prohibit',
  'block',
  'dissuade',
  'deter',
  'discourage',
  'refrain',
])

/** A bare present form with a singular subject: "that she resign". */
function isSubjunctive(tree: Tree, draft: Draft): boolean {
  if (!/^(VBP?|NN)$/.test(tree.tokens[draft.head]!.xpos) || childrenBy(tree, draft.head, 'aux').length > 0) return false
  return draft.surfaceSubject.some(({ token }) => /^(NN|NNP)$/.test(tree.tokens[token]!.xpos))
}

function hasInner(tree: Tree, head: number): boolean {
  return childrenBy(tree, head, 'aux').some((child) => MODALS.has(tree.tokens[child]!.lemma.toLowerCase()))
}

function inheritFromGovernor(draft: Draft, parent: Draft): void {
  const lemma = parent.lemma.replace(' ', '_')
  if (lemma === 'go' && parent.tense === 'present') {
    draft.tense = 'future'
    draft.negated ||= parent.negated
    return
  }
  draft.tense = parent.tense
  if (TRANSPARENT.has(lemma)) {
    draft.modal ??= parent.modal
    draft.negated ||= parent.negated
  } else if (NEGATING.has(lemma)) {
    draft.negated = !draft.negated
    draft.modal ??=
      lemma === 'fail' || lemma === 'neglect' || lemma === 'forget' || lemma === 'omit' ? parent.modal : parent.lemma
  } else {
    draft.modal ??= parent.lemma
    draft.negated ||=
      parent.negated &&
      ['expect', 'plan', 'intend', 'want', 'likely', 'ready', 'able', 'schedule', 'wish', 'seek'].includes(lemma)
  }
}

/** Negation by an adverb of the predicate or by a negative participant. */
function isNegated(tree: Tree, draft: Draft): boolean {
  for (const child of tree.children[draft.head]!) {
    const token = tree.tokens[child]!
    const form = token.form.toLowerCase()
    if (
      NEGATIONS.has(form) &&
      (token.deprel.startsWith('advmod') ||
        token.deprel.startsWith('det') ||
        token.deprel === 'cc' ||
        token.deprel === 'cc:preconj' ||
        token.deprel.startsWith('aux'))
    ) {
      const next = tree.tokens[child + 1]?.form.toLowerCase()
      if (next === 'only' || next === 'just' || (form === 'no' && next === 'doubt')) continue
      return true
    }
  }
  // "no reaction from Sharma, who urged": the urging is not denied
  return [...draft.surfaceSubject, ...(WISHING.has(draft.lemma) ? [] : draft.patients)].some(
    (each) => each.via !== 'relative' && isNegativeNominal(tree, each.token),
  )
}

function isNegativeNominal(tree: Tree, index: number): boolean {
  if (NEGATIVE_NOMINALS.has(tree.tokens[index]!.form.toLowerCase())) return true
  return childrenBy(tree, index, 'det').some((child) => NEGATIVE_NOMINALS.has(tree.tokens[child]!.form.toLowerCase()))
}

function nounMood(tree: Tree, draft: Draft, parent: Draft | null): void {
  draft.negated = isNegativeNominal(tree, draft.head)
  for (const child of childrenBy(tree, draft.head, 'amod')) {
    const form = tree.tokens[child]!.form.toLowerCase()
    if (IRREALIS_ADJECTIVES.has(form)) draft.modal = form
  }
  const marker = draft.parent?.marker
  if (marker === 'without') draft.negated = true
  if (!parent) return
  draft.tense = parent.tense
  draft.conditional = parent.conditional
  const relation = draft.parent!.relation
  const lemma = parent.lemma.replace(' ', '_')
  const asComplement = relation === 'obj' || relation === 'obl' || relation === 'subj' || relation === 'nmod'
  const adjunct = relation === 'obl' && marker !== null && marker !== undefined && ADJUNCT_PREPOSITIONS.has(marker)
  if (parent.kind === 'noun') {
    if (relation === 'nmod' && IRREALIS_NOUNS.has(lemma) && marker !== null && !adjunct) draft.modal ??= parent.lemma
    else draft.modal ??= relation === 'nmod' ? parent.modal : null
  } else if (
    asComplement &&
    IRREALIS_VERBS.has(lemma) &&
    !adjunct &&
    !(lemma === 'call' && relation === 'obl' && marker !== 'for')
  )
    draft.modal ??= parent.lemma
  else if (parent.tense !== 'past' || relation === 'obj') draft.modal ??= parent.modal
}

/** Under these an event noun tells when or where something else was: the noun itself is a fact. */
const ADJUNCT_PREPOSITIONS = new Set([
  'during',
  'after',
  'before',
  'following',
  'at',
  'in',
  'since',
  'ahead of',
  'amid',
  'despite',
  'over',
  'because of',
])
