import { readFileSync, writeFileSync } from 'node:fs'
import { type GoldRow, isOfRow } from '../src/analysis/index.ts'
import type { Record } from '../src/index.ts'

/** Events of one tenth of confidence: how many, how many right, and what their confidence said on average. */
export interface Tenth {
  from: number
  events: number
  right: number
  share: number | null
  said: number | null
}

/** How often recorded events of each tenth of confidence are right, on texts that nothing learned from. */
export function reliability(rows: readonly GoldRow[], records: readonly Record[]): Tenth[] {
  const tenths = Array.from({ length: 10 }, (_, i) => ({ from: i / 10, events: 0, right: 0, sum: 0 }))
  rows.forEach((row, i) => {
    const record = records[i]!
    for (const event of record.events) {
      const tenth = tenths[Math.min(9, Math.floor(event.confidence * 10))]!
      tenth.events++
      tenth.sum += event.confidence
      if (isOfRow(event, record, row)) tenth.right++
    }
  })
  const rounded = (value: number) => Math.round(value * 1000) / 1000
  return tenths.map(({ from, events, right, sum }) => ({
    from,
    events,
    right,
    share: events ? rounded(right / events) : null,
    said: events ? rounded(sum / events) : null,
  }))
}

/** Writes the curve of each part beside the floors, and as a table into docs/confidence.md. */
export function writeReliability(curves: { [part: string]: Tenth[] }): void {
  const lines = Object.entries(curves).map(
    ([part, tenths]) =>
      `  ${JSON.stringify(part)}: [\n${tenths
        .map(
          (tenth) =>
            `    { ${Object.entries(tenth)
              .map(([name, value]) => `"${name}": ${value}`)
              .join(', ')} }`,
        )
        .join(',\n')}\n  ]`,
  )
  writeFileSync('eval/reliability.json', `{\n${lines.join(',\n')}\n}\n`)
  const doc = 'docs/confidence.md'
  const words = readFileSync(doc, 'utf8')
  writeFileSync(doc, words.replace(/(<!-- curve -->\n)[\s\S]*(<!-- \/curve -->)/, `$1\n${tableOf(curves)}\n$2`))
}

/** One row a tenth, two columns a part: how many events, and how many of a hundred are right. */
function tableOf(curves: { [part: string]: Tenth[] }): string {
  const parts = Object.keys(curves)
  const head = `| confidence | ${parts.map((part) => `${part}: events | right`).join(' | ')} |`
  const rule = `|---|${parts.map(() => '---|---|').join('')}`
  const rows = Array.from({ length: 10 }, (_, i) => {
    const cells = parts.map((part) => {
      const { events, share } = curves[part]![i]!
      return `${events} | ${share === null ? '' : `${Math.round(share * 100)} %`}`
    })
    return `| ${i / 10} to ${(i + 1) / 10} | ${cells.join(' | ')} |`
  }).filter((_, i) => parts.some((part) => curves[part]![i]!.events > 0))
  return [head, rule, ...rows].join('\n')
}
