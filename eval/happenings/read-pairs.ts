import { readFileSync } from 'node:fs'
import type { Record as ArticleRecord, CodedEvent, EventType, RecordEntity, Status } from '../../src/coding/index.ts'
import { openLedger } from '../../src/ledger/index.ts'

/** A pair of reports and whether both tell of one happening. */
export interface ReportPair {
  id: number
  same: boolean
  why: string
  records: [ArticleRecord, ArticleRecord]
}

/** Reads `pairs.txt`; throws on a line that is not as its head says. */
export function readPairs(): ReportPair[] {
  const lines = readFileSync(new URL('pairs.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line.trim() && !line.startsWith('#'))
  const pairs: ReportPair[] = []
  for (let at = 0; at < lines.length; at += 3) {
    const head = /^(\d+) ([=/]) (.+)$/.exec(lines[at]!)
    if (!head || !lines[at + 2]) throw new Error(`pairs.txt, "${lines[at]}": a pair is a head and two reports.`)
    const id = Number(head[1])
    pairs.push({
      id,
      same: head[2] === '=',
      why: head[3]!,
      records: [recordOf(`${id}a`, lines[at + 1]!), recordOf(`${id}b`, lines[at + 2]!)],
    })
  }
  return pairs
}

function recordOf(id: string, line: string): ArticleRecord {
  const cells = line.split(' | ')
  if (cells.length !== 7) throw new Error(`pairs.txt, ${id}: a report has 7 cells, this has ${cells.length}.`)
  const [kind, status, from, to, day, where, words] = cells as [string, string, string, string, string, string, string]
  const [type, ...mode] = kind.split('/') as [EventType, ...string[]]
  const entities: RecordEntity[] = []
  const parties = (list: string): string[] =>
    list === '-' || list === '<>'
      ? []
      : list.split(', ').map((party) => {
          const [, name, code] = /^(.+) ([A-Z]{3,6})$/.exec(party) ?? []
          if (!name || !code) throw new Error(`pairs.txt, ${id}: "${party}" is no party.`)
          const key = `e${entities.length + 1}`
          entities.push({
            id: key,
            name,
            kind: 'state',
            country: code.startsWith('IGO') ? null : code.slice(0, 3),
            sectors: [],
            code,
            mentions: [],
          })
          return key
        })
  const actors = parties(from)
  const recipients = parties(to)
  const place = /^(.+) ([A-Z]{3})$/.exec(where)
  const date = { start: day, end: day, precision: 'day' as const }
  const event: CodedEvent = {
    id: 'v1',
    type,
    mode,
    contexts: [],
    cameo: '',
    goldstein: 0,
    score: 0,
    actors,
    recipients,
    reciprocal: to === '<>',
    date,
    place: place ? { name: place[1]!, country: place[2]! } : null,
    status: status as Status,
    assertedBy: null,
    confidence: 0.9,
    rule: 'pairs',
    evidence: [{ start: 0, end: words.length }],
  }
  return {
    made: { record: 1, detente: '0', model: '', rules: '', lexicon: '' },
    id,
    key: id,
    url: null,
    title: null,
    outlet: id,
    byline: null,
    language: 'en',
    dateline: null,
    date: { ...date, basis: 'given', why: 'given' },
    text: words,
    sourceMap: [[0, 0]],
    entities,
    times: [],
    events: [event],
    statements: [],
    commitments: [],
    positions: [],
    ties: [],
    outlooks: [],
    issues: [],
  }
}

/** Which of some pairs a ledger takes for one happening, each pair alone in a ledger of its own. */
export async function joined(pairs: ReportPair[]): Promise<Map<number, boolean>> {
  const answers = new Map<number, boolean>()
  for (const { id, records } of pairs) {
    const ledger = await openLedger(':memory:')
    for (const record of records) await ledger.file(record)
    answers.set(id, (await ledger.formHappenings()) === 1)
    await ledger.close()
  }
  return answers
}

/** F1 of "one happening" over some pairs, with precision, recall and the pairs that went wrong. */
export async function pairFigures(pairs: ReportPair[]) {
  const answers = await joined(pairs)
  let [hits, extra, missed] = [0, 0, 0]
  for (const { id, same } of pairs) {
    const said = answers.get(id)!
    if (said && same) hits++
    else if (said) extra++
    else if (same) missed++
  }
  const wrong = pairs.filter(({ id, same }) => answers.get(id) !== same)
  return {
    precision: hits / Math.max(1, hits + extra),
    recall: hits / Math.max(1, hits + missed),
    f1: (2 * hits) / Math.max(1, 2 * hits + extra + missed),
    accuracy: 1 - wrong.length / pairs.length,
    wrong,
  }
}
