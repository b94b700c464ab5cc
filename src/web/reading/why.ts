import type { ExplainedEvent, ExplainedSentence } from '../../coding/index.ts'
import { overlaps, type Span } from '../../text/index.ts'
import type { Item } from './items.ts'

/** Why an item was coded: the sentence, the event seen in it, and the nearest rule that stayed silent. */
export interface Reason {
  event: ExplainedEvent | null
  sentence: ExplainedSentence
}

/** The explanation of an item among those of all sentences, the story's before the headline's; null where its words lie in no explained sentence. */
export function reasonOf(item: Item, sentences: ExplainedSentence[]): Reason | null {
  const samePart = (a: Span, b: Span) => a.in === b.in && overlaps(a, b)
  const told = sentences.filter((sentence) => item.spans.some((span) => samePart(span, sentence.span)))
  const own = [...told.filter(({ span }) => !span.in), ...told.filter(({ span }) => span.in)]
  for (const sentence of own) {
    const event = sentence.events.find(
      (each) =>
        each.rule === item.rule &&
        each.spans.trigger.some((trigger) => item.spans.some((span) => samePart(span, trigger))),
    )
    if (event) return { event, sentence }
  }
  return own[0] ? { event: null, sentence: own[0] } : null
}
