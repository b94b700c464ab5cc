import { openLedger } from '../ledger/index.ts'
import { pc } from './colours.ts'
import { note, print } from './output.ts'
import { summaryOf } from './summary.ts'

/** `detente show`: an article with all that was coded in it, or one report with its parties, words and rule. */
export async function runShow(id: string, options: { ledger: string; json?: boolean }): Promise<void> {
  const ledger = await openLedger(options.ledger)
  try {
    const record = await ledger.record(id)
    if (record) {
      if (options.json) return await print(`${JSON.stringify(record)}\n`)
      const earlier = (await ledger.versions(record.key)).filter(({ current }) => !current)
      const had = earlier.length
        ? `\n  Superseded ${earlier.length === 1 ? 'text' : 'texts'}, kept: ${earlier.map(({ since, text }) => `read ${since.slice(0, 16).replace('T', ' ')} (${text.length} characters)`).join(', ')}\n`
        : ''
      return await print(`${summaryOf(record, process.stdout.columns ?? 100)}${had}`)
    }
    const report = await ledger.report(id)
    if (!report) {
      note(`${options.ledger} holds no article and no report "${id}".`)
      process.exitCode = 1
      return
    }
    if (options.json) return await print(`${JSON.stringify(report)}\n`)
    const parties = report.parties.map((party) => `${party.side} ${party.name} (${party.code})`).join(', ')
    await print(
      `${pc.bold(`${report.kind} ${report.type}`)}  ${parties}\n${[report.date_start, report.status, `rule ${report.rule}`].filter(Boolean).join(' · ')}\n“${report.words}”\nin article ${report.article}${report.alike.length ? `; the same happening is told in ${report.alike.length} more report(s): ${report.alike.join(', ')}` : ''}\n`,
    )
  } finally {
    await ledger.close()
  }
}
