import { type Findings, type Ledger, openLedger } from '../ledger/index.ts'
import { pc } from './colours.ts'
import { happeningLine } from './happening-words.ts'
import { note, print, UsageError } from './output.ts'

type Query = Parameters<Ledger['find']>[0]

export interface QueryFlags {
  pair?: string[]
  country?: string
  type?: string[]
  status?: string[]
  since?: string
  until?: string
  asOf?: string
  limit?: number
  offset?: number
}

/** What the flags of `find` and `review` ask for. Throws `UsageError` on a code that cannot be one. */
export function queryOf(flags: QueryFlags): Query {
  const code = (given: string): string => {
    const upper = given.toUpperCase()
    if (!/^[A-Z]{3}$/.test(upper))
      throw new UsageError(`"${given}" is no country code; write ISO 3166 alpha-3, as GRC.`)
    return upper
  }
  if (flags.pair && flags.pair.length !== 2) throw new UsageError('A pair is two country codes: --pair GRC TUR.')
  return {
    ...(flags.pair ? { pair: flags.pair.map(code) as [string, string] } : {}),
    ...(flags.country ? { country: code(flags.country) } : {}),
    ...(flags.type ? { types: flags.type.map((type) => type.toUpperCase()) as Query['types'] } : {}),
    ...(flags.status ? { statuses: flags.status as Query['statuses'] } : {}),
    since: flags.since,
    until: flags.until,
    asOf: flags.asOf,
    limit: flags.limit ?? 20,
    offset: flags.offset ?? 0,
  }
}

/** `detente find`: happenings and articles by words, parties, type and days; exit 1 when nothing is found. */
export async function runFind(
  words: string[],
  options: QueryFlags & { ledger: string; oldest?: boolean; json?: boolean },
): Promise<void> {
  const ledger = await openLedger(options.ledger)
  try {
    const query = queryOf(options)
    const found = await ledger.find({
      ...query,
      ...(words.length ? { words: words.join(' ') } : {}),
      order: options.oldest ? 'oldest' : 'newest',
    })
    if (options.json) await print(`${JSON.stringify(found)}\n`)
    else if (found.total + found.articleTotal > 0) await print(findingsWords(found))
    if (found.total + found.articleTotal > 0) return
    note(`${options.ledger} holds nothing that answers. Try fewer words or a longer time.`)
    process.exitCode = 1
  } finally {
    await ledger.close()
  }
}

function findingsWords({ total, more, happenings, articles, articleTotal, facets }: Findings): string {
  const lines = [pc.bold(`${total}${more ? ' or more' : ''} happening${total === 1 ? '' : 's'}`)]
  const counts = (of: { [name: string]: number }) =>
    Object.entries(of)
      .map(([name, n]) => `${name} ${n}`)
      .join(', ')
  if (total) lines.push(pc.dim(`  ${counts(facets.types)}`), pc.dim(`  ${counts(facets.years)}`))
  for (const happening of happenings) lines.push(`  ${happeningLine(happening)}`, `    ${pc.dim(happening.id)}`)
  if (articleTotal) lines.push('', pc.bold(`${articleTotal} article${articleTotal === 1 ? '' : 's'}`))
  for (const { key, id, title, outlet, date_start } of articles)
    lines.push(
      `  ${date_start ?? 'undated'}  ${[outlet, title ?? id].filter(Boolean).join(': ')}`,
      `    ${pc.dim(key)}`,
    )
  return `${lines.join('\n')}\n`
}
