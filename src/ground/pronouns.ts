import type { Reading } from './candidates.ts'
import type { Draft, DraftMention, Drafts } from './drafts.ts'
import { quotedTokens } from './quoted.ts'
import { caseOf, dependents, governor, relationOf } from './tree.ts'
import { speechVerbs } from './words.ts'

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

/** Verbs whose "it" stands for nothing. */
const emptyVerbs = /^(?:be|seem|appear|rain|snow|happen|matter|emerge|remain|become|come)$/
/** Verbs whose "it" stands for nothing where a clause follows: "it took hours to", "it turned out that". */
const clausalVerbs = /^(?:take|make|turn|look|help|cost)$/
const occasions =
  /^(?:time|pity|shame|fact|matter|question|mistake|honou?r|duty|day|year|night|morning|evening|century)$/

/** True for an "it" that its own clause shows to stand for nothing: "it took hours to", "it rained", "it matters that"; what else is empty is weighed (`its.ts`). */
export function isExpletive(reading: Reading, token: number): boolean {
  const { tokens } = reading.sentence
  const { deprel, head } = tokens[token]!
  if (deprel === 'expl') return true
  if (!deprel.startsWith('nsubj') || head < 0) return false
  const below = reading.tree.children[head]!.map((child) => tokens[child]!.deprel)
  if (below.includes('csubj') || /^(?:seem|rain|snow|happen|matter)$/.test(tokens[head]!.lemma)) return true
  if (below.includes('cop')) {
    const { upos, lemma } = tokens[head]!
    if (upos === 'ADV' || upos === 'ADP' || occasions.test(lemma)) return true
    // "It is clear that", "it is ministers who".
    return below.some((each) => (upos === 'ADJ' ? /^(?:ccomp|xcomp|advcl)/ : /^acl:relcl/).test(each))
  }
  return clausalVerbs.test(tokens[head]!.lemma) && below.some((each) => /^(?:xcomp|ccomp|advcl)/.test(each))
}

