import type { Entity } from '../../ground/index.ts'
import { contains, type Span } from '../../text/index.ts'
import type { Statement } from '../record.ts'
import type { Cue } from './cues.ts'
import { lemmaOf, oneEach, standing, type View } from './view.ts'

/**
 * Whom a statement speaks well or ill of: the object of a praising or blaming cue, and whoever a praising or blaming word of the content is about.
 * A negated word turns round; a denied or so-called thing counts for neither. One entry a party, in order of first mention.
 */
export function stanceOf(view: View, content: Span, speaker: Entity | null, cue: Cue | null): Statement['stance'] {
  const found = new Map<string, -1 | 0 | 1>()
  const note = (entity: Entity, polarity: -1 | 0 | 1) => {
    if (speaker && (entity.id === speaker.id || standing(entity) === standing(speaker))) return
    const known = found.get(entity.id)
    found.set(entity.id, known !== undefined && known !== polarity ? 0 : polarity)
  }
  if (cue?.clause && cue.polarity !== 0 && !cue.clause.negated)
    for (const { token } of cue.clause.patients)
      for (const entity of view.actors(cue.sentence, token)) note(entity, cue.polarity)
  const sign = cue?.lemma === 'deny' || cue?.lemma === 'dispute' ? 0 : 1
  const sentences = content.in ? [] : view.bodyAt(content)
  for (const sentence of sentences) {
    for (const clause of view.clauses(sentence)) {
      const token = sentence.tokens[clause.head]!
      if (!contains(content, { start: token.start, end: token.end })) continue
      const [row] = view.lexicon.rows('stance', lemmaOf(token))
      if (!row || sentence.tokens[clause.head - 1]?.form.toLowerCase() === 'so-called') continue
      const polarity = (Number(row.polarity) * (clause.negated ? -1 : 1) * sign) as -1 | 0 | 1
      const objects = clause.kind === 'verb' ? clause.patients : [...clause.agents, ...clause.patients]
      const about = objects.length > 0 ? objects : clause.obliques.map(({ participant }) => participant)
      for (const { token: each } of about) for (const entity of view.actors(sentence, each)) note(entity, polarity)
    }
  }
  if (found.size === 0 && sign !== 0) {
    const polarity = toneOf(view, content, cue)
    const [other, ...more] = polarity === 0 ? [] : othersIn(view, content, speaker)
    if (other && more.length === 0) note(other, polarity)
  }
  return [...found]
    .filter(([, polarity]) => polarity !== 0 || sign === 0)
    .map(([toward, polarity]) => ({ toward, polarity }))
}

/** Whether words praise or blame, where no clause of theirs says whom: the cue's polarity, else what most of the words weigh. */
function toneOf(view: View, content: Span, cue: Cue | null): -1 | 0 | 1 {
  if (cue && cue.polarity !== 0 && !cue.clause?.negated) return cue.polarity
  let sum = 0
  for (const sentence of content.in ? [] : view.bodyAt(content))
    for (const [at, token] of sentence.tokens.entries()) {
      if (token.start < content.start || token.end > content.end) continue
      const [row] = view.lexicon.rows('stance', lemmaOf(token))
      if (!row) continue
      const isTurned = sentence.tokens.slice(Math.max(0, at - 3), at).some(({ form }) => TURNS.test(form))
      sum += Number(row.polarity) * (isTurned ? -1 : 1)
    }
  return sum > 0 ? 1 : sum < 0 ? -1 : 0
}

const TURNS = /^(?:not|n't|n’t|no|never|without|hardly|nothing)$/i

/** Countries and bodies named in some words that are not the speaker's own, one each. */
function othersIn(view: View, content: Span, speaker: Entity | null): Entity[] {
  const named = (content.in ? [] : view.bodyAt(content)).flatMap((sentence) =>
    view
      .mentions(sentence)
      .filter(({ start, end, form }) => start >= content.start && end <= content.end && form !== 'place')
      .flatMap(({ entity }) => view.members(view.entity(entity)))
      .filter(({ country, code }) => country !== null || code.startsWith('IGO')),
  )
  return oneEach(named).filter((each) => !speaker || standing(each) !== standing(speaker))
}
