import { basename } from 'node:path'
import { type Agreement, agreement, firmness, readCoding, seededRandom, unitsOf } from '../analysis/index.ts'
import { openLedger } from '../ledger/index.ts'
import { readOwnFile } from './load.ts'
import { note, print, table, UsageError } from './output.ts'

type Coded = Parameters<typeof unitsOf>[0]

/** `detente agreement`: how far coders agree; exit 1 when rows could not be read. */
export async function runAgreement(
  paths: string[],
  options: { draws: number; seed: number; reference?: string; json?: boolean; sample?: string; ledger: string },
): Promise<void> {
  const codings: Coded = []
  for (const path of paths) codings.push(...codingsIn(path))
  if (options.sample !== undefined) codings.push(...(await codingsOfSample(options.ledger, options.sample)))
  const { units, twice } = unitsOf(codings)
  for (const which of twice) {
    note(`${which} is coded twice; the first coding counts.`)
    process.exitCode = 1
  }
  const coders = new Set(codings.map(({ by }) => by))
  if (coders.size < 2)
    throw new UsageError(
      'Agreement takes two coders: give two files, or a sample of the ledger with --sample, or one file whose rows name their coder in "by". Each row is {"id": "1", "type": "AID", "actors": ["PER"], "recipients": ["CHL"]}.',
    )
  if (options.reference !== undefined && !coders.has(options.reference))
    throw new UsageError(`No coder is called "${options.reference}"; there are ${[...coders].sort().join(', ')}.`)
  const result = agreement(units, {
    draws: options.draws,
    random: seededRandom(options.seed),
    reference: options.reference,
    blind: options.sample !== undefined && paths.length === 0,
  })
  await print(options.json ? `${JSON.stringify(result)}\n` : words(result))
}

/** What people and the machine said of a sample; the machine is one more coder. */
async function codingsOfSample(path: string, sample: string): Promise<Coded> {
  const ledger = await openLedger(path)
  try {
    return (await ledger.judgements(sample)).flatMap(({ report, machine, people }) => [
      { id: report, by: 'machine', coding: machine },
      ...people.map(({ by, judgement }) => ({ id: report, by, coding: judgement })),
    ])
  } finally {
    await ledger.close()
  }
}

function codingsIn(path: string): Coded {
  const name = basename(path).replace(/\.\w+$/, '')
  const found: Coded = []
  readOwnFile(path)
    .split('\n')
    .forEach((line, index) => {
      if (!line.trim()) return
      const row = readCoding(line)
      if ('problem' in row) {
        note(`${path}, line ${index + 1} ${row.problem}. The row is left out.`)
        process.exitCode = 1
      } else found.push({ id: row.id, by: row.by ?? name, coding: row.coding })
    })
  return found
}

function words(result: Agreement): string {
  const number = (value: number | null) => (value === null ? '' : value.toFixed(3))
  const parts = [
    table(
      [
        ['variable', 'metric', 'alpha', '95 % interval', 'units', 'reading'],
        ...Object.entries(result.alphas)
          .filter(([, estimate]) => estimate.units > 0)
          .map(([variable, { metric, alpha, low, high, units }]) => [
            variable,
            metric,
            number(alpha),
            low === null ? '' : `${number(low)}–${number(high)}`,
            String(units),
            firmness(alpha),
          ]),
      ],
      [false, false, true, true, true, false],
    ),
  ]
  if (result.pairs.length > 1)
    parts.push(
      `Type, two coders at a time:\n${table(
        result.pairs.map(({ coders, type }) => [coders.join(' and '), number(type.alpha), `${type.units} units`]),
        [false, true, true],
      )}`,
    )
  const wrong = Object.entries(result.confusion)
    .flatMap(([a, row]) => Object.entries(row).map(([b, n]) => ({ a, b, n })))
    .filter(({ a, b }) => a !== b)
    .sort((x, y) => y.n - x.n || (`${x.a} ${x.b}` < `${y.a} ${y.b}` ? -1 : 1))
  if (wrong.length)
    parts.push(
      `Types on which coders differ:\n${table(
        wrong.map(({ a, b, n }) => [a, b, String(n)]),
        [false, false, true],
      )}`,
    )
  for (const [coder, types] of Object.entries(result.precision))
    parts.push(
      `Precision of ${coder} by type:\n${table(
        Object.entries(types)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([type, { right, of, precision, interval }]) => [
            type,
            `${right}/${of}`,
            precision.toFixed(2),
            `${interval[0].toFixed(2)}–${interval[1].toFixed(2)}`,
          ]),
        [false, true, true, true],
      )}`,
    )
  return `${[...parts, result.methods].join('\n\n')}\n`
}
