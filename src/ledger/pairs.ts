import { compare, placeOf } from './days.ts'
import type { Findable, SideRow } from './schema.ts'
import type { Happening, Party } from './view.ts'

type Sided = Pick<Happening, 'actors' | 'recipients' | 'reciprocal'>

/** Countries of some parties, each once, in bytewise order. */
export function countriesOf(parties: Party[]): string[] {
  const found: string[] = []
  for (const { country } of parties) if (country !== null && !found.includes(country)) found.push(country)
  return found.length > 1 ? found.sort() : found
}

/** The pairs of countries a happening stands between: across its sides, and among the actors of a reciprocal one. Codes sorted. */
export function pairsOf({ actors, recipients, reciprocal }: Sided): [string, string][] {
  if (actors.length === 1 && recipients.length === 1) {
    const [a, b] = [actors[0]!.country, recipients[0]!.country]
    return a === null || b === null || a === b ? [] : [a < b ? [a, b] : [b, a]]
  }
  const [from, to] = [countriesOf(actors), countriesOf(recipients)]
  const across = from.flatMap((a) => to.map((b): [string, string] => (a < b ? [a, b] : [b, a])))
  const among = reciprocal ? from.flatMap((a, i) => from.slice(i + 1).map((b): [string, string] => [a, b])) : []
  const found = new Map([...across, ...among].filter(([a, b]) => a !== b).map((pair) => [pair.join(' '), pair]))
  return [...found].sort(([x], [y]) => compare(x, y)).map(([, pair]) => pair)
}

/** What a happening or imported row is found by. */
export function findableOf(id: string, happening: Sided & Pick<Happening, 'type' | 'status' | 'date'>): Findable {
  const [first] = pairsOf(happening)
  const [a, b] = first ?? ['', countriesOf([...happening.actors, ...happening.recipients])[0] ?? '']
  const day = happening.date?.start ?? null
  const { type, status } = happening
  return { place: placeOf(day, id), id, a, b, type, status, day, until: happening.date?.end ?? null }
}

/** The pairs and countries that `a` and `b` of a row do not hold. */
export function sidesBeyond({ a, b, place }: Findable, happening: Sided): SideRow[] {
  const pairs = pairsOf(happening)
    .filter((pair) => pair[0] !== a || pair[1] !== b)
    .map((pair) => ({ a: pair[0], b: pair[1], place }))
  const countries = countriesOf([...happening.actors, ...happening.recipients])
    .filter((country) => country !== a && country !== b)
    .map((country) => ({ a: '', b: country, place }))
  return [...pairs, ...countries]
}
