import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { eventTypes } from '../api/index.ts'
import {
  citation,
  codebookText,
  emptyExport,
  exportHappening,
  itemWithPublicNames,
  parquetOf,
  type ReleaseFacts,
  releaseReadme,
  withPublicNames,
} from '../exchange/index.ts'
import { type Ledger, openLedger, type Party } from '../ledger/index.ts'
import { type Resources, version } from '../pipeline/index.ts'
import { reportWords, rowsOf } from './export.ts'
import { loadForCommand } from './load.ts'
import { note, Progress, print, UsageError } from './output.ts'
import { cannotWrite, textOf, writeWhole } from './row-files.ts'
import { SortedLines } from './sorted-lines.ts'

export interface ReleaseOptions {
  ledger: string
  release: string
  title?: string
  author?: string[]
  license?: string
  dataVersion?: string
  released?: string
  names?: boolean
}

/** `detente export --release FOLDER`: a citable data set. The folder appears when it is whole; one that is there already is left alone. */
export async function runRelease(options: ReleaseOptions): Promise<void> {
  const folder = options.release.replace(/[\\/]+$/, '')
  const there = await readdir(folder).catch(() => [] as string[])
  if (there.length)
    throw new UsageError(`${folder} is not empty. Name a new folder: a release that was given out should not change.`)
  const resources = loadForCommand()
  const ledger = await openLedger(options.ledger)
  const building = `${folder}.unfinished`
  try {
    await rm(building, { recursive: true, force: true })
    await mkdir(building, { recursive: true })
    const facts = await writeData(ledger, building, options, resources)
    await writeFile(join(building, 'README.md'), releaseReadme(facts))
    await writeFile(join(building, 'CITATION.cff'), citation(facts))
    await writeFile(join(building, 'codebook.md'), codebookText(eventTypes, resources.rules.rules))
    await writeFile(join(building, 'VERSIONS.json'), await versions(ledger, resources))
    await writeFile(join(building, 'SHA256SUMS'), await sums(building))
    await rm(folder, { recursive: true, force: true })
    await rename(building, folder)
    await print(
      `${folder}: ${facts.happenings} events and ${facts.items} items from ${facts.articles} articles, version ${facts.version}. Read its README.md before you give it out.\n`,
    )
    if (!options.author) note('CITATION.cff names "The coders" as authors; give --author NAME, once for each.')
  } catch (error) {
    await rm(building, { recursive: true, force: true }).catch(() => {})
    throw cannotWrite(folder, error)
  } finally {
    await ledger.close()
  }
}

async function writeData(
  ledger: Ledger,
  folder: string,
  options: ReleaseOptions,
  resources: Resources,
): Promise<ReleaseFacts> {
  await ledger.formHappenings()
  const isPublic = options.names ? () => true : publicNames(resources.lexicon)
  const formats = ['csv', 'jsonl', 'plover'] as const
  const sorters = { csv: new SortedLines(), jsonl: new SortedLines(), plover: new SortedLines() }
  const reports = { csv: emptyExport(), jsonl: emptyExport(), plover: emptyExport() }
  const items = new SortedLines()
  const [byType, byKind] = [new Map<string, number>(), new Map<string, number>()]
  const [outlets, articles] = [new Set<string>(), new Set<string>()]
  let [first, last]: [string | null, string | null] = [null, null]
  let [hidden, imported, itemCount] = [0, 0, 0]
  const progress = new Progress('released')
  try {
    for await (const given of ledger.allHappenings()) {
      if (given.imported) {
        imported++
        continue
      }
      const masked = withPublicNames(given, isPublic)
      hidden += masked.hidden
      const h = masked.happening
      for (const format of formats)
        for (const { day, line } of exportHappening(h, format, reports[format])) await sorters[format].add(day, line)
      byType.set(h.type, (byType.get(h.type) ?? 0) + 1)
      for (const source of h.sources) {
        articles.add(source.article)
        if (source.outlet) outlets.add(source.outlet)
      }
      if (h.date && (first === null || h.date.start < first)) first = h.date.start
      if (h.date && (last === null || h.date.end > last)) last = h.date.end
      progress.step(reports.csv.happenings, '')
    }
    for await (const given of ledger.allItems()) {
      const masked = itemWithPublicNames(given, isPublic)
      hidden += masked.hidden
      const { id, kind, date, parties, words, rule, source, item } = masked.item
      await items.add(date?.start ?? '', JSON.stringify({ id, kind, date, parties, words, rule, source, item }))
      itemCount++
      byKind.set(kind, (byKind.get(kind) ?? 0) + 1)
      articles.add(source.article)
      if (source.outlet) outlets.add(source.outlet)
    }
    progress.done()
    await writeWhole(join(folder, 'events.csv'), rowsOf('csv', sorters.csv))
    await writeWhole(join(folder, 'events.jsonl'), rowsOf('jsonl', sorters.jsonl))
    await writeWhole(join(folder, 'events.plover.jsonl'), rowsOf('plover', sorters.plover))
    await writeWhole(join(folder, 'events.parquet'), parquetOf(sorters.csv.sorted()))
    await writeWhole(join(folder, 'items.jsonl'), rowsOf('jsonl', items))
  } finally {
    for (const sorter of [...Object.values(sorters), items]) await sorter.done()
  }
  const hash = createHash('sha256')
  for await (const piece of textOf(join(folder, 'events.jsonl'))) hash.update(piece)
  return {
    title: options.title ?? 'Events between countries, coded from news',
    authors: options.author ?? ['The coders'],
    version: options.dataVersion ?? `${last ?? 'undated'}-${hash.digest('hex').slice(0, 8)}`,
    license: options.license ?? null,
    released: options.released ?? null,
    detente: version,
    happenings: reports.csv.happenings,
    items: itemCount,
    byType,
    byKind,
    first,
    last,
    outlets: [...outlets].sort(),
    articles: articles.size,
    hidden,
    imported,
    losses: reportWords('plover', reports.plover),
  }
}

