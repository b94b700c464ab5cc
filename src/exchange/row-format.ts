import { sha256Hex } from '../article/index.ts'
import type { Happening, ImportedEvent, Source } from '../ledger/index.ts'
import type { Issue } from '../text/index.ts'

/** The cells of one row by column name. In JSON formats the columns are the keys of the object and each cell is its value as JSON. */
export type Cells = { [column: string]: string }

export type JsonObject = { [key: string]: unknown }

/** A row as understood, before it is known which columns that gives back. */
export type Understood = Omit<ImportedEvent, 'extra'>

/** Why a row was not taken: `aside` is a row that is whole but has no place in the ledger, `issue` one that cannot be read. */
export type NotTaken = { aside: string } | { issue: Omit<Issue, 'place'> }

/** What one record of a file gives: an event, nothing (a header or a blank line), or the reason why it was not taken. */
export type Reading = { event: ImportedEvent; beside: string[]; repaired?: string } | { blank: true } | NotTaken

/** What can be said of one row that stands for a happening, or why the format cannot say it. */
export type Telling = { rows: Cells[] } | { left: string }

/** How one system writes events: its columns, what a happening looks like in them, and what a row means. */
export interface RowFormat {
  name: FormatName
  /** Rows of formats of one family share column names: what was kept of a row of one is written again by the others. */
  family: string
  /** As people call it. */
  title: string
  extension: string
  /** `json`: an object a line; else cells with this between them. */
  shape: 'json' | '\t' | ','
  columns: readonly string[]
  /** Whether files begin with the names of the columns. */
  header: boolean
  /** Formats without a slot for it hold only what happened; others are written in full. */
  saysStatus: boolean
  /** True when a row has one party a side: happenings with several become several rows. */
  onePair: boolean
  /** False when an event without a day can be written too. */
  needsDay: boolean
  /** Puts cells that a sister format wrote into this one's shape. */
  adopt?(cells: Cells): void
  /** Cells of one row; `pair` has been picked already where the format needs it. */
  tell(happening: Happening, pair: Pair): Cells
  /** `value` is the parsed object of a JSON row. */
  understand(cells: Cells, value?: JsonObject): Understood | NotTaken
}

/** The parties that one row names; the index tells rows of one happening apart. */
export interface Pair {
  actors: Happening['actors']
  recipients: Happening['recipients']
  index: number
}

export const formatNames = [
  'plover',
  'polecat',
  'ngec',
  'icews',
  'phoenix',
  'gdelt1',
  'gdelt2',
  'jsonl',
  'csv',
] as const
export type FormatName = (typeof formatNames)[number]

/** How many columns a row had, where that is not the usual number; a pseudo-column of `extra`. */
export const COUNT = '#columns'
/**
 * The whole row as it stood: where it had to be mended, and where so many columns would have to be kept that the row itself is shorter. A pseudo-column
 * of `extra`.
 */
export const WHOLE = '#row'

export const bad = (code: string, message: string): NotTaken => ({ issue: { code: `exchange/${code}`, message } })

/** A row read in a format, with every column in `extra` that the fields do not give back to the letter. */
export function read(
  format: RowFormat,
  cells: Cells,
  { pseudo = {}, value, whole }: { pseudo?: Cells; value?: JsonObject; whole?: string } = {},
): Reading {
  const understood = format.understand(cells, value)
  if ('aside' in understood || 'issue' in understood) return understood
  const event: ImportedEvent = { ...understood, extra: {} }
  const own = format.family === 'detente'
  const carried = own && event.origin !== 'detente' ? carriedExtra(cells.imported) : null
  if (carried) event.extra = carried
  const happening = asHappening(event, own ? importedId(event.origin, event.originId) : '')
  const derived = format.tell(happening, pairsOf(happening, format)[0]!)
  const kept: [string, string][] = Object.entries(pseudo)
  for (const column of Object.keys(cells)) if (cells[column] !== derived[column]) kept.push([column, cells[column]!])
  for (const column of Object.keys(derived))
    if (cells[column] === undefined && derived[column] !== '') kept.push([column, ''])
  const beside = kept.map(([column]) => column).filter((column) => !column.startsWith('#'))
  if (carried)
    event.extra = Object.fromEntries([
      ...Object.entries(carried),
      ...kept.map(([column, cell]) => [OWN + column, cell] as const),
    ])
  else
    event.extra = whole !== undefined && kept.length > NAMED ? { ...pseudo, [WHOLE]: whole } : Object.fromEntries(kept)
  return { event, beside }
}

/** More columns than this are kept as the whole row. */
const NAMED = 6

/** In rows of other systems that came in one of our own files: what that file said and the row does not. */
export const OWN = 'detente:'

