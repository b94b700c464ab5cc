import { hash as digest } from 'node:crypto'
import type { Kysely } from 'kysely'
import { sha256Hex } from '../article/index.ts'
import { logChanges } from './change-log.ts'
import { type Database, freePlace, inRuns, insertMany, insertNew, isOneOf, lockShared, type Store } from './database.ts'
import { placeOf } from './days.ts'
import { independentSources } from './describe-happening.ts'
import { coverName, personMark } from './erase-names.ts'
import { countriesOf, findableOf, pairsOf, sidesBeyond } from './pairs.ts'
import { again } from './postgres.ts'
import type { Report } from './report.ts'
import type { ImportedMentionRow, ImportedRow, PartyRow, SideRow, Tables } from './schema.ts'
import { indexedWords, indexWords, markOf } from './search.ts'
import type { Happening, ImportCounts, ImportedEvent, ImportedMention, Party, Source } from './view.ts'

/** Rows written in one transaction: a stop half-way leaves whole batches, and running again adds the rest. */
const batch = 20_000

/** The id of an imported row: a hash of its origin and its id there. */
export function importedId(origin: string, originId: string): string {
  return hash(`imported:${origin}:${originId}`)
}

const hash = (text: string) => digest('sha256', text, 'hex').slice(0, 32)

type PackedParty = [name: string, code: string, country: string | null, sector: string | null]
const packParty = ({ name, code, country, sector }: Party): PackedParty => [name, code, country, sector]
const packSource = ({ title, outlet, url, published }: ImportedEvent['sources'][number]) => [
  title,
  outlet,
  url,
  published,
]

/** An imported event as text: its values in a fixed order without their names, half as long as the object. */
export function packEvent(event: ImportedEvent): string {
  const { date, place } = event
  return JSON.stringify([
    event.origin,
    event.originId,
    event.type,
    event.mode,
    event.contexts,
    event.cameo,
    event.goldstein,
    event.score,
    event.status,
    event.actors.map(packParty),
    event.recipients.map(packParty),
    Number(event.reciprocal),
    date && [date.start, date.end, date.precision],
    place && [place.name, place.country, place.lat ?? null, place.lon ?? null],
    event.assertedBy && packParty(event.assertedBy),
    Number(event.conceded),
    event.rule,
    event.words,
    event.confidence,
    event.sources.map(packSource),
    event.extra,
  ])
}

/** The event that `packEvent` made text of. */
export function unpackEvent(body: string): ImportedEvent {
  const party = ([name, code, country, sector]: PackedParty): Party => ({ name, code, country, sector })
  const v = JSON.parse(body)
  return {
    origin: v[0],
    originId: v[1],
    type: v[2],
    mode: v[3],
    contexts: v[4],
    cameo: v[5],
    goldstein: v[6],
    score: v[7],
    status: v[8],
    actors: v[9].map(party),
    recipients: v[10].map(party),
    reciprocal: v[11] === 1,
    date: v[12] && { start: v[12][0], end: v[12][1], precision: v[12][2] },
    place: v[13] && {
      name: v[13][0],
      country: v[13][1],
      ...(v[13][2] === null ? {} : { lat: v[13][2] }),
      ...(v[13][3] === null ? {} : { lon: v[13][3] }),
    },
    assertedBy: v[14] && party(v[14]),
    conceded: v[15] === 1,
    rule: v[16],
    words: v[17],
    confidence: v[18],
    sources: v[19].map(([title, outlet, url, published]: (string | null)[]) => ({ title, outlet, url, published })),
    extra: v[20],
  }
}

/** Where the system says it was told, and what its mentions add. */
export function importedSources(id: string, event: ImportedEvent, mentions: ImportedMention[]): Source[] {
  const told = mentions.length ? [...event.sources, ...mentions.map((mention) => mention.source)] : event.sources
  return told.map(({ title, outlet, url, published }, index) => {
    const article = index === 0 ? id : `${id}.${String(index + 1).padStart(4, '0')}`
    return { article, title, outlet, url, published, copyGroup: url ?? article, imported: event.origin }
  })
}

