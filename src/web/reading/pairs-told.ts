import type { Record } from '../../coding/index.ts'

/** The pairs of countries of which an article tells events or ties, the most told first, each in the order of its codes. */
export function pairsOf({ entities, events, ties }: Pick<Record, 'entities' | 'events' | 'ties'>): [string, string][] {
  const countryOf = new Map(entities.map(({ id, country }) => [id, country]))
  const told = new Map<string, number>()
  const meet = (some: readonly string[], others: readonly string[]) => {
    const pairs = new Set<string>()
    for (const one of some)
      for (const other of others) {
        const [a, b] = [countryOf.get(one), countryOf.get(other)]
        if (a && b && a !== b) pairs.add([a, b].sort().join(' '))
      }
    for (const pair of pairs) told.set(pair, (told.get(pair) ?? 0) + 1)
  }
  for (const { actors, recipients } of events) meet(actors, recipients.length ? recipients : actors)
  for (const { between } of ties) meet(between, between)
  return [...told]
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .map(([pair]) => pair.split(' ') as [string, string])
}
