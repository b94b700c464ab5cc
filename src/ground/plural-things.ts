import type { Reading } from './candidates.ts'
import type { Draft } from './drafts.ts'
import type { PronounKind } from './pronouns.ts'
import { draftAt, type Scene } from './scene.ts'
import { governor, relationOf } from './tree.ts'
import { speechVerbs } from './words.ts'

const times =
  /^(?:day|week|month|year|hour|minute|second|decade|century|time|percent|dollar|euro|yuan|dozen|hundred|thousand|million|billion)$/
/** Nouns of what is said or done by somebody else, whom a "they" takes up as well. */
const sayings = /^(?:report|talk|figure|source|poll|survey|account|statement|comment|remark|result|statistic|document)$/

/** A plural noun that stands for nobody, with one of these parts in its clause; -1 where there is none before a token. The last one counts. */
function lastThing(scene: Scene, reading: Reading, before: number, parts: RegExp, rootOnly: boolean): number {
  const { tokens } = reading.sentence
  for (let t = before - 1; t >= 0; t--) {
    const { upos, xpos, lemma } = tokens[t]!
    if (upos !== 'NOUN' || !xpos.endsWith('S') || !parts.test(relationOf(reading.tree, t))) continue
    const above = governor(reading.tree, t)
    if (rootOnly && (above < 0 || tokens[above]!.deprel !== 'root')) continue
    if (above >= 0 && speechVerbs.has(tokens[above]!.lemma)) continue
    if (times.test(lemma) || sayings.test(lemma) || draftAt(scene, reading, t)) continue
    return t
  }
  return -1
}

/**
 * "The ministers bought trains. The trains are slow because *they* break down": true for a plural pronoun that things, or people who stand for nobody here ("the players"), are
 * nearer to than whoever it would stand for: told in its own sentence where he is not, or as the subject of the sentence before, where he has no part.
 */
export function isOfThings(scene: Scene, reading: Reading, token: number, kind: PronounKind, draft: Draft): boolean {
  if (kind.person !== 3) return false
  const subject = /^nsubj/.test(relationOf(reading.tree, token))
  const takesPart = (order: number, until: number) =>
    [draft, ...(draft.members ?? [])].some((each) =>
      scene.drafts
        .current(each)
        .recent.some((mention) => mention.order === order && mention.from < until && mention.form !== 'place'),
    )
  if (takesPart(reading.order, token)) return false
  const parts = subject ? /^nsubj/ : /^(?:nsubj|obj$)/
  if (lastThing(scene, reading, token, parts, false) >= 0) return true
  const before = scene.readings[reading.order - 1]
  if (!before || before.sentence.in !== reading.sentence.in || takesPart(before.order, Number.POSITIVE_INFINITY))
    return false
  return lastThing(scene, before, before.sentence.tokens.length, /^nsubj/, true) >= 0
}
