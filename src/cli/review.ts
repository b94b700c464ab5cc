import { openLedger } from '../ledger/index.ts'
import { pc } from './colours.ts'
import { type QueryFlags, queryOf } from './find.ts'
import { decisionLine, happeningLine } from './happening-words.ts'
import { note, print } from './output.ts'

/** `detente review`: what asks to be looked at, the most doubtful and weighty first; or where the coder now contradicts people. */
export async function runReview(
  options: QueryFlags & { ledger: string; disagreements?: boolean; json?: boolean },
): Promise<void> {
  const ledger = await openLedger(options.ledger)
  try {
    if (options.disagreements) {
      const found = await ledger.disagreements()
      if (options.json) for (const one of found) await print(`${JSON.stringify(one)}\n`)
      else
        for (const { report, decision, held, coderSays } of found)
          await print(
            `${pc.dim(report)}\n  ${decisionLine(decision)}\n  decided on: ${held}\n  coder says: ${coderSays ?? 'nothing here any more'}\n`,
          )
      if (found.length === 0) note('The coder contradicts no decision.')
      return
    }
    const { pair, country, limit, offset } = queryOf(options)
    const queue = await ledger.reviewQueue({ pair, country, limit, offset })
    if (options.json) for (const one of queue) await print(`${JSON.stringify(one)}\n`)
    else
      for (const { happening, doubt, weight, why } of queue)
        await print(
          `${happeningLine(happening)}\n    ${pc.dim(happening.id)}\n    “${happening.words.replace(/\s+/g, ' ').slice(0, 200)}”\n    doubt ${doubt.toFixed(2)} × weight ${weight.toFixed(1)}: ${why.join('; ')}\n`,
        )
    if (queue.length === 0) note('Nothing asks to be looked at.')
  } finally {
    await ledger.close()
  }
}
