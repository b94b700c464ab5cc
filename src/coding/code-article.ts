import { type Entity, type GroundedText, withHomes } from '../ground/index.ts'
import type { Sentence } from '../parse/index.ts'
import type { Clause } from './clause.ts'
import { clausesOf } from './clauses/clauses-of.ts'
import { codeDiscourse, type DiscourseLexicon } from './discourse/index.ts'
import { codeEvents } from './events/code-events.ts'
import { homesOf } from './events/homes.ts'
import type { CodedEvent, Made, Record } from './record.ts'
import type { RelateModel } from './relate/index.ts'
import type { RuleBook } from './rules/rule.ts'

/** What coding needs besides the text; `Resources` of the pipeline has more and fits. */
export interface CodingResources {
  rules: RuleBook
  discourse: DiscourseLexicon
  /** Speaks where no rule does. */
  relate: RelateModel
  made: Made
}

/** Codes one grounded article: its events, what is said, promised, held and expected in it, and the record around them. Pure; equal input gives an equal record. */
export function codeArticle(grounded: GroundedText, resources: CodingResources): Record {
  const { article, body, title } = grounded.parsed
  const clauses = new Map<Sentence, readonly Clause[]>(
    [...title, ...body].map((sentence) => [sentence, clausesOf(sentence)]),
  )
  const events = codeEvents(grounded, clauses, resources.rules, resources.relate)
  const entities = partiesHoused(grounded.entities, withHomes(grounded).entities, events)
  const homes = homesOf(entities, events)
  return {
    made: resources.made,
    id: article.id,
    key: article.key,
    url: article.url ?? null,
    title: article.title ?? null,
    outlet: article.outlet ?? null,
    byline: article.byline ?? null,
    language: article.language,
    dateline: grounded.dateline,
    date: grounded.date,
    text: article.text,
    sourceMap: article.sourceMap,
    entities: entities.map(({ id, name, kind, country, sectors, code, role, of, tenure, members, mentions }) => ({
      id,
      name,
      kind,
      country: country ?? homes.get(id) ?? null,
      sectors,
      code: homes.has(id) ? `${homes.get(id)}${code === 'UNK' ? '' : code}` : code,
      ...(role !== undefined && { role }),
      ...(of !== undefined && { of }),
      ...(tenure !== undefined && { tenure }),
      ...(members !== undefined && { members }),
      mentions: mentions.map(({ start, end, in: part }) => ({ start, end, ...(part && { in: part }) })),
    })),
    times: grounded.times.map(({ start, end, in: part, date, mod, basis }) => ({
      start,
      end,
      ...(part && { in: part }),
      date,
      mod,
      basis,
    })),
    events,
    ...codeDiscourse(grounded, clauses, events, resources.discourse),
    issues: [...article.issues, ...grounded.issues],
  }
}

/** Whoever takes part in an event is of the country he was taken to be of; everybody else is of none where his words tell none. */
function partiesHoused(told: readonly Entity[], housed: readonly Entity[], events: readonly CodedEvent[]): Entity[] {
  const parties = new Set(
    events.flatMap(({ actors, recipients, assertedBy }) => [
      ...actors,
      ...recipients,
      ...(assertedBy ? [assertedBy] : []),
    ]),
  )
  return told.map((entity, at) => (parties.has(entity.id) ? housed[at]! : entity))
}
