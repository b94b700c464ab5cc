import { readArticle } from '../article/index.ts'
import { type ExplainedSentence, explain, type Record, repairedText } from '../coding/index.ts'
import { ground } from '../ground/index.ts'
import type { Input } from '../intake/index.ts'
import { parseArticle } from '../parse/index.ts'
import { paragraphsOf } from '../text/index.ts'
import type { Resources } from './resources.ts'

/** Why each sentence of an input was coded as it was, or not at all, as lines for a person. */
export function explainInput(input: Input, resources: Resources): string {
  const read = input.page ? readArticle(input.page) : { issue: input.issue }
  if (!read.article) return `${input.id}: ${read.issue.message}\n`
  const grounded = ground(repairedText(parseArticle(read.article, resources.model)), resources.lexicon)
  const lines: string[] = []
  for (const sentence of explain(grounded, resources.rules, resources.relate)) {
    lines.push(`“${sentence.text.replace(/\s+/g, ' ')}”`)
    for (const clause of sentence.clauses) lines.push(`   clause  ${clause}`)
    for (const event of sentence.events) {
      lines.push(
        `   ${event.type}  ${event.actors.join(', ') || 'nobody'} → ${event.recipients.join(', ') || 'nobody'}  by ${event.rule} on "${event.trigger}" (path ${event.pathLength}): ${event.why}`,
      )
      if (event.reasons.length > 0) lines.push(`      because: ${event.reasons.join('; ')}`)
      if (event.nearest)
        lines.push(
          `      nearest other rule: ${event.nearest.rule} on "${event.nearest.word}", silent because ${event.nearest.because}`,
        )
    }
    if (sentence.events.length === 0) {
      lines.push(`   no event${sentence.silent ? `: ${sentence.silent}` : ''}`)
      for (const miss of sentence.misses.slice(0, 3))
        lines.push(`      ${miss.rule} on "${miss.word}" stayed silent because ${miss.because}`)
      for (const { word, type, chance, lacks } of sentence.guesses)
        lines.push(
          `      the learned model gives "${word}" as ${type} ${Math.round(chance * 100)} %${lacks ? `, but ${lacks}` : ', below its floor'}`,
        )
    }
  }
  return `${lines.join('\n')}\n`
}

/**
 * Why each sentence of a record was coded as it was: its text is parsed and grounded again by the resources at hand, which may be newer than those
 * that made the record. Empty for a record without English text.
 */
export function explainRecord(record: Record, resources: Resources): ExplainedSentence[] {
  if (record.language !== 'en' || record.text === '') return []
  const { id, key, language, text, sourceMap, date } = record
  const at = record.dateline ? text.indexOf(record.dateline.place) : -1
  const article = {
    id,
    key,
    language,
    text,
    sourceMap,
    paragraphs: paragraphsOf(text),
    title: record.title ?? undefined,
    date: date?.basis === 'inferred' ? null : date,
    dateline:
      record.dateline && at >= 0
        ? { place: record.dateline.place, span: { start: at, end: at + record.dateline.place.length } }
        : undefined,
    issues: [],
  }
  const grounded = ground(repairedText(parseArticle(article, resources.model)), resources.lexicon)
  return explain(grounded, resources.rules, resources.relate)
}
