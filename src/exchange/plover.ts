import { goldsteinOf, scoreOf } from '../coding/index.ts'
import type { Happening, Party } from '../ledger/index.ts'
import { dayInterval, isoDay } from './cells.ts'
import { isoOf } from './countries.ts'
import { cameoOf, ploverQuad } from './crosswalk.ts'
import {
  cellsOfObject,
  coordinates,
  isObject,
  numberWithin,
  objects,
  strings,
  text,
  textOrNull,
} from './json-values.ts'
import { ownValues, understandOwn } from './own-fields.ts'
import { contextOf, modeOf, typeOf } from './plover-words.ts'
import {
  asHappening,
  bad,
  type Cells,
  type JsonObject,
  type NotTaken,
  type RowFormat,
  type Understood,
} from './row-format.ts'

/**
 * The exchange record of the PLOVER manual (February 2024) as JSONL. What PLOVER has no slot for (status, CAMEO, confidence, further sources) stands in
 * `detente`; readers that do not know it may pass over it.
 */
export const plover: RowFormat = {
  name: 'plover',
  family: 'plover',
  title: 'PLOVER JSON',
  extension: 'jsonl',
  shape: 'json',
  columns: [
    'id',
    'has_event',
    'date',
    'time',
    'enddate',
    'endtime',
    'actor',
    'recipient',
    'event',
    'event_loc',
    'event_text',
    'quad_code',
    'event_scale',
    'mode',
    'context',
    'link',
    'text',
    'text_info',
    'cite_info',
    'coder',
    'coded_date',
    'coded_time',
    'comment',
    'detente',
  ],
  header: false,
  saysStatus: false,
  onePair: false,
  needsDay: true,
  tell,
  understand(_cells, value) {
    const plain = understandPlain(value!)
    if (!isObject(value!.detente) || 'issue' in plain || 'aside' in plain) return plain
    const full = understandOwn({ ...value!.detente, id: plain.originId, imported: undefined })
    if ('issue' in full || 'aside' in full) return plain
    const event: Understood = { ...full, origin: 'plover' }
    // Whoever changed the plain fields meant them: `detente` counts only where it says the same.
    const told = tell(asHappening({ ...event, extra: {} }))
    return PLAIN.every((column) => told[column] === JSON.stringify(value![column])) ? event : plain
  },
}

const PLAIN = ['date', 'enddate', 'actor', 'recipient', 'event', 'event_scale', 'mode', 'context'] as const

function tell(h: Happening): Cells {
  const source = h.sources[0]
  const { mode, contexts, actors, recipients, ...own } = ownValues(h)
  return cellsOfObject({
    id: h.imported?.origin === 'plover' ? h.imported.originId : h.id,
    has_event: true,
    date: h.date?.start,
    enddate: h.date && h.date.end !== h.date.start ? h.date.end : undefined,
    actor: h.actors.map(entityOf),
    recipient: h.recipients.map(entityOf),
    event: [h.type],
    event_loc: h.place
      ? { name: h.place.name, country: h.place.country ?? undefined, lat: h.place.lat, lon: h.place.lon }
      : undefined,
    event_text: h.words ? [h.words] : [],
    quad_code: ploverQuad(h.type),
    event_scale: h.score,
    mode: h.mode,
    context: h.contexts,
    link: source?.url ?? undefined,
    cite_info: source
      ? {
          url: source.url ?? undefined,
          title: source.title ?? undefined,
          publication: source.outlet ?? undefined,
          date: source.published ?? undefined,
        }
      : undefined,
    coder: h.imported ? h.imported.origin : 'detente',
    detente: {
      type: own.type,
      mode,
      contexts,
      cameo: own.cameo,
      goldstein: own.goldstein,
      score: own.score,
      status: own.status,
      actors,
      recipients,
      reciprocal: own.reciprocal,
      date: own.date,
      place: own.place,
      confidence: own.confidence,
      assertedBy: own.assertedBy,
      conceded: own.conceded,
      rule: own.rule,
      words: own.words,
      sources: h.sources.map(({ title, outlet, url, published }) => ({ title, outlet, url, published })),
    },
  })
}

function entityOf(party: Party): JsonObject {
  return {
    code: party.country ?? party.code,
    sector: party.sector ?? undefined,
    entity_text: party.name,
  }
}

function understandPlain(value: JsonObject): Understood | NotTaken {
  const id = typeof value.id === 'number' ? String(value.id) : text(value.id)
  if (!id) return bad('no-id', 'There is no "id"; it is the key of a PLOVER record.')
  if (value.has_event === false) return { aside: 'has_event is false' }
  const day = isoDay(text(value.date))
  if (!day)
    return bad('bad-date', `"date" is ${JSON.stringify(value.date) ?? 'missing'}; a day is written "2003-02-06".`)
  const end = value.enddate === undefined ? day : isoDay(text(value.enddate))
  if (!end || end < day)
    return bad('bad-date', `"enddate" is ${JSON.stringify(value.enddate)}; a day not before "date" was expected.`)
  const words = strings(value.event)
  if (words.length === 0) return { aside: 'no event type' }
  const type = typeOf(words[0]!)
  if (!type)
    return bad('no-type', `"event" is ${JSON.stringify(value.event)}; PLOVER has sixteen types, from AGREE to ASSAULT.`)
  const mode = strings(value.mode).flatMap((word) => modeOf(type, word) ?? [])
  const cameo = cameoOf(type, mode)
  const place = isObject(value.event_loc) ? value.event_loc : null
  const cite = isObject(value.cite_info) ? value.cite_info : {}
  const url = textOrNull(value.link) ?? textOrNull(cite.url)
  const source = {
    title: textOrNull(cite.title),
    outlet: textOrNull(cite.publication),
    url,
    published: isoDay(text(cite.date)),
  }
  return {
    origin: 'plover',
    originId: id,
    type,
    mode,
    contexts: strings(value.context).flatMap((word) => contextOf(word) ?? []),
    cameo,
    goldstein: goldsteinOf(cameo),
    score: numberWithin(value.event_scale, -10, 10) ?? scoreOf(type, mode),
    status: 'actual',
    actors: objects(value.actor).map(partyOfEntity),
    recipients: objects(value.recipient).map(partyOfEntity),
    reciprocal: objects(value.actor).length > 1 && objects(value.recipient).length === 0,
    date: end === day ? dayInterval(day) : { start: day, end, precision: 'day' },
    place: place
      ? { name: text(place.name), country: isoOf(text(place.country)), ...coordinates(place.lat, place.lon) }
      : null,
    confidence: null,
    assertedBy: null,
    conceded: true,
    sources: Object.values(source).some((part) => part !== null) ? [source] : [],
    rule: 'import/plover',
    words: strings(value.event_text).join(' … '),
  }
}

function partyOfEntity(entity: JsonObject): Party {
  const code = text(entity.code)
  const country = /^[A-Z]{3}$/.test(code) ? isoOf(code) : null
  const sector = strings(entity.sector)[0] ?? null
  return { name: text(entity.entity_text) || code, code: country ? country + (sector ?? '') : code, country, sector }
}
