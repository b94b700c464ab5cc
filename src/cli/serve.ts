import { startServer } from '../api/index.ts'
import { openLedger } from '../ledger/index.ts'
import { pc } from './colours.ts'
import { loadForCommand } from './load.ts'
import { note, print } from './output.ts'

/** `detente serve`: runs until it is interrupted. */
export async function runServe(options: {
  ledger: string
  port: number
  host?: string
  token?: string
  name?: string[]
  every: number
  allowPrivate?: boolean
}): Promise<void> {
  const ledger = await openLedger(options.ledger)
  // A ledger of an older version, or a reading that was cut off, may have reports that are in no happening yet.
  await ledger.formHappenings()
  const { url, stop } = await startServer({
    ...options,
    names: options.name,
    ledger,
    resources: loadForCommand(),
    watch: {
      base: /^\w+:\/\//.test(options.ledger) ? 'detente' : options.ledger,
      everyMs: options.every,
      allowPrivate: options.allowPrivate,
    },
  })
  await print(
    `${pc.bold('Détente')} serves ${options.ledger} at ${pc.underline(options.token ? `${url}?token=${encodeURIComponent(options.token)}` : url)}  ${pc.dim('(Ctrl-C stops it)')}\n`,
  )
  const end = async (signal: string) => {
    note(`${signal}: stopping`)
    await stop()
    await ledger.close()
    process.exit(0)
  }
  process.once('SIGINT', () => void end('interrupted'))
  process.once('SIGTERM', () => void end('terminated'))
}
