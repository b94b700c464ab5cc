/** Thrown instead of waiting on when the program was told to stop. */
export class Stopped extends Error {}

/** Whether the database is out of reach or not ready, which passes; anything else is about what was asked of it. */
export function isOutage(error: unknown): boolean {
  const { code, message, cause } = error as { code?: unknown; message?: unknown; cause?: unknown }
  if (code === 'ledger/cannot-open') return isOutage(cause ?? {})
  // Classes 08 (connection), 53 (out of resources), 57P (shutting down, starting up) and what the network says.
  if (typeof code === 'string' && /^(?:08|53|57P|25006|ECONN|EPIPE|ETIMEDOUT|ENOENT|EHOST|ENET|EAI_AGAIN)/.test(code))
    return true
  return /connection terminated|connection ended|connection error|not queryable|timeout exceeded when trying to connect|the database system is/i.test(
    String(message),
  )
}

/** Asks a database until it answers, however long it is out of reach; `heard` learns of each outage, and with null of its end. Throws `Stopped` when told to stop. */
export async function throughOutages<T>(
  act: () => Promise<T>,
  stop: AbortSignal,
  heard: (error: unknown) => void,
): Promise<T> {
  for (let pause = 100; ; pause = Math.min(2000, pause * 2))
    try {
      const answer = await act()
      heard(null)
      return answer
    } catch (error) {
      if (!isOutage(error)) throw error
      heard(error)
      if (stop.aborted) throw new Stopped('stopped while the ledger is out of reach')
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
}
