import type { Entity } from '../../ground/index.ts'
import { contains, type Span } from '../../text/index.ts'
import type { Statement } from '../record.ts'
import type { Cue } from './cues.ts'
import { lemmaOf, standing, type View } from './view.ts'

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
  for (const sentence of view.body) {
    if (sentence.end <= content.start || sentence.start >= content.end) continue
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
  return [...found]
    .filter(([, polarity]) => polarity !== 0 || sign === 0)
    .map(([toward, polarity]) => ({ toward, polarity }))
}
