import { openLedger } from '../ledger/index.ts'
import { print } from './output.ts'

/** `detente backup`: a copy of the ledger as it stands, whatever is being written meanwhile. */
export async function runBackup(to: string, options: { ledger: string }): Promise<void> {
  const ledger = await openLedger(options.ledger)
  try {
    await ledger.backUp(to)
    await print(`Copied ${options.ledger} to ${to}.\n`)
  } finally {
    await ledger.close()
  }
}
