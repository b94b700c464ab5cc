import { openLedger } from '../ledger/index.ts'
import { pc } from './colours.ts'
import { decisionLine, happeningWords } from './happening-words.ts'
import { note, print } from './output.ts'
import { summaryOf } from './summary.ts'

/** `detente show`: an article with all that was coded in it, a happening with its reports, sources and history, or one report with its words and rule. */
export async function runShow(id: string, options: { ledger: string; asOf?: string; json?: boolean }): Promise<void> {
  const ledger = await openLedger(options.ledger)
  const columns = process.stdout.columns ?? 100
  try {
    const record = await ledger.record(id)
    if (record) {
      if (options.json) return await print(`${JSON.stringify(record)}\n`)
      const earlier = (await ledger.versions(record.key)).filter(({ current }) => !current)
      const had = earlier.length
        ? `\n  Superseded ${earlier.length === 1 ? 'text' : 'texts'}, kept: ${earlier.map(({ since, text }) => `read ${since.slice(0, 16).replace('T', ' ')} (${text.length} characters)`).join(', ')}\n`
        : ''
      return await print(`${summaryOf(record, columns)}${had}`)
    }
    const report = await ledger.report(id)
    const history = await ledger.history(id)
    const happening = report ? null : await ledger.happening(id, options.asOf)
    if (happening)
      return await print(
        options.json ? `${JSON.stringify({ ...happening, history })}\n` : happeningWords(happening, history, columns),
      )
    if (!report) {
      note(`${options.ledger} holds no article, happening, report or item "${id}". detente find lists their ids.`)
      process.exitCode = 1
      return
    }
    const dispute = (await ledger.disagreements()).find((one) => one.report === id) ?? null
    if (options.json) return await print(`${JSON.stringify({ ...report, history, disagreement: dispute })}\n`)
    const parties = report.parties.map((party) => `${party.side} ${party.name} (${party.code})`).join(', ')
    const facts = [report.date_start, report.status, `rule ${report.rule}`, report.decided].filter(Boolean).join(' · ')
    const lines = [
      `${pc.bold(`${report.kind} ${report.type}`)}  ${parties}`,
      facts,
      `“${report.words}”`,
      `in article ${report.article}${report.alike.length ? `; the same happening is told in ${report.alike.length} more report(s): ${report.alike.join(', ')}` : ''}`,
      ...(dispute ? [pc.yellow(`the coder now says: ${dispute.coderSays ?? 'nothing here'}`)] : []),
      ...history.map(decisionLine),
    ]
    await print(`${lines.join('\n')}\n`)
  } finally {
    await ledger.close()
  }
}