/** Versions of this program and of whatever coded the articles, each with the number of articles. */
async function versions(ledger: Ledger, resources: Resources): Promise<string> {
  const coded = new Map<string, number>()
  for (let offset = 0; ; ) {
    const { articles } = await ledger.articles({ limit: 500, offset })
    if (articles.length === 0) break
    offset += articles.length
    for (const { key } of articles) {
      const record = await ledger.record(key)
      if (record) coded.set(JSON.stringify(record.made), (coded.get(JSON.stringify(record.made)) ?? 0) + 1)
    }
  }
  return `${JSON.stringify(
    {
      released_with: resources.made,
      coded_with: [...coded]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([made, count]) => ({ ...JSON.parse(made), articles: count })),
    },
    null,
    2,
  )}\n`
}

async function sums(folder: string): Promise<string> {
  const lines: string[] = []
  for (const name of (await readdir(folder)).sort()) {
    const hash = createHash('sha256')
    for await (const bytes of createReadStream(join(folder, name))) hash.update(bytes as Uint8Array)
    lines.push(`${hash.digest('hex')}  ${name}\n`)
  }
  return lines.join('')
}

/** Sectors whose people act in a public office. */
const OFFICES = ['GOV', 'LEG', 'JUD']

/**
 * Whose names a data set may hold: states, bodies and people of the lexicon, those who speak for a government, parliament or court, and whatever is named by what it is ("Bolivian miners"). What is left are
 * names of people who hold no public office, and of bodies nobody knows.
 */
function publicNames(lexicon: Resources['lexicon']): (party: Party) => boolean {
  const known = new Set<string>()
  for (const state of lexicon.states.values()) known.add(state.name.toLowerCase())
  for (const person of lexicon.people.values()) for (const name of person.names) known.add(name.toLowerCase())
  for (const bodies of lexicon.codes.values()) for (const body of bodies) known.add(body.name.toLowerCase())
  const isRole = (word: string) =>
    /^\p{Ll}/u.test(word) ||
    lexicon.agents.has(word.toLowerCase()) ||
    (lexicon.phrases.get(word.toLowerCase()) ?? []).some(({ refs }) =>
      refs.some((ref) => ref.type === 'state' || ref.type === 'body'),
    )
  return ({ name, sector }) =>
    name === '' ||
    OFFICES.includes(sector ?? '') ||
    known.has(name.toLowerCase()) ||
    name === name.toUpperCase() ||
    name.split(/\s+/).some((word) => isRole(word.replace(/[^\p{L}\p{N}'-]/gu, '')))
}
