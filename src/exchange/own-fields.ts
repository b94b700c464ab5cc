import { goldsteinOf, type Status, scoreOf } from '../coding/index.ts'
import type { Happening } from '../ledger/index.ts'
import { cameoOf, ploverQuad } from './crosswalk.ts'
import {
  coordinates,
  intervalOf,
  isObject,
  numberWithin,
  objects,
  ownParty,
  strings,
  text,
  textOrNull,
} from './json-values.ts'
import { typeOf } from './plover-words.ts'
import { bad, type JsonObject, type NotTaken, OWN, type Understood } from './row-format.ts'

/** The fields of a happening in the order they are written; rows of other systems carry `imported`. */
export const ownColumns = [
  'id',
  'type',
  'mode',
  'contexts',
  'cameo',
  'goldstein',
  'score',
  'quad',
  'status',
  'actors',
  'recipients',
  'reciprocal',
  'date',
  'place',
  'confidence',
  'assertedBy',
  'conceded',
  'independent',
  'decided',
  'rule',
  'words',
  'reports',
  'sources',
  'conflicts',
  'reasons',
  'imported',
] as const

export type OwnField = (typeof ownColumns)[number]

const STATUSES: readonly Status[] = ['actual', 'future', 'hypothetical', 'negated', 'historical']

/** The ledger takes rows of these as certain; the files say that nothing is known. */
const STATES_NO_CONFIDENCE = new Set(['gdelt1', 'gdelt2', 'icews', 'phoenix', 'polecat', 'ngec'])

/** A happening as plain values, one a column. */
export function ownValues(h: Happening): { [column in OwnField]: unknown } {
  return {
    id: h.imported?.origin === 'detente' ? h.imported.originId : h.id,
    type: h.type,
    mode: h.mode,
    contexts: h.contexts,
    cameo: h.cameo,
    goldstein: h.goldstein,
    score: h.score,
    quad: ploverQuad(h.type),
    status: h.status,
    actors: h.actors.map(partyValues),
    recipients: h.recipients.map(partyValues),
    reciprocal: h.reciprocal,
    date: h.date ? { start: h.date.start, end: h.date.end, precision: h.date.precision } : null,
    place: h.place ? { name: h.place.name, country: h.place.country, lat: h.place.lat, lon: h.place.lon } : null,
    confidence: h.imported && STATES_NO_CONFIDENCE.has(h.imported.origin) ? null : h.confidence,
    assertedBy: h.assertedBy ? partyValues(h.assertedBy) : null,
    conceded: h.conceded,
    independent: h.independent,
    decided: h.decided,
    rule: h.rule,
    words: h.words,
    reports: h.reports,
    sources: h.sources.map(({ article, title, outlet, url, published, copyGroup, imported }) => ({
      article,
      title,
      outlet,
      url,
      published,
      copyGroup,
      imported,
    })),
    conflicts: h.conflicts,
    reasons: h.reasons,
    imported:
      h.imported && h.imported.origin !== 'detente'
        ? { origin: h.imported.origin, originId: h.imported.originId, extra: withoutOwn(h.imported.extra) }
        : undefined,
  }
}

const partyValues = ({ name, code, country, sector }: Happening['actors'][number]) => ({ name, code, country, sector })

const withoutOwn = (extra: { [column: string]: string }) =>
  Object.fromEntries(
    Object.entries(extra)
      .filter(([column]) => !column.startsWith(OWN))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )

/** The event that plain values tell; rows that came from another system keep that origin. */
export function understandOwn(value: JsonObject): Understood | NotTaken {
  const id = text(value.id)
  if (!id) return bad('no-id', 'There is no "id"; it is the key of a row.')
  const type = typeOf(text(value.type))
  if (!type)
    return bad(
      'no-type',
      `"type" is ${JSON.stringify(value.type) ?? 'missing'}; PLOVER has sixteen, from AGREE to ASSAULT.`,
    )
  const status = value.status === undefined ? 'actual' : STATUSES.find((name) => name === value.status)
  if (!status)
    return bad('bad-status', `"status" is ${JSON.stringify(value.status)}; write one of ${STATUSES.join(', ')}.`)
  const date = intervalOf(value.date)
  if (date === undefined)
    return bad(
      'bad-date',
      `"date" is ${JSON.stringify(value.date)}; write {"start": "2003-02-06", "end": "2003-02-06", "precision": "day"} or null.`,
    )
  const mode = strings(value.mode)
  const cameo = /^\d{2,4}$/.test(text(value.cameo)) ? text(value.cameo) : cameoOf(type, mode)
  const imported = isObject(value.imported) && text(value.imported.origin) && text(value.imported.originId)
  const place = isObject(value.place) ? value.place : null
  return {
    origin: imported ? text((value.imported as JsonObject).origin) : 'detente',
    originId: imported ? text((value.imported as JsonObject).originId) : id,
    type,
    mode,
    contexts: strings(value.contexts),
    cameo,
    goldstein: numberWithin(value.goldstein, -10, 10) ?? goldsteinOf(cameo),
    score: numberWithin(value.score, -10, 10) ?? scoreOf(type, mode),
    status,
    actors: objects(value.actors).map(ownParty),
    recipients: objects(value.recipients).map(ownParty),
    reciprocal: value.reciprocal === true,
    date,
    place: place
      ? { name: text(place.name), country: textOrNull(place.country), ...coordinates(place.lat, place.lon) }
      : null,
    confidence: numberWithin(value.confidence, 0, 1),
    assertedBy: isObject(value.assertedBy) ? ownParty(value.assertedBy) : null,
    conceded: value.conceded !== false,
    sources: objects(value.sources).map((source) => ({
      title: textOrNull(source.title),
      outlet: textOrNull(source.outlet),
      url: textOrNull(source.url),
      published: textOrNull(source.published),
    })),
    rule: text(value.rule),
    words: text(value.words),
  }
}