/** An imported row that nobody decided on, as the happening it is. Property by property: of this a million are made at once. */
export function importedHappening(row: { id: string; body: string }, mentions: ImportedMention[]): Happening {
  const event = unpackEvent(row.body)
  const sources = importedSources(row.id, event, mentions)
  return {
    id: row.id,
    type: event.type,
    mode: event.mode,
    contexts: event.contexts,
    cameo: event.cameo,
    goldstein: event.goldstein,
    score: event.score,
    status: event.status,
    actors: event.actors,
    recipients: event.recipients,
    reciprocal: event.reciprocal,
    date: event.date,
    place: event.place,
    assertedBy: event.assertedBy,
    conceded: event.conceded,
    rule: event.rule,
    words: event.words,
    confidence: event.confidence ?? 1,
    reports: [row.id],
    sources,
    independent: Math.max(1, independentSources(sources)),
    conflicts: [],
    reasons: [],
    decided: null,
    imported: { origin: event.origin, originId: event.originId, extra: event.extra },
  }
}

/** An imported row as a report, once a person decides on it. */
export function importedReport(row: { id: string; body: string }): Report {
  const event = unpackEvent(row.body)
  const { type, mode, contexts, cameo, goldstein, score, status, reciprocal, date, place, rule, words } = event
  const confidence = event.confidence ?? 1
  const party = (side: PartyRow['side']) => (given: Party, ordinal: number) => ({
    report: row.id,
    side,
    ordinal,
    ...given,
  })
  return {
    row: {
      id: row.id,
      article: row.id,
      kind: 'event',
      type,
      status,
      date_start: date?.start ?? null,
      date_end: date?.end ?? null,
      confidence,
      rule,
      words,
      words_hash: sha256Hex(words),
      item: JSON.stringify({
        type,
        mode,
        contexts,
        cameo,
        goldstein,
        score,
        status,
        reciprocal,
        date,
        place,
        confidence,
        rule,
      }),
      happening: null,
      decided: null,
    },
    parties: [
      ...event.actors.map(party('actor')),
      ...event.recipients.map(party('recipient')),
      ...(event.assertedBy ? [event.assertedBy].map(party('asserter')) : []),
    ],
  }
}

/** Files events of other systems. A row known by origin and id changes nothing; one whose content differs takes the place of the old one. */
export async function importEvents(
  store: Store,
  events: AsyncIterable<ImportedEvent> | Iterable<ImportedEvent>,
  decided: (tx: Kysely<Tables>, id: string) => Promise<void>,
): Promise<ImportCounts> {
  const covered = await coverErased(store.db)
  return importRows(
    store,
    events,
    (given, filed_at): NewRow => {
      const event = covered(given)
      const id = importedId(event.origin, event.originId)
      const { place, a, b, type, status, day, until } = findableOf(id, event)
      const sides = isPlain(event) ? none : sidesBeyond({ place, id, a, b, type, status, day, until }, event)
      return {
        place,
        id,
        a,
        b,
        type,
        status,
        day,
        until,
        decided: 0,
        body: packEvent(event),
        filed_at,
        words: importedWords(event),
        sides,
      }
    },
    async (tx, rows) => writeEvents(tx, store.database, rows, decided),
  )
}

/** "Perez, Jose" as "Jose Perez". */
const plainOrder = (name: string) => (name.includes(',') ? name.split(',').reverse().join(' ').trim() : name)

/** What takes the names of erased persons out of events on their way in; nothing where nobody was erased. */
async function coverErased(db: Kysely<Tables>): Promise<(event: ImportedEvent) => ImportedEvent> {
  const tombs = await db.selectFrom('tombstone').select('mark').where('mark', 'like', 'person:%').execute()
  if (tombs.length === 0) return (event) => event
  const marks = new Set(tombs.map(({ mark }) => mark))
  const seen = new Map<string, boolean>()
  const isErased = (name: string): boolean => {
    const known = seen.get(name)
    if (known !== undefined) return known
    const erased = marks.has(personMark(plainOrder(name)))
    if (seen.size > 100_000) seen.clear()
    seen.set(name, erased)
    return erased
  }
  return (event) => {
    const names = [...event.actors, ...event.recipients, ...(event.assertedBy ? [event.assertedBy] : [])]
      .map((party) => party.name)
      .filter(isErased)
    return names.reduce((clean, name) => unpackEvent(coverName(packEvent(clean), plainOrder(name))), event)
  }
}