/** True for an "it" that stands for nothing: "it is clear that", "it is time", "it seems", "it was raining". */
export function isEmptyIt(reading: Reading, token: number): boolean {
  const { tokens } = reading.sentence
  const { deprel, head } = tokens[token]!
  if (deprel === 'expl') return true
  if (!deprel.startsWith('nsubj') || head < 0) return deprel === 'root'
  const predicate = tokens[head]!
  const below = reading.tree.children[head]!.map((child) => tokens[child]!.deprel)
  if (below.includes('csubj') || emptyVerbs.test(predicate.lemma)) return true
  if (below.includes('cop')) return predicate.upos !== 'NOUN' || occasions.test(predicate.lemma)
  return clausalVerbs.test(predicate.lemma) && below.some((each) => /^(?:xcomp|ccomp|advcl)/.test(each))
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

/** Verbs whose object does what the infinitive behind them tells. */
const commands =
  /^(?:ask|urge|tell|persuade|order|force|want|invite|allow|permit|help|advise|warn|require|let|instruct|press|beg|convince|encourage|expect|enable|make|call|implore|command|authori[sz]e)$/

/** Who does what a verb tells: its subjects, or those of the clause it is joined to or hangs from ("called to *thank*", "met her and *praised*"); of a command who is told. */
export function doersOf({ tree, sentence: { tokens } }: Reading, verb: number): number[] {
  for (let steps = 0; verb >= 0 && steps < 5; steps++) {
    const subjects = dependents(tree, verb, 'nsubj')
    if (subjects.length > 0) return subjects.flatMap((subject) => [subject, ...dependents(tree, subject, 'conj')])
    const { deprel, head } = tokens[verb]!
    if (head < 0 || !/^(?:conj|advcl|xcomp)/.test(deprel)) return []
    const told =
      commands.test(tokens[head]!.lemma) && deprel.startsWith('xcomp') ? dependents(tree, head, 'obj', 'iobj') : []
    if (told.length > 0) return told
    verb = head
  }
  return []
}

/** True for a mention that is one of these phrases, or the name beside one ("the minister, *Ana Soto*, said"). */
export function isOneOf({ sentence: { tokens } }: Reading, phrases: readonly number[], mention: DraftMention): boolean {
  const { deprel, head } = tokens[mention.head]!
  return phrases.some(
    (phrase) =>
      phrase === mention.head ||
      (phrase >= mention.from && phrase < mention.to) ||
      (head === phrase && /^(?:appos|flat)/.test(deprel)),
  )
}

/** The entity a third-person pronoun stands for: of those that fit in number, kind and gender the one most present; `null` where none fits. */
export function antecedent(
  reading: Reading,
  token: number,
  kind: PronounKind,
  drafts: Drafts,
  readings: readonly Reading[] = [],
): Draft | null {
  const { tokens } = reading.sentence
  const relation = relationOf(reading.tree, token)
  const above = governor(reading.tree, token)
  const free = kind.possessive || /self|selves$/.test(tokens[token]!.form)
  const object = relation.startsWith('obl')
    ? /^(?:to|against|from)$/.test(caseOf(reading.tree, token) ?? '')
    : /^i?obj/.test(relation)
  // Who praises *him* is another; who says that *he* will come mostly means himself.
  const doers = !free && object ? doersOf(reading, above) : []
  const said =
    relation.startsWith('nsubj') && above >= 0 && tokens[above]!.deprel === 'ccomp' ? tokens[above]!.head : -1
  const speakers = said >= 0 && speechVerbs.has(tokens[said]!.lemma) ? doersOf(reading, said) : []
  const speaks = kind.gender !== null && isSpeaker(reading, token, above)
  // "The general has reported the ships, he said": whoever speaks at the end is mostly not whom he tells of by name.
  const isReport =
    kind.gender !== null &&
    relation.startsWith('nsubj') &&
    above >= 0 &&
    speechVerbs.has(tokens[above]!.lemma) &&
    tokens[above]!.deprel.startsWith('parataxis') &&
    tokens[above]!.head >= 0 &&
    tokens[above]!.head < token
  const told = isReport ? tokens.findLastIndex(({ form }, at) => at < token && /^[:;]$/.test(form)) : tokens.length
  let best: Draft | null = null
  let bestScore = 0.02
  for (const draft of drafts.present(reading.order)) {
    const fit = fitness(draft, kind)
    if (fit === 0) continue
    const here = draft.recent.filter(({ order, from }) => order === reading.order && from < token)
    if (here.some((mention) => isOneOf(reading, doers, mention))) continue
    if (kind.gender !== null && !free && isNamedBelow(reading, token, above, draft)) continue
    let score = here.some((mention) => isOneOf(reading, speakers, mention)) ? 0.5 : 0
    for (const mention of draft.recent) {
      const distance = reading.order - mention.order
      if (distance < 0 || distance > reach || (distance === 0 && mention.from >= token) || mention.form === 'place')
        continue
      const own =
        distance === 0 &&
        above >= 0 &&
        mention.head !== above &&
        (governor(reading.tree, mention.head) === above ||
          (kind.gender !== null && relation.startsWith('nsubj') && isBeside(reading, mention.head, above)))
      // Arguments of one verb are different people, unless the pronoun is reflexive or a possessive.
      if (own && !kind.possessive && !/self|selves$/.test(tokens[token]!.form)) {
        score -= 0.8
        continue
      }
      let weight = mention.weight * (mention.form === 'modifier' ? 0.5 : 1)
      if (distance === 0 && mention.form !== 'pronoun' && mention.from > told) weight *= 0.25
      if (speaks) {
        const there = readings[mention.order]
        if (there && quotedTokens(there.sentence)[mention.head]) continue
        const clause = there ? governor(there.tree, mention.head) : -1
        if (clause >= 0 && mention.weight >= 0.9 && there!.sentence.tokens[clause]!.deprel === 'root') weight *= 1.4
      }
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

/** "*He* was dismissive of Ladak's knowledge": a subject is not whom its own clause goes on to name. */
function isNamedBelow({ order, sentence, tree }: Reading, token: number, above: number, draft: Draft): boolean {
  const { tokens } = sentence
  if (above < 0 || !relationOf(tree, token).startsWith('nsubj')) return false
  const quoted = quotedTokens(sentence)
  return draft.recent.some((mention) => {
    if (mention.order !== order || mention.from <= token || mention.form !== 'name' || quoted[mention.head])
      return false
    let at = tokens[mention.head]!.head
    for (let steps = 0; at >= 0 && at !== above && steps < 12; steps++) {
      if (/^(?:conj|parataxis)/.test(tokens[at]!.deprel)) return false
      at = tokens[at]!.head
    }
    return at === above
  })
}

/** "Receiving an *editor*, he …", "after talks with *Rabin*, he …": somebody in what is told beside a clause is not its subject. */
function isBeside({ sentence: { tokens } }: Reading, head: number, above: number): boolean {
  let at = head
  for (let steps = 0; at >= 0 && at !== above && steps < 8; steps++) {
    const { deprel, head: next } = tokens[at]!
    const isPart = at === head ? /^(?:obj|obl|nmod)(?!:poss)/.test(deprel) : /^(?:obl|nmod)(?!:poss)/.test(deprel)
    if (!isPart && !(deprel === 'advcl' && tokens[at]!.xpos === 'VBG')) return false
    at = next
  }
  return at === above
}

/** True for the "he" of `"…," he said`: nobody of whom the quotation tells as of another. */
function isSpeaker({ sentence, tree }: Reading, token: number, verb: number): boolean {
  const { tokens } = sentence
  if (!relationOf(tree, token).startsWith('nsubj') || verb < 0 || !speechVerbs.has(tokens[verb]!.lemma)) return false
  const quoted = quotedTokens(sentence)
  return !quoted[token] && quoted.some(Boolean)
}

/** How well an entity fits a pronoun in number, kind and gender; 0 where it cannot be meant. */
export function fitness(draft: Draft, kind: PronounKind): number {
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
