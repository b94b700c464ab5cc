/**
 * Hands items to `act` as many together as have come while it was busy with those before, at most `most`: alone it answers at once, under load what one call
 * costs is shared. `act` answers one result an item, or fails; then each item is handed to it alone, so that one harms no other.
 */
export function gathering<T, R>(act: (items: T[]) => Promise<R[]>, most: number): (item: T) => Promise<R> {
  const waiting: { item: T; resolve(result: R): void; reject(error: unknown): void }[] = []
  let busy = false
  const run = async () => {
    busy = true
    while (waiting.length) {
      const some = waiting.splice(0, most)
      try {
        const results = await act(some.map(({ item }) => item))
        for (const [i, { resolve }] of some.entries()) resolve(results[i]!)
      } catch (error) {
        if (some.length === 1) some[0]!.reject(error)
        else
          for (const { item, resolve, reject } of some)
            await act([item]).then(
              (results) => resolve(results[0]!),
              (alone) => reject(alone),
            )
      }
    }
    busy = false
  }
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (!busy) void run()
    })
}