/** Files further tellings of imported events; each adds a source to its event, now or when that comes. */
export function importMentions(
  store: Store,
  mentions: AsyncIterable<ImportedMention> | Iterable<ImportedMention>,
): Promise<ImportCounts> {
  return importRows(
    store,
    mentions,
    (mention, filed_at): ImportedMentionRow => ({
      id: hash(`mention:${mention.origin}:${mention.originId}`),
      event: importedId(mention.origin, mention.event),
      body: JSON.stringify(mention),
      filed_at,
    }),
    async (tx, rows) => {
      const old = await bodiesOf(tx, store.database, 'imported_mention', rows)
      const added = rows.filter((row) => !old.has(row.id))
      for (const some of inRuns(added, 100)) await tx.insertInto('imported_mention').values(some).execute()
      const changed = rows.filter((row) => old.has(row.id) && old.get(row.id) !== row.body)
      for (const { id, event, body } of changed)
        await tx.updateTable('imported_mention').set({ event, body }).where('id', '=', id).execute()
      return { added: added.length, changed: changed.length }
    },
  )
}

async function importRows<T, R extends { id: string }>(
  store: Store,
  given: AsyncIterable<T> | Iterable<T>,
  rowOf: (row: T, filed_at: string) => R,
  write: (tx: Kysely<Tables>, rows: R[]) => Promise<{ added: number; changed: number }>,
): Promise<ImportCounts> {
  const counts: ImportCounts = { added: 0, known: 0, changed: 0, erased: 0 }
  const filed_at = store.now()
  let waiting = new Map<string, R>()
  const flush = async () => {
    const rows = [...waiting.values()]
    waiting = new Map()
    const done = await again(() =>
      store.db.transaction().execute(async (tx) => {
        await lockShared(tx, store.database)
        const buried = await erasedAmong(tx, rows)
        const kept = buried.size ? rows.filter((row) => !buried.has(row.id)) : rows
        const { added, changed } = await write(tx, kept)
        if (added + changed) await logChanges(tx, store.database, 'everything')
        return { added, changed, known: kept.length - added - changed, erased: buried.size }
      }),
    )
    for (const key of ['added', 'known', 'changed', 'erased'] as const) counts[key] += done[key]
  }
  for await (const row of given) {
    const made = rowOf(row, filed_at)
    waiting.set(made.id, made)
    if (waiting.size === batch) await flush()
  }
  if (waiting.size) await flush()
  return counts
}

async function erasedAmong(tx: Kysely<Tables>, rows: { id: string }[]): Promise<Set<string>> {
  const buried = new Set<string>()
  const any = await tx.selectFrom('tombstone').select('mark').where('mark', 'like', 'imported:%').limit(1).execute()
  if (any.length === 0) return buried
  for (const some of inRuns(rows)) {
    const marks = some.map((row) => `imported:${row.id}`)
    for (const { mark } of await tx.selectFrom('tombstone').select('mark').where('mark', 'in', marks).execute())
      buried.add(mark.slice('imported:'.length))
  }
  return buried
}

async function bodiesOf(
  tx: Kysely<Tables>,
  database: Database,
  table: 'imported' | 'imported_mention',
  rows: { id: string }[],
): Promise<Map<string, string>> {
  if (rows.length === 0) return new Map()
  const ids = rows.map((row) => row.id)
  const known = await tx
    .selectFrom(table)
    .select(['id', 'body'])
    .where(isOneOf(database, 'id', ids))
    .execute()
  return new Map(known.map(({ id, body }) => [id, body]))
}

