/**
 * Hands items to `act` as many together as have come while it was busy with those before, at most `most`: alone it answers at once, under load what one call
 * costs is shared. With `pauseMs` it waits so long for more where fewer than `enough` have come. `act` answers one result an item, or fails; then each item is
 * handed to it alone, so that one harms no other.
 */
export function gathering<T, R>(
  act: (items: T[]) => Promise<R[]>,
  most: number,
  { enough = 1, pauseMs = 0 } = {},
): (item: T) => Promise<R> {
  const waiting: { item: T; resolve(result: R): void; reject(error: unknown): void }[] = []
  let busy = false
  let wake = () => {}
  const run = async () => {
    busy = true
    while (waiting.length) {
      if (pauseMs && waiting.length < enough)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, pauseMs)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
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
      if (waiting.length >= enough) wake()
      if (!busy) void run()
    })
}
