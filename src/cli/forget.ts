import { openLedger } from '../ledger/index.ts'
import { note, print } from './output.ts'

/** `detente forget`: erases an article or a person; exit 1 when the ledger knows neither. */
export async function runForget(target: string, options: { ledger: string; reason: string }): Promise<void> {
  const ledger = await openLedger(options.ledger)
  try {
    const { articles, persons } = await ledger.forget(target, options.reason)
    if (articles + persons === 0) {
      note(
        `Nothing erased: ${options.ledger} holds no article and no person called "${target}". Give an article's key, file or address as it was read, or a person's full name.`,
      )
      process.exitCode = 1
    } else
      await print(
        articles
          ? `Erased the article ${target}; reading it again will not bring it back.\n`
          : `Erased the name ${target} from the ledger; articles read later will not show it either.\n`,
      )
  } finally {
    await ledger.close()
  }
}
