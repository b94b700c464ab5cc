import { readFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { type Judgement, openLedger } from '../ledger/index.ts'
import { note, print, UsageError } from './output.ts'

/** `detente sample`: draws passages, hands them out, takes answers, and shows all answers once everybody is done. */
export async function runSample(
  action: 'draw' | 'passages' | 'judge' | 'answers' | 'list',
  name: string | undefined,
  options: { ledger: string; size: number; seed: number; by?: string; from?: string },
): Promise<void> {
  if (action !== 'list' && !name) throw new UsageError(`${action} takes the name of a sample.`)
  const by = options.by ?? userInfo().username
  const ledger = await openLedger(options.ledger)
  try {
    if (action === 'list') for (const sample of await ledger.samples()) await print(`${JSON.stringify(sample)}\n`)
    else if (action === 'draw')
      await print(
        `${JSON.stringify(await ledger.drawSample({ name: name!, size: options.size, seed: options.seed }))}\n`,
      )
    else if (action === 'passages')
      for (const passage of await ledger.samplePassages(name!, by)) await print(`${JSON.stringify(passage)}\n`)
    else if (action === 'judge') {
      let kept = 0
      for (const [i, line] of readFileSync(options.from ?? 0, 'utf8')
        .split('\n')
        .entries()) {
        if (!line.trim()) continue
        try {
          const { report, ...judgement } = JSON.parse(line) as Judgement & { report: string }
          await ledger.judge(name!, report, by, judgement)
          kept++
        } catch (error) {
          note(`line ${i + 1}: ${error instanceof Error ? error.message : String(error)}`)
          process.exitCode = 1
        }
      }
      await print(`Kept ${kept} answers of ${by}.\n`)
    } else
      for (const { report, machine, people } of await ledger.judgements(name!))
        for (const { by: coder, judgement } of [{ by: 'machine', judgement: machine }, ...people])
          await print(`${JSON.stringify({ id: report, by: coder, ...judgement })}\n`)
  } finally {
    await ledger.close()
  }
}
