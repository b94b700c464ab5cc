/** How a source is cut into batches and how many of them are in hand. */
export interface BatchOptions<T> {
  /** What one item weighs; a batch is full at `fullWeight`. */
  weigh(item: T): number
  fullWeight: number
  /** Batches in hand at once, and how many full ones they may weigh. No more is taken from the source while so much waits: that is the back-pressure. */
  inHand: number
  /** Batches that may be in hand whatever they weigh, so that nobody who works on them rests; as many as `inHand` unless told otherwise. */
  whateverTheyWeigh?: number
  /** Once aborted, nothing more is taken; what is in hand is finished. */
  stop?: AbortSignal
}

/** The source rested so long (ms): what has come is handed on instead of waiting for a full batch. */
const rest = 15

/** `batchesInOrder`, the results one by one. */
export async function* inOrder<T, R>(
  source: AsyncIterable<T>,
  work: (batch: T[]) => Promise<R[]>,
  options: BatchOptions<T>,
): AsyncGenerator<R> {
  for await (const results of batchesInOrder(source, work, options)) yield* results
}

/**
 * Works on a source in batches, several at once, and gives the results of each in the order of the source. `work` answers a batch with one result an
 * item. A failure of the source or of `work` is thrown where its results would have come, after all results before it. Memory: `inHand` batches.
 */
export async function* batchesInOrder<T, R>(
  source: AsyncIterable<T>,
  work: (batch: T[]) => Promise<R[]>,
  { weigh, fullWeight, inHand, whateverTheyWeigh = inHand, stop }: BatchOptions<T>,
): AsyncGenerator<R[]> {
  const iterator = source[Symbol.asyncIterator]()
  const running: { weight: number; results?: R[]; failure?: { error: unknown } }[] = []
  let weightInHand = 0
  let batch: T[] = []
  let weight = 0
  let wake = () => {}
  let asked = false
  let arrived: IteratorResult<T> | null = null
  let failure: { error: unknown } | null = null
  let ended = false
  let restedAt = 0

  const ask = () => {
    asked = true
    iterator.next().then(
      (result) => {
        arrived = result
        asked = false
        wake()
      },
      (error) => {
        failure = { error }
        asked = false
        wake()
      },
    )
  }
  const hand = () => {
    const entry: (typeof running)[number] = { weight }
    running.push(entry)
    weightInHand += weight
    work(batch).then(
      (results) => {
        entry.results = results
        wake()
      },
      (error) => {
        entry.failure = { error }
        wake()
      },
    )
    batch = []
    weight = 0
  }
  const halt = () => wake()
  stop?.addEventListener('abort', halt)
  try {
    for (;;) {
      if (stop?.aborted) ended = true
      if (arrived && !ended) {
        const { done, value }: IteratorResult<T> = arrived
        arrived = null
        if (done) ended = true
        else {
          batch.push(value)
          weight += weigh(value)
          restedAt = performance.now() + rest
        }
      }
      if (failure) ended = true
      const head = running[0]
      if (head?.failure) throw head.failure.error
      if (head?.results) {
        running.shift()
        weightInHand -= head.weight
        yield head.results
        continue
      }
      const room = running.length < whateverTheyWeigh || (running.length < inHand && weightInHand < inHand * fullWeight)
      if (batch.length && room && (ended || weight >= fullWeight || performance.now() >= restedAt)) {
        hand()
        continue
      }
      if (ended && batch.length === 0 && running.length === 0) {
        if (failure) throw (failure as { error: unknown }).error
        return
      }
      if (!ended && !arrived && !asked && weight < fullWeight) ask()
      if (arrived) continue
      await new Promise<void>((resolve) => {
        const timer = batch.length && room && !ended ? setTimeout(resolve, rest) : undefined
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
      wake = () => {}
    }
  } finally {
    stop?.removeEventListener('abort', halt)
    // A source that is still asked may never answer (standard input); it is told, not waited for.
    const closing = Promise.resolve(iterator.return?.()).catch(() => {})
    if (!asked) await closing
  }
}
