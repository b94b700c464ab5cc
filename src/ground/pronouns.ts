import type { Reading } from './candidates.ts'
import type { Draft, Drafts } from './drafts.ts'
import { governor, relationOf } from './tree.ts'

/** What a pronoun asks of whom it stands for. */
export interface PronounKind {
  gender: 'm' | 'f' | null
  plural: boolean
  /** 1 for "I" and "we", 3 for the others. */
  person: 1 | 3
  possessive: boolean
}

const kinds: Record<string, PronounKind> = {
  he: { gender: 'm', plural: false, person: 3, possessive: false },
  him: { gender: 'm', plural: false, person: 3, possessive: false },
  himself: { gender: 'm', plural: false, person: 3, possessive: false },
  his: { gender: 'm', plural: false, person: 3, possessive: true },
  she: { gender: 'f', plural: false, person: 3, possessive: false },
  her: { gender: 'f', plural: false, person: 3, possessive: true },
  herself: { gender: 'f', plural: false, person: 3, possessive: false },
  hers: { gender: 'f', plural: false, person: 3, possessive: true },
  it: { gender: null, plural: false, person: 3, possessive: false },
  its: { gender: null, plural: false, person: 3, possessive: true },
  itself: { gender: null, plural: false, person: 3, possessive: false },
  they: { gender: null, plural: true, person: 3, possessive: false },
  them: { gender: null, plural: true, person: 3, possessive: false },
  their: { gender: null, plural: true, person: 3, possessive: true },
  themselves: { gender: null, plural: true, person: 3, possessive: false },
  i: { gender: null, plural: false, person: 1, possessive: false },
  me: { gender: null, plural: false, person: 1, possessive: false },
  my: { gender: null, plural: false, person: 1, possessive: true },
  myself: { gender: null, plural: false, person: 1, possessive: false },
  we: { gender: null, plural: true, person: 1, possessive: false },
  us: { gender: null, plural: true, person: 1, possessive: false },
  our: { gender: null, plural: true, person: 1, possessive: true },
  ourselves: { gender: null, plural: true, person: 1, possessive: false },
}

/** The demands of a pronoun's form; `null` for a word that is none of those resolved. */
export function pronounKind(form: string): PronounKind | null {
  const lower = form.toLowerCase()
  return Object.hasOwn(kinds, lower) ? kinds[lower]! : null
}

const weatherVerbs = new Set([
  'be',
  'seem',
  'appear',
  'remain',
  'take',
  'rain',
  'snow',
  'happen',
  'turn',
  'become',
  'matter',
  'emerge',
  'make',
  'look',
  'help',
  'cost',
  'come',
])

/** True for an "it" that stands for nothing: "it is clear that", "it seems", "it was raining". */
export function isEmptyIt(reading: Reading, token: number): boolean {
  const { tokens } = reading.sentence
  const { deprel, head } = tokens[token]!
  if (deprel === 'expl') return true
  if (!deprel.startsWith('nsubj') || head < 0) return deprel === 'root'
  const predicate = tokens[head]!
  const copula = reading.tree.children[head]!.some((child) => tokens[child]!.deprel === 'cop')
  return (
    weatherVerbs.has(predicate.lemma) ||
    (copula && predicate.upos !== 'NOUN') ||
    reading.tree.children[head]!.some((child) => tokens[child]!.deprel === 'csubj')
  )
}

/** How much a mention lifts its entity, by the part it plays in its clause. */
export function weightOf(reading: Reading, head: number): number {
  const relation = relationOf(reading.tree, head)
  if (relation === 'nsubj' || relation === 'root') return 1
  if (relation === 'nsubj:pass') return 0.9
  if (relation.startsWith('obj') || relation === 'iobj') return 0.65
  if (relation.startsWith('obl')) return 0.5
  if (relation === 'nmod:poss') return 0.5
  return 0.4
}

/** How many sentences back a pronoun looks. */
const reach = 3

/** The entity a third-person pronoun stands for: of those that fit in number, kind and gender the one most present; `null` where none fits. */
export function antecedent(reading: Reading, token: number, kind: PronounKind, drafts: Drafts): Draft | null {
  const { tokens } = reading.sentence
  const relation = relationOf(reading.tree, token)
  const above = governor(reading.tree, token)
  let best: Draft | null = null
  let bestScore = 0.02
  for (const draft of drafts.present(reading.order)) {
    const fit = fitness(draft, kind)
    if (fit === 0) continue
    let score = 0
    for (const mention of draft.recent) {
      const distance = reading.order - mention.order
      if (distance < 0 || distance > reach || (distance === 0 && mention.from >= token) || mention.form === 'place')
        continue
      const own =
        distance === 0 && above >= 0 && governor(reading.tree, mention.head) === above && mention.head !== above
      // Arguments of one verb are different people, unless the pronoun is reflexive or a possessive.
      if (own && !kind.possessive && !/self|selves$/.test(tokens[token]!.form)) {
        score -= 0.8
        continue
      }
      let weight = mention.weight * (mention.form === 'modifier' ? 0.5 : 1)
      if (relation.startsWith('nsubj') && mention.weight >= 0.9) weight *= 1.3
      if (kind.possessive && distance === 0 && mention.weight >= 0.9) weight *= 1.4
      score += weight / (1 << (2 * distance))
    }
    score *= fit
    if (score > bestScore) {
      best = draft
      bestScore = score
    }
  }
  return best
}

function fitness(draft: Draft, kind: PronounKind): number {
  if (kind.gender) {
    if (draft.kind !== 'person' || draft.plural || draft.members) return 0
    if (draft.gender === kind.gender) return 1.2
    return draft.gender === '' ? (kind.gender === 'm' ? 0.9 : 0.55) : 0
  }
  if (!kind.plural) {
    if (draft.kind === 'person' || draft.kind === 'population' || draft.plural || draft.members) return 0
    return draft.kind === 'state' ? 1 : 0.95
  }
  if (draft.members) return 1
  if (draft.plural) return 1
  if (draft.kind === 'population') return 0.8
  if (draft.kind === 'group') return 0.8
  return draft.kind === 'organization' ? 0.35 : 0
}
