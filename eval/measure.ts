import '../src/languages.ts'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { evaluate, type GoldRow, seededRandom } from '../src/analysis/index.ts'
import type { Resources } from '../src/pipeline/index.ts'
import { codeInput } from '../src/pipeline/index.ts'
import type { Span } from '../src/text/index.ts'
import { reliability, type Tenth } from './reliability.ts'

const folder = 'eval/gold'

/** All gold sentences but those of the wire, in file order. */
export const goldRows = (): GoldRow[] => rowsOf((name) => !/^(wire|story|quiet|mirror)-/.test(name))

/** Sentences in the manner of news agencies, by other authors; their events name the word that tells them. */
export const wireRows = (): WireRow[] => rowsOf((name) => name.startsWith('wire-')).map(asTold)

/** Short news stories of four to eight sentences, marked like the rows of the wire. */
export const storyRows = (): WireRow[] => rowsOf((name) => name.startsWith('story-')).map(asTold)

/** Agency copy as quiet as it mostly is: background, figures, ceremonies, accidents and trade beside few events; marked like the stories. */
export const quietRows = (): WireRow[] => rowsOf((name) => name.startsWith('quiet-')).map(asTold)

/** Stories built like real wire stories that their writers had read (genre, length, how parties are taken up again), with other countries, facts and words; marked like the stories. */
export const mirrorRows = (): WireRow[] => rowsOf((name) => name.startsWith('mirror-')).map(asTold)

/** Everything whose events name their word: the wire, the stories, quiet copy, mirror stories. */
export const toldRows = (): WireRow[] => [...wireRows(), ...storyRows(), ...quietRows(), ...mirrorRows()]

/** All of `toldRows` as their writers marked them, with the parties that a story implies but the event's own sentence does not name. */
export const writersRows = (): WireRow[] => rowsOf((name) => /^(wire|story|quiet|mirror)-/.test(name)) as WireRow[]

/** A gold row whose events name their word; `nth` where the word stands more than once, `source` and `target` the words of the parties. */
export interface WireRow extends GoldRow {
  events: (GoldRow['events'][number] & { trigger: string; nth?: number; source?: string; target?: string })[]
}

/** Where an event's word stands; null where it does not. */
export function markOf(text: string, { trigger, nth = 1 }: WireRow['events'][number]): Span | null {
  let start = -1
  for (let n = 0; n < nth; n++) {
    start = text.indexOf(trigger, start + 1)
    if (start < 0) return null
  }
  return { start, end: start + trigger.length }
}

/**
 * A side that no words of the event's sentence name is left open, as in the other gold: a strike is somebody's, and against whom it is goes without saying. (The writers
 * noted whom the story implies; a coder may name them.)
 */
function asTold(row: GoldRow): WireRow {
  const events = (row as WireRow).events.map((event) => ({
    ...event,
    ...(!event.source && !event.reciprocal && { actors: [] }),
    ...(!event.target && !event.reciprocal && { recipients: [] }),
  }))
  return { ...row, events }
}

function rowsOf(chosen: (name: string) => boolean): GoldRow[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl') && chosen(name))
    .sort()
    .flatMap((name) =>
      readFileSync(`${folder}/${name}`, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as GoldRow),
    )
}

/** The half that rule authors may read and models may learn from. */
export const isOdd = (row: GoldRow) => numberOf(row) % 2 === 1

/** The four fifths of the wire and of the stories that may be read and learned from. */
export const isReadable = (row: WireRow) => numberOf(row) % 5 !== 0

const numberOf = (row: GoldRow) => Number(/\d+$/.exec(row.id)?.[0])

/** One row in `n`. What may be read and learned from is there to show that nothing breaks, which a part shows as well; unread rows are measured whole. */
export const isOneIn = (n: number, row: GoldRow) => numberOf(row) % n === 1

/** Parts of the gold by the name that their figures carry. */
export interface Part {
  name: string
  rows: GoldRow[]
}

/** What may be read: half of the sentences, and a ninth of the readable wire, stories and quiet copy. */
export function tunedParts(): Part[] {
  const ninth = (rows: WireRow[]) => rows.filter((row) => isReadable(row) && isOneIn(9, row))
  return [
    { name: 'tuned', rows: goldRows().filter(isOdd) },
    { name: 'wire tuned', rows: ninth(wireRows()) },
    { name: 'stories tuned', rows: ninth(storyRows()) },
    { name: 'quiet tuned', rows: ninth(quietRows()) },
  ]
}

/** What nobody reads: the other half of the sentences, and a fifth of the wire, of the stories, of quiet copy and of mirror stories. */
export function untouchedParts(): Part[] {
  const unread = (rows: WireRow[]) => rows.filter((row) => !isReadable(row))
  return [
    { name: 'untouched', rows: goldRows().filter((row) => !isOdd(row)) },
    { name: 'wire untouched', rows: unread(wireRows()) },
    { name: 'stories untouched', rows: unread(storyRows()) },
    { name: 'quiet untouched', rows: unread(quietRows()) },
    { name: 'mirror untouched', rows: unread(mirrorRows()) },
  ]
}

/** The figures that `eval/floors.json` keeps, each a share from 0 to 1, of some parts of the gold. `curves` takes the reliability of confidence on what nothing was tuned on. */
export function measure(
  resources: Resources,
  parts: Part[],
  curves: { [part: string]: Tenth[] } = {},
): { [figure: string]: number } {
  const figures: { [figure: string]: number } = {}
  for (const { name: half, rows: part } of parts) {
    const records = part.map((row) =>
      codeInput(
        { id: row.id, page: { id: row.id, kind: 'text', content: row.text, date: row.date ?? undefined } },
        resources,
      ),
    )
    if (half.endsWith('untouched')) curves[half] = reliability(part, records)
    const result = evaluate(part, records, 0, seededRandom(1))
    const share = ({ right, of }: { right: number; of: number }) => right / of
    figures[`events ${half}: type and parties F1`] = result.overall.f1
    figures[`events ${half}: precision`] = result.overall.precision
    figures[`events ${half}: recall`] = result.overall.recall
    figures[`events ${half}: status right`] = share(result.status)
    figures[`events ${half}: mode right`] = share(result.mode)
    figures[`events ${half}: event-free left alone`] = share(result.quiet)
    figures[`events ${half}: weakest type F1`] = Math.min(
      ...Object.values(result.types)
        .filter((score) => score.wanted >= 5)
        .map((score) => score.f1),
    )
  }
  return figures
}

/** The floors as kept, or none where the file is not there yet. */
export function floors(): { [figure: string]: number } {
  return existsSync('eval/floors.json')
    ? (JSON.parse(readFileSync('eval/floors.json', 'utf8')) as { [figure: string]: number })
    : {}
}