function carriedExtra(imported: string | undefined): Cells {
  const extra = imported ? (JSON.parse(imported) as { extra?: unknown }).extra : null
  if (typeof extra !== 'object' || extra === null) return {}
  return Object.fromEntries(
    Object.entries(extra).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

/** The ledger's id of an imported row. */
export const importedId = (origin: string, originId: string): string =>
  sha256Hex(`imported:${origin}:${originId}`).slice(0, 32)

/** The columns of tab-separated formats by origin. */
export type ColumnsOf = (origin: string) => readonly string[] | null

/** The columns of a format that an imported happening brings along; null when it came from elsewhere. */
export function broughtAlong(happening: Happening, format: RowFormat, columnsOf: ColumnsOf): Cells | null {
  const own = happening.imported
  if (!own) return null
  if (familyOf(own.origin) === format.family) {
    const whole = own.extra[WHOLE]
    const origin = whole === undefined ? null : columnsOf(own.origin)
    if (whole === undefined || !origin || Object.keys(own.extra).some((column) => !column.startsWith('#')))
      return own.extra
    const parts = whole.split('\t')
    const cells: [string, string][] = origin.map((column, i) => [column, parts[i] ?? ''])
    return Object.fromEntries(origin === format.columns ? [...cells, ...Object.entries(own.extra)] : cells)
  }
  if (format.family !== 'detente') return null
  return Object.fromEntries(
    Object.entries(own.extra)
      .filter(([column]) => column.startsWith(OWN))
      .map(([column, cell]) => [column.slice(OWN.length), cell]),
  )
}

/**
 * The rows that tell a happening in a format, or why it has none. Columns kept from an imported row of the same family are written as they came, unless
 * a person has edited what they say.
 */
export function tell(happening: Happening, format: RowFormat, columnsOf: ColumnsOf, all = false): Telling {
  const back = broughtAlong(happening, format, columnsOf)
  if (!back) {
    const reason = whyLeft(happening, format, all)
    if (reason) return { left: reason }
  }
  const edited = happening.decided === 'edited'
  const rows = pairsOf(happening, format).map((pair) => {
    const cells = format.tell(happening, pair)
    if (back)
      for (const column of Object.keys(back))
        if (!(edited && (cells[column] || column === WHOLE)))
          Object.defineProperty(cells, column, { value: back[column], ...open })
    if (back && happening.imported?.origin !== format.name) format.adopt?.(cells)
    return cells
  })
  return { rows }
}

const open = { enumerable: true, writable: true, configurable: true }

function whyLeft(happening: Happening, format: RowFormat, all: boolean): string | null {
  if (format.saysStatus) return null
  if (format.needsDay && !happening.date) return 'no day is known'
  if (happening.actors.length + happening.recipients.length === 0) return 'nobody is named'
  if (all) return null
  if (happening.status !== 'actual') return `${happening.status}, which the format cannot say`
  if (happening.assertedBy && !happening.conceded) return 'claimed by one side only, which the format cannot say'
  if (format.needsDay && days(happening.date!) > 7)
    return 'known only to the month or year, where the format needs a day'
  return null
}

const days = ({ start, end }: { start: string; end: string }) =>
  1 + Math.round((Date.parse(`${end}T00:00:00Z`) - Date.parse(`${start}T00:00:00Z`)) / 86_400_000)

/** The pairs a format tells a happening in: all at once, or each actor with each recipient; in reciprocal happenings each side with each other one. */
export function pairsOf(happening: Happening, format: Pick<RowFormat, 'onePair'>): Pair[] {
  const { actors, recipients } = happening
  if (!format.onePair || (actors.length <= 1 && recipients.length <= 1)) return [{ actors, recipients, index: 0 }]
  const pairs: Pair[] = []
  const add = (actor: Happening['actors'], recipient: Happening['recipients']) =>
    pairs.push({ actors: actor, recipients: recipient, index: pairs.length })
  if (recipients.length === 0 && happening.reciprocal) {
    actors.forEach((a, i) => {
      actors.forEach((b, j) => {
        if (i !== j) add([a], [b])
      })
    })
  } else
    for (const actor of actors.length ? actors : [null])
      for (const recipient of recipients.length ? recipients : [null])
        add(actor ? [actor] : [], recipient ? [recipient] : [])
  return pairs
}

/** Formats whose rows share columns. `detente` is the origin of our own files. */
export function familyOf(origin: string): string {
  if (origin === 'gdelt1' || origin === 'gdelt2') return 'gdelt'
  return origin
}

/** The happening that the ledger forms from an imported event, but for its id. */
export function asHappening(event: ImportedEvent, id = ''): Happening {
  const sources = event.sources.map((source, index): Source => {
    const article = index === 0 ? id : `${id}.${String(index + 1).padStart(4, '0')}`
    return {
      article,
      title: source.title,
      outlet: source.outlet,
      url: source.url,
      published: source.published,
      copyGroup: source.url ?? article,
      imported: event.origin,
    }
  })
  return {
    id,
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
    confidence: event.confidence ?? 1,
    assertedBy: event.assertedBy,
    conceded: event.conceded,
    reports: [id],
    sources,
    independent: Math.max(1, sources.length),
    conflicts: [],
    reasons: [],
    decided: null,
    rule: event.rule,
    words: event.words,
    imported: { origin: event.origin, originId: event.originId, extra: event.extra },
  }
}
