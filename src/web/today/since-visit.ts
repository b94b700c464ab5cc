import type { PairStanding } from '../../api/index.ts'

type Seen = Pick<PairStanding, 'reading' | 'changes'>

/** What a visitor saw of each pair, and when. */
export interface Visit {
  /** ISO instant. */
  at: string
  pairs: { [pair: string]: Seen }
}

/** The visit compared with, and the newest one; kept in the browser. */
export interface Visits {
  before: Visit | null
  now: Visit | null
}

/** One thing that is new about a pair. */
export type News =
  | { kind: 'change'; standing: PairStanding; change: PairStanding['changes'][number] }
  | { kind: 'left its band'; standing: PairStanding; was: PairStanding['reading'] }

/** A look within this time belongs to the same visit. */
const sameVisitMs = 30 * 60_000

const keyOf = ({ pair }: PairStanding) => [...pair].sort().join(' ')

/** The visits after looking at `standings`: a look after a pause makes the last visit the one that is compared with. */
export function visited({ before, now }: Visits, standings: PairStanding[], at: string): Visits {
  const apart = now !== null && Date.parse(at) - Date.parse(now.at) > sameVisitMs
  return { before: apart ? now : before, now: snapshot(standings, at) }
}

/** What was seen at an instant. */
export const snapshot = (standings: PairStanding[], at: string): Visit => ({
  at,
  pairs: Object.fromEntries(
    standings
      .filter(({ reading, changes }) => reading.value !== null || changes.length > 0)
      .map((each) => [keyOf(each), { reading: each.reading, changes: each.changes }]),
  ),
})

/** A change is known when one of its direction that was seen overlaps it: its days may shift as more is read. */
const known = (change: PairStanding['changes'][number], seen: Seen | undefined) =>
  seen?.changes.some(
    ({ direction, when }) =>
      direction === change.direction && when.start <= change.when.end && change.when.start <= when.end,
  ) ?? false

/** Changes that are confirmed now and were not at the visit, and temperatures outside the band they then had; changes first. */
export function newsSince(visit: Visit, standings: PairStanding[]): News[] {
  const changes: News[] = []
  const moves: News[] = []
  for (const standing of standings) {
    const seen = visit.pairs[keyOf(standing)]
    for (const change of standing.changes) if (!known(change, seen)) changes.push({ kind: 'change', standing, change })
    const { value } = standing.reading
    const band = seen?.reading.band
    if (seen && band && value !== null && (value < band[0] || value > band[1]))
      moves.push({ kind: 'left its band', standing, was: seen.reading })
  }
  return [...changes, ...moves]
}
