import {
  keptTable,
  type Offices,
  type PairOptions,
  type PairReport,
  readReport,
  readScoreTable,
  readTold,
  type Scale,
} from '../analysis/index.ts'
import { openLedger } from '../ledger/index.ts'
import { version } from '../pipeline/index.ts'
import { readOwnFile } from './load.ts'
import { UsageError } from './output.ts'

/** Options that `pair` and `brief` share, as commander gives them. */
export interface PairFlags {
  ledger: string
  since?: string
  until?: string
  asOf?: string
  scale: string
  halfLife: string
  json?: boolean
}

/** Two countries from what was typed: codes or names. Throws `UsageError` for what is none. */
export function pairNamed(a: string, b: string, offices: Offices): [string, string] {
  const codes = [a, b].map((words) => {
    const code = offices.country(words)
    if (!code)
      throw new UsageError(
        `"${words}" is no country that Détente knows. Give an ISO code (PAK) or a name in quotation marks ("South Korea").`,
      )
    return code
  }) as [string, string]
  if (codes[0] === codes[1])
    throw new UsageError(`A pair needs two different countries; both are ${offices.stateName(codes[0])}.`)
  return codes
}

/** What `--scale` and `--half-life` say. */
export function settingsOf(flags: PairFlags): Pick<PairOptions, 'scale' | 'halfLives'> {
  const days = flags.halfLife.split(',').map(Number)
  if (days.length !== 2 || days.some((d) => !Number.isInteger(d) || d < 1 || d > 36_500))
    throw new UsageError(
      `--half-life wants two whole numbers of days, fast and slow: 30,365. It was "${flags.halfLife}".`,
    )
  const scale: Scale =
    flags.scale === 'plover' || flags.scale === 'goldstein' ? flags.scale : readScoreTable(readOwnFile(flags.scale))
  return { scale, halfLives: { fast: days[0]!, slow: days[1]! } }
}

/**
 * Reads the ledger and reports on a pair; null when the ledger holds nothing about it. `part`: how many events and contacts are wanted. What a server keeps in a
 * large ledger of its pairs is used where it is fresh.
 */
export async function reportFor(
  pair: [string, string],
  flags: PairFlags,
  offices: Offices,
  part: Pick<PairOptions, 'events' | 'contacts'> = {},
): Promise<PairReport | null> {
  const settings = settingsOf(flags)
  const ledger = await openLedger(flags.ledger)
  try {
    const told = await readTold(ledger, pair)
    const table = await keptTable(ledger, pair, version)
    const options = { ...settings, ...part, offices, since: flags.since, until: flags.until, asOf: flags.asOf }
    const report = await readReport(ledger, pair, options, { told, table })
    const empty = report.evidence.happenings === 0 && report.said.ties.length === 0 && report.commitments.length === 0
    return empty ? null : report
  } finally {
    await ledger.close()
  }
}
