import type { Reading } from './candidates.ts'
import type { Draft } from './drafts.ts'
import { draftAt, type Scene, stateDraft } from './scene.ts'
import { caseOf, dependents, governor, relationOf } from './tree.ts'

/** Nouns that name one side by the other: whoever is somebody's neighbour is not he himself. */
const opposed = /^(?:(?:arch-?)?(?:foe|rival|enemy)|neighbou?r|ally|adversary|host|guest|partner|benefactor|patron)$/

/** Those of them that people too have at home. */
const personal = /^(?:(?:arch-?)?(?:foe|rival|enemy)|adversary|partner|patron)$/

/**
 * "Its northern neighbour", "his host", "her hosts": of those spoken of in the last sentences the state (for hosts and guests the person, where one was named) most present that
 * is not the owner's. `null` for another noun, for one without an owner, and where nobody else was spoken of.
 */
export function oppositeOf(scene: Scene, reading: Reading, head: number): Draft | null {
  const token = reading.sentence.tokens[head]!
  const lemma = token.lemma.toLowerCase()
  if (!opposed.test(lemma) || (token.xpos === 'NNS' && lemma !== 'host')) return null
  const [possessor] = dependents(reading.tree, head, 'nmod:poss')
  const owner = possessor === undefined ? null : draftAt(scene, reading, possessor)
  if (!owner?.country || (owner.kind !== 'state' && personal.test(lemma))) return null
  if (dependents(reading.tree, head, 'appos').length > 0 || reading.sentence.tokens[head + 1]?.upos === 'PROPN')
    return null
  const scores = new Map<string, number>()
  let person: Draft | null = null
  let top = 0
  for (const draft of scene.drafts.present(reading.order)) {
    const { country } = draft
    if (draft.members || !country || country === owner.country || draft.basis === 'assumed') continue
    let score = 0
    for (const mention of draft.recent) {
      const distance = reading.order - mention.order
      if (distance < 0 || distance > REACH) continue
      score += (mention.form === 'place' ? 0.3 : mention.weight) / (1 << (2 * distance))
    }
    if (score === 0) continue
    scores.set(country, (scores.get(country) ?? 0) + score)
    if (/^(?:host|guest)$/.test(lemma) && draft.kind === 'person' && !draft.plural && score > top) {
      top = score
      person = draft
    }
  }
  // Of whom the article speaks most is likelier meant than who was named by the way.
  for (const [code, score] of scores) scores.set(code, score + 0.1 * Math.min(scene.context.get(code) ?? 0, 10))
  const best = [...scores].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]
  if (!best) return null
  if (person?.country === best[0]) return person
  const state = scene.lexicon.states.get(best[0])
  return state ? stateDraft(scene, state) : null
}

/** How many sentences back the other side is looked for. */
const REACH = 4

/** The subjects of the clauses around a token, which a noun of the same clause cannot mean: "Poland told its airlines to avoid the country". */
export function subjectsAround(scene: Scene, reading: Reading, token: number): Set<Draft> {
  const { tokens } = reading.sentence
  const found = new Set<Draft>()
  if (/^nsubj/.test(relationOf(reading.tree, token))) return found
  let at = governor(reading.tree, token)
  // "US bases in the country" are in another.
  if (at >= 0 && /^(?:NOUN|PROPN)$/.test(tokens[at]!.upos) && caseOf(reading.tree, token) === 'in')
    for (const owner of dependents(reading.tree, at, 'amod', 'compound', 'nmod:poss')) {
      const draft = owner < token ? draftAt(scene, reading, owner) : null
      if (draft) found.add(draft)
    }
  const abroad = at < 0 || caseOf(reading.tree, token) !== 'in' ? [] : sentTo(reading, at)
  for (const owner of abroad.flatMap((sent) => dependents(reading.tree, sent, 'amod', 'compound', 'nmod:poss'))) {
    const draft = owner < token ? draftAt(scene, reading, owner) : null
    if (draft) found.add(draft)
  }
  for (let steps = 0; at >= 0 && steps < 6; steps++) {
    for (const child of reading.tree.children[at]!) {
      if (!/^nsubj/.test(tokens[child]!.deprel) || child > token) continue
      for (const each of [child, ...dependents(reading.tree, child, 'conj')]) {
        const draft = draftAt(scene, reading, each)
        if (draft) for (const member of draft.members ?? [draft]) found.add(scene.drafts.current(member))
      }
    }
    // A clause of its own, told or joined, has its own subject.
    if (/^(?:ccomp|parataxis|acl:relcl|root|advcl)/.test(tokens[at]!.deprel)) break
    if (tokens[at]!.deprel === 'conj' && dependents(reading.tree, at, 'nsubj').length > 0) break
    at = tokens[at]!.head
  }
  return found
}

/** "U.S. soldiers have been killed in the country", "troops deployed in the country": soldiers of whom a verb tells that something is done to them there. */
function sentTo({ sentence: { tokens }, tree }: Reading, verb: number): number[] {
  if (tokens[verb]!.upos !== 'VERB') return []
  const told = tokens[verb]!.deprel === 'acl' ? [tokens[verb]!.head] : []
  return [...told, ...dependents(tree, verb, 'nsubj:pass', 'obj')].filter((token) =>
    /^(?:troop|soldier|marine|serviceman|national|citizen|contractor|contingent)$/i.test(tokens[token]!.lemma),
  )
}
