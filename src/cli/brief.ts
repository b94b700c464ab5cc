import { writeFileSync } from 'node:fs'
import { briefHtml, briefMarkdown, officesOf, writeBrief } from '../analysis/index.ts'
import { openLedger } from '../ledger/index.ts'
import { lexiconForCommand } from './load.ts'
import { note, print, UsageError } from './output.ts'
import { type PairFlags, pairNamed, reportFor } from './pair-args.ts'

/** `detente brief A B`: the bilateral brief as Markdown, HTML or JSON. */
export async function runBrief(
  a: string,
  b: string,
  flags: PairFlags & { lexicon?: string[]; lastBrief?: string; format: string; out?: string },
): Promise<void> {
  const offices = officesOf(lexiconForCommand(flags.lexicon))
  const pair = pairNamed(a, b, offices)
  // What is new since the last brief may be any event.
  const report = await reportFor(pair, flags, offices, flags.lastBrief ? {} : { events: 'brief' })
  if (!report) {
    note(
      `${flags.ledger} holds nothing about ${offices.stateName(pair[0])} and ${offices.stateName(pair[1])}, so there is no brief. Read articles into it with detente read, or name another ledger with --ledger PATH.`,
    )
    process.exitCode = 1
    return
  }
  const held = flags.lastBrief ? await heldOn(flags.ledger, pair, flags.lastBrief) : {}
  const ledger = await openLedger(flags.ledger)
  const brief = await writeBrief(
    report,
    { offices, lastBrief: flags.lastBrief, ...held },
    async (article) => (await ledger.record(article))?.text ?? null,
  ).finally(() => ledger.close())
  const text = flags.json
    ? `${JSON.stringify(brief)}\n`
    : flags.format === 'html'
      ? briefHtml(brief)
      : briefMarkdown(brief)
  if (!flags.out) return print(text)
  try {
    writeFileSync(flags.out, text)
  } catch (error) {
    throw new UsageError(`${flags.out} cannot be written (${error instanceof Error ? error.message : String(error)}).`)
  }
  note(
    `${brief.sections.reduce((sum, s) => sum + s.sentences.length, 0)} sentences, ${brief.notes.length} footnotes: ${flags.out}`,
  )
}

/** What the ledger held about a pair at the end of a day, and the ids of what it holds now. */
async function heldOn(path: string, pair: [string, string], day: string) {
  const ledger = await openLedger(path)
  try {
    const [then, now] = await Promise.all([ledger.happenings({ pair, asOf: day }), ledger.happenings({ pair })])
    return { then, nowIds: new Set(now.map((happening) => happening.id)) }
  } finally {
    await ledger.close()
  }
}
