import { randomOf } from './relate/expand.ts'

/** One choice: its options, each with its signs (names or their hashes), and which of them are right. */
export interface Choice<Sign> {
  options: readonly { signs: Iterable<Sign> }[]
  right: readonly number[]
}

export interface LogitOptions {
  /** Signs seen in fewer choices are left out. */
  least: number
  epochs: number
  rate: number
  decay: number
}

/** Weights of a conditional logit (McFadden) by AdaGrad; where several options are right the target is the model's own distribution over them. Deterministic. */
export function fitLogit<Sign>(
  choices: readonly Choice<Sign>[],
  { least, epochs, rate, decay }: LogitOptions,
): Map<Sign, number> {
  const seen = new Map<Sign, number>()
  for (const { options } of choices)
    for (const sign of new Set(options.flatMap(({ signs }) => [...signs]))) seen.set(sign, (seen.get(sign) ?? 0) + 1)
  const index = new Map<Sign, number>()
  for (const [sign, count] of seen) if (count >= least) index.set(sign, index.size)
  const rows = choices.map(({ options, right }) => ({
    right,
    options: options.map(({ signs }) =>
      Int32Array.from(
        [...new Set(signs)].flatMap((sign) => {
          const at = index.get(sign)
          return at === undefined ? [] : [at]
        }),
      ),
    ),
  }))
  const weights = new Float64Array(index.size)
  const squares = new Float64Array(index.size).fill(1e-2)
  const gradient = new Float64Array(index.size)
  const random = randomOf(1)
  const order = rows.map((_, i) => i)
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1))
      ;[order[i], order[j]] = [order[j]!, order[i]!]
    }
    const step = rate * (1 - epoch / epochs)
    for (const at of order) {
      const { options, right } = rows[at]!
      const chances = softmaxOf(options.map((signs) => signs.reduce((sum, sign) => sum + weights[sign]!, 0)))
      const mass = right.reduce((sum, option) => sum + chances[option]!, 1e-12)
      const touched = new Set<number>()
      for (const [o, signs] of options.entries()) {
        const pull = chances[o]! - (right.includes(o) ? chances[o]! / mass : 0)
        for (const sign of signs) {
          gradient[sign]! += pull
          touched.add(sign)
        }
      }
      for (const sign of touched) {
        const g = gradient[sign]! + decay * weights[sign]!
        gradient[sign] = 0
        squares[sign]! += g * g
        weights[sign]! -= (step * g) / Math.sqrt(squares[sign]!)
      }
    }
  }
  return new Map([...index].map(([sign, at]) => [sign, weights[at]!]))
}

/** The chances of the options of a choice. */
export function chancesOf<Sign>(options: Choice<Sign>['options'], weights: ReadonlyMap<Sign, number>): number[] {
  return softmaxOf(options.map(({ signs }) => [...signs].reduce((sum, sign) => sum + (weights.get(sign) ?? 0), 0)))
}

function softmaxOf(sums: readonly number[]): number[] {
  const top = Math.max(...sums)
  const raised = sums.map((sum) => Math.exp(sum - top))
  const total = raised.reduce((sum, x) => sum + x, 0)
  return raised.map((x) => x / total)
}
