import { evaluate, type GoldRow, type Score, seededRandom } from '../analysis/index.ts'
import { codeInput } from '../pipeline/index.ts'
import { loadForCommand, readOwnFile } from './load.ts'
import { Progress, print, table, UsageError } from './output.ts'

/** `detente evaluate GOLD`: precision, recall and F1 by type with bootstrap intervals, and who was taken for whom. */
export async function runEvaluate(
  path: string,
  options: { json?: boolean; draws: number; lexicon?: string[] },
): Promise<void> {
  const gold = readGold(path)
  const resources = loadForCommand(options.lexicon)
  const progress = new Progress('coded', gold.length)
  const records = gold.map((row, index) => {
    progress.step(index + 1, row.id)
    return codeInput(
      { id: row.id, page: { id: row.id, kind: 'text', content: row.text, date: row.date ?? undefined } },
      resources,
    )
  })
  progress.done()
  const result = evaluate(gold, records, options.draws, seededRandom(1))
  if (options.json) return print(`${JSON.stringify(result)}\n`)
  const percent = (share: number) => (100 * share).toFixed(1)
  const line = (name: string, s: Score) => [
    name,
    String(s.wanted),
    String(s.coded),
    String(s.right),
    percent(s.precision),
    percent(s.recall),
    percent(s.f1),
    `${percent(s.interval[0])}–${percent(s.interval[1])}`,
  ]
  const rows = [
    ['type', 'gold', 'coded', 'right', 'P', 'R', 'F1', '90 % interval'],
    ...Object.entries(result.types).map(([type, s]) => line(type, s)),
    line('all', result.overall),
  ]
  await print(`${table(rows, [false, true, true, true, true, true, true, true])}\n\n`)
  await print(
    `status right ${result.status.right}/${result.status.of}, mode right ${result.mode.right}/${result.mode.of}, event-free rows left alone ${result.quiet.right}/${result.quiet.of}\n\n`,
  )
  const wrong = Object.entries(result.confusion).flatMap(([wanted, line]) =>
    Object.entries(line)
      .filter(([coded]) => coded !== wanted)
      .map(([coded, n]) => ({ wanted, coded, n })),
  )
  if (wrong.length)
    await print(
      `Same parties, another type (gold → coded):\n${table([['gold', 'coded', 'n'], ...wrong.sort((a, b) => b.n - a.n || (a.wanted < b.wanted ? -1 : 1)).map((w) => [w.wanted, w.coded, String(w.n)])], [false, false, true])}\n`,
    )
}

function readGold(path: string): GoldRow[] {
  const rows = readOwnFile(path)
    .split('\n')
    .filter((line) => line.trim())
  if (rows.length === 0)
    throw new UsageError(
      `${path} holds no rows. Write one JSON object a line: {"id": "1", "date": "2003-02-06", "text": "…", "events": [{"type": "CONSULT", "actors": ["PAK"], "recipients": ["RUS"]}]}.`,
    )
  return rows.map((line, index) => {
    let row: Partial<GoldRow>
    try {
      row = JSON.parse(line) as Partial<GoldRow>
    } catch (error) {
      throw new UsageError(
        `${path}, line ${index + 1} is no JSON: ${error instanceof Error ? error.message : String(error)}`,
      )
    }
    if (typeof row.text !== 'string' || !Array.isArray(row.events))
      throw new UsageError(
        `${path}, line ${index + 1} has no "text" or no "events" list; an event-free text has "events": [].`,
      )
    for (const event of row.events)
      if (typeof event?.type !== 'string' || !Array.isArray(event.actors) || !Array.isArray(event.recipients))
        throw new UsageError(
          `${path}, line ${index + 1}: each event needs "type", "actors" and "recipients" (lists, may be empty).`,
        )
    return { id: String(row.id ?? index + 1), date: row.date, text: row.text, events: row.events }
  })
}