/** The words an imported row is found by: who, what it says, and marks of the countries and pairs of countries it stands between. */
export function importedWords(event: ImportedEvent): string {
  const { actors, recipients, place, words } = event
  let text = ''
  for (const { name } of actors) text += `${name} `
  for (const { name } of recipients) text += `${name} `
  const countries = countriesOf([...actors, ...recipients])
  const marks = countries.map((country) => markOf(country))
  for (const pair of pairsOf(event)) marks.push(markOf(...pair))
  return indexedWords(`${text}${place?.name ?? ''} ${words}`, marks)
}

/** A row on its way in, with the words and the further sides it is found by; the event itself is let go. */
interface NewRow extends ImportedRow {
  words: string
  sides: readonly SideRow[]
}

const none: readonly SideRow[] = []

const columns = (
  ['place', 'id', 'a', 'b', 'type', 'status', 'day', 'until', 'decided', 'body', 'filed_at'] as const
).map((name) => ({ name, cast: name === 'place' ? 'bigint' : name === 'decided' ? 'integer' : 'text' }))

const valuesOf = (r: ImportedRow) => [
  r.place,
  r.id,
  r.a,
  r.b,
  r.type,
  r.status,
  r.day,
  r.until,
  r.decided,
  r.body,
  r.filed_at,
]

/** One on each side: nothing but the first pair to find it by. */
const isPlain = ({ actors, recipients }: ImportedEvent) => actors.length === 1 && recipients.length === 1

async function writeEvents(
  tx: Kysely<Tables>,
  database: Database,
  rows: NewRow[],
  decided: (tx: Kysely<Tables>, id: string) => Promise<void>,
): Promise<{ added: number; changed: number }> {
  // In the order of their places, in which the table is kept.
  rows.sort((x, y) => x.place - y.place)
  const passedOver = await insertNew(tx, database, 'imported', columns, rows, valuesOf)
  const old = await bodiesOf(tx, database, 'imported', passedOver)
  for (const row of passedOver) if (!old.has(row.id)) await insertBeside(tx, database, row)
  const added = old.size ? rows.filter((row) => !old.has(row.id)) : rows
  await indexWords(tx, database, 'imported_words', added, true)
  await insertSides(tx, added)
  const changed = passedOver.filter((row) => old.has(row.id) && old.get(row.id) !== row.body)
  for (const { filed_at: _, words, sides, ...row } of changed) {
    const before = await tx
      .selectFrom('imported')
      .select(['place', 'decided'])
      .where('id', '=', row.id)
      .executeTakeFirstOrThrow()
    await tx.deleteFrom('imported_side').where('place', '=', Number(before.place)).execute()
    const wanted = placeOf(row.day, row.id)
    const place = Number(before.place) === wanted ? wanted : await freePlace(tx, 'imported', wanted)
    await indexWords(tx, database, 'imported_words', [{ place: Number(before.place), words: '' }])
    await tx
      .updateTable('imported')
      .set({ ...row, place, decided: before.decided })
      .where('id', '=', row.id)
      .execute()
    await indexWords(tx, database, 'imported_words', [{ place, words }])
    await insertSides(tx, [{ place, sides }])
    if (before.decided) await decided(tx, row.id)
  }
  return { added: added.length, changed: changed.length }
}

/** Writes the further sides of rows under the places the rows were given. */
async function insertSides(tx: Kysely<Tables>, rows: Pick<NewRow, 'place' | 'sides'>[]): Promise<void> {
  const sides = rows.flatMap(({ place, sides }) => sides.map((side) => ({ ...side, place })))
  for (const some of inRuns(sides)) await tx.insertInto('imported_side').values(some).execute()
}

/** Inserts a new row whose place another has: it takes the next free one. */
async function insertBeside(tx: Kysely<Tables>, database: Database, row: NewRow): Promise<void> {
  row.place = await freePlace(tx, 'imported', row.place + 1)
  await insertMany(tx, database, 'imported', columns, [valuesOf(row)])
}
