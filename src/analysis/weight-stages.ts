import { weightBy } from './acts.ts'
import { type KeptSource, UNNAMED } from './happening-row.ts'

/** What a happening weighed while only some of its sources were out: from a day on. */
export interface WeightStage {
  from: number
  weight: number
  independent: number
}

/** Whether an outlet comes before another by name; one without a name stands as "unnamed" does. */
export function isOutletBefore(a: number, b: number, texts: readonly string[]): boolean {
  const name = (outlet: number) => (outlet === UNNAMED ? 'unnamed ' : texts[outlet]!)
  return a !== b && name(a) < name(b)
}

/** The stages of a happening, by the days its sources came `outs`; `confidence` and `independent` are those by all of them. */
export function weightStages(
  sources: KeptSource[],
  outs: number[],
  { confidence, independent: all }: { confidence: number; independent: number },
  reliability: number,
  texts: readonly string[],
): WeightStage[] {
  return [...new Set(outs)]
    .sort((a, b) => a - b)
    .map((from): WeightStage => {
      const out = sources.filter((_, i) => outs[i]! <= from)
      const independent = out.length === sources.length ? all : Math.min(all, independentOf(out, texts))
      return { from, independent, weight: weightBy(confidence, independent, reliability) }
    })
}

/** Number of independent sources among several: wire copies count once, and an outlet counts once. */
function independentOf(sources: KeptSource[], texts: readonly string[]): number {
  const outletOf = new Map<number, number>()
  for (const { outlet, group } of sources) {
    const known = outletOf.get(group)
    if (known === undefined || isOutletBefore(outlet, known, texts)) outletOf.set(group, outlet)
  }
  const outlets = [...outletOf.values()]
  return new Set(outlets.filter((outlet) => outlet !== UNNAMED)).size + outlets.filter((o) => o === UNNAMED).length
}
