import { goldsteinOf, scoreOf } from '../coding/index.ts'
import type { Happening, Party } from '../ledger/index.ts'
import { dayInterval, isoDay } from './cells.ts'
import { isoOf, nameOf } from './countries.ts'
import { cameoOf } from './crosswalk.ts'
import { cellsOfObject, coordinates, isObject, objects, strings, text, textOrNull } from './json-values.ts'
import { contextOf, modeOf, typeOf } from './plover-words.ts'
import { bad, type JsonObject, type RowFormat } from './row-format.ts'

/** JSONL as the NGEC coder writes it (`events_processed.jsonl`). `event_text` holds the quoted words only. */
export const ngec: RowFormat = {
  name: 'ngec',
  family: 'ngec',
  title: 'NGEC JSONL',
  extension: 'jsonl',
  shape: 'json',
  columns: [
    'id',
    'story_id',
    'date',
    'pub_date',
    'publisher',
    'headline',
    'event_text',
    'event_type',
    'event_mode',
    'contexts',
    'version',
    'attributes',
    'event_geolocation',
    'geolocated_ents',
    'story_people',
    'story_orgs',
    'story_locs',
    'date_raw',
    'date_resolved',
  ],
  header: false,
  saysStatus: false,
  onePair: false,
  needsDay: true,
  tell(h) {
    const source = h.sources[0]
    return cellsOfObject({
      id: h.imported?.origin === 'ngec' ? h.imported.originId : h.id,
      story_id: source?.url ?? undefined,
      date: source?.published ?? h.date?.start,
      pub_date: source?.published ?? undefined,
      publisher: source?.outlet ?? undefined,
      headline: source?.title ?? undefined,
      event_text: h.words,
      event_type: h.type,
      event_mode: h.mode,
      contexts: h.contexts,
      attributes: {
        ACTOR: h.actors.map(attributeOf),
        RECIP: h.recipients.map(attributeOf),
        LOC: h.place ? [{ text: h.place.name }] : [],
        DATE: [],
      },
      event_geolocation: h.place
        ? {
            geo: {
              resolved_placename: h.place.name,
              country_code3: h.place.country ?? undefined,
              lat: h.place.lat,
              lon: h.place.lon,
            },
          }
        : undefined,
      date_resolved: h.date?.start,
    })
  },
  understand(_cells, row) {
    const value = row!
    const id = typeof value.id === 'number' ? String(value.id) : text(value.id)
    if (!id) return bad('no-id', 'There is no "id"; it is the key of an NGEC record.')
    const type = typeOf(text(value.event_type))
    if (!type)
      return text(value.event_type)
        ? bad(
            'no-type',
            `"event_type" is ${JSON.stringify(value.event_type)}; PLOVER has sixteen types, from AGREE to ASSAULT.`,
          )
        : { aside: 'no event type' }
    const day = isoDay(text(value.date_resolved).slice(0, 10)) ?? isoDay(text(value.date).slice(0, 10))
    if (!day)
      return bad(
        'bad-date',
        `"date_resolved" is ${JSON.stringify(value.date_resolved) ?? 'missing'} and "date" ${JSON.stringify(value.date) ?? 'missing'}; one of them must be a day such as "2003-02-06".`,
      )
    const mode = strings(value.event_mode).flatMap((word) => modeOf(type, word) ?? [])
    const cameo = cameoOf(type, mode)
    const attributes = isObject(value.attributes) ? value.attributes : {}
    const geolocation = isObject(value.event_geolocation) ? value.event_geolocation : {}
    const geo = isObject(geolocation.geo) ? geolocation.geo : null
    const placename = text(geo?.resolved_placename) || text(objects(attributes.LOC)[0]?.text)
    const source = {
      title: textOrNull(value.headline),
      outlet: textOrNull(value.publisher),
      url: /^https?:\/\//.test(text(value.story_id)) ? text(value.story_id) : null,
      published: isoDay(text(value.pub_date).slice(0, 10)),
    }
    return {
      origin: 'ngec',
      originId: id,
      type,
      mode,
      contexts: strings(value.contexts).flatMap((word) => contextOf(word) ?? []),
      cameo,
      goldstein: goldsteinOf(cameo),
      score: scoreOf(type, mode),
      status: 'actual',
      actors: objects(attributes.ACTOR).map(partyOfAttribute),
      recipients: objects(attributes.RECIP).map(partyOfAttribute),
      reciprocal: objects(attributes.ACTOR).length > 1 && objects(attributes.RECIP).length === 0,
      date: dayInterval(day),
      place: placename
        ? { name: placename, country: isoOf(text(geo?.country_code3)), ...coordinates(geo?.lat, geo?.lon) }
        : null,
      confidence: null,
      assertedBy: null,
      conceded: true,
      sources: Object.values(source).some((part) => part !== null) ? [source] : [],
      rule: 'import/ngec',
      words: text(value.event_text),
    }
  },
}

function attributeOf(party: Party): JsonObject {
  return {
    text: party.name,
    country: party.country ?? party.code,
    country_name: party.country ? nameOf(party.country) : undefined,
    code_1: party.sector ?? undefined,
  }
}

function partyOfAttribute(attribute: JsonObject): Happening['actors'][number] {
  const code = text(attribute.country)
  const country = isoOf(code)
  const sector = textOrNull(attribute.code_1)
  return {
    name: text(attribute.text) || text(attribute.wiki) || code,
    code: country ? country + (sector ?? '') : code,
    country,
    sector,
  }
}
