import { sha256Hex } from '../article/index.ts'
import { compare } from './days.ts'
import type { Telling } from './describe-happening.ts'
import { blocksOf, featuresOf, link, threshold, window } from './link.ts'

/** What people said of pairs of reports. The key of a pair is its two ids in bytewise order, joined by a space. */
export interface PairWords {
  together: Map<string, string>
  apart: Map<string, string>
}

export const pairKey = (a: string, b: string) => (a < b ? `${a} ${b}` : `${b} ${a}`)

/** Where event reports are looked up while happenings are formed. */
export interface Tellings {
  byId(ids: string[]): Promise<Telling[]> | Telling[]
  /**
   * At least every report that `link` may put beside one of those given: within the window of days, and its blocks all among the other's or the other's
   * among its own. May hold the given ones too.
   */
  near(tellings: Telling[]): Promise<Telling[]> | Telling[]
}

/** Reports that are one happening, with the reasons of each step that put them together. Members sorted by id. */
export interface Formed {
  id: string
  members: Telling[]
  reasons: string[]
}

/**
 * Forms the happenings of some reports and of all that hang together with them. Reports hang together where `link` reaches the threshold or a person
 * put them together; each such piece is formed by itself, from its reports and what people said of them alone. So the pieces around what changed give
 * the same happenings as all pieces at once, and the order in which reports came changes nothing.
 */
export async function formFrom(seeds: Telling[], tellings: Tellings, words: PairWords): Promise<Formed[]> {
  const partners = new Map<string, string[]>()
  for (const key of words.together.keys()) {
    const [a, b] = key.split(' ') as [string, string]
    partners.set(a, [...(partners.get(a) ?? []), b])
    partners.set(b, [...(partners.get(b) ?? []), a])
  }
  const seen = new Map<string, Telling>()
  const leader = new Map<string, string>()
  const find = (id: string): string => {
    let top = id
    while (leader.get(top)! !== top) top = leader.get(top)!
    for (let at = id; at !== top; ) {
      const next = leader.get(at)!
      leader.set(at, top)
      at = next
    }
    return top
  }
  const join = (a: string, b: string) => {
    const [x, y] = [find(a), find(b)]
    if (x !== y) leader.set(x < y ? y : x, x < y ? x : y)
  }
  const meet = (telling: Telling): boolean => {
    if (seen.has(telling.id)) return false
    seen.set(telling.id, telling)
    leader.set(telling.id, telling.id)
    return true
  }
  let frontier = seeds.filter(meet)
  while (frontier.length) {
    const next: Telling[] = []
    const around = await tellings.near(frontier)
    const index = new Neighbourhood(around)
    const asking = new Set(frontier.map((telling) => telling.id))
    for (const telling of frontier) {
      for (const other of index.of(telling)) {
        // Two that both ask are compared once.
        if (other.id === telling.id || (asking.has(other.id) && other.id < telling.id)) continue
        if (leader.has(other.id) && find(other.id) === find(telling.id)) continue
        if (!hangTogether(telling, other)) continue
        if (meet(other)) next.push(other)
        join(telling.id, other.id)
      }
    }
    const called = frontier.flatMap((telling) =>
      (partners.get(telling.id) ?? []).map((other): [string, string] => [telling.id, other]),
    )
    if (called.length) {
      const found = new Map((await tellings.byId([...new Set(called.map(([, id]) => id))])).map((t) => [t.id, t]))
      for (const [id, other] of called) {
        const telling = found.get(other)
        if (!telling) continue
        if (meet(telling)) next.push(telling)
        join(id, other)
      }
    }
    frontier = next
  }
  const pieces = new Map<string, Telling[]>()
  for (const telling of seen.values()) {
    const top = find(telling.id)
    const piece = pieces.get(top)
    if (piece) piece.push(telling)
    else pieces.set(top, [telling])
  }
  return [...pieces.values()].flatMap((piece) => formPiece(piece, words)).sort((a, b) => compare(a.id, b.id))
}

function hangTogether(a: Telling, b: Telling): boolean {
  if (a.source.article === b.source.article) return false
  if (printedAlike(a, b)) return true
  const found = link(a, b)
  return found !== null && found.score >= threshold
}

/** Two copies of one wire story that print the same words: one report in two papers. */
function printedAlike(a: Telling, b: Telling): boolean {
  return (
    a.source.copyGroup === b.source.copyGroup &&
    a.event.type === b.event.type &&
    a.event.status === b.event.status &&
    a.words === b.words &&
    a.words !== '' &&
    sidesOf(a) === sidesOf(b)
  )
}

const sidesOf = (telling: Telling) => {
  const { actors, recipients } = featuresOf(telling)
  return `${actors.join('+')} ${recipients.join('+')}`
}

/** What is put together first and moved as one: copies that print the same words. `first` speaks for it. */
interface Bundle {
  first: Telling
  members: Telling[]
}

/** Forms one piece: bundles of copies, then what people put together, then the strongest links first, as long as nothing forbids. */
function formPiece(piece: Telling[], words: PairWords): Formed[] {
  const bundles = bundlesOf(piece, words)
  const bundleOf = new Map(
    bundles.flatMap((bundle, i) => bundle.members.map((member): [string, number] => [member.id, i])),
  )
  const clusters = bundles.map((bundle, i) => ({
    bundles: [i],
    articles: new Set(bundle.members.map(articleOf)),
    reasons: reasonsOf(bundle),
  }))
  const at = bundles.map((_, i) => i)
  const forbidden = (x: number, y: number): boolean => {
    if (words.apart.size === 0) return false
    for (const i of clusters[x]!.bundles)
      for (const j of clusters[y]!.bundles)
        for (const a of bundles[i]!.members)
          for (const b of bundles[j]!.members) if (words.apart.has(pairKey(a.id, b.id))) return true
    return false
  }
  const merge = (x: number, y: number, reason: string) => {
    const [into, from] = [clusters[x]!, clusters[y]!]
    into.bundles.push(...from.bundles)
    for (const article of from.articles) into.articles.add(article)
    into.reasons.push(...from.reasons, reason)
    for (const i of from.bundles) at[i] = x
  }
  const ids = new Set(piece.map((telling) => telling.id))
  for (const [key, reason] of [...words.together].sort(([a], [b]) => compare(a, b))) {
    const [a, b] = key.split(' ') as [string, string]
    if (!ids.has(a) || !ids.has(b)) continue
    const [x, y] = [at[bundleOf.get(a)!]!, at[bundleOf.get(b)!]!]
    if (x !== y && !forbidden(x, y)) merge(x, y, `${short(a)} and ${short(b)}: ${reason}`)
  }
  const scores = new Map<number, number>()
  const links: { i: number; j: number; score: number; reasons: string[] }[] = []
  for (let i = 0; i < bundles.length; i++)
    for (let j = i + 1; j < bundles.length; j++) {
      const found = link(bundles[i]!.first, bundles[j]!.first)
      scores.set(i * bundles.length + j, found?.score ?? never)
      if (found && found.score >= threshold) links.push({ i, j, ...found })
    }
  links.sort((p, q) => q.score - p.score || p.i - q.i || p.j - q.j)
  for (const { i, j, score, reasons } of links) {
    const [x, y] = [at[i]!, at[j]!]
    if (x === y) continue
    // An article that reports two deeds reports two deeds.
    if ([...clusters[y]!.articles].some((article) => clusters[x]!.articles.has(article))) continue
    if (forbidden(x, y)) continue
    let sum = 0
    for (const p of clusters[x]!.bundles)
      for (const q of clusters[y]!.bundles) sum += scores.get(Math.min(p, q) * bundles.length + Math.max(p, q))!
    if (sum / (clusters[x]!.bundles.length * clusters[y]!.bundles.length) < threshold - slack) continue
    merge(x, y, `${short(bundles[i]!.first.id)} and ${short(bundles[j]!.first.id)}: ${reasons.join(', ')} (${score})`)
  }
  return [...new Set(at)].map((x) => {
    const members = clusters[x]!.bundles.flatMap((i) => bundles[i]!.members).sort((a, b) => compare(a.id, b.id))
    return { id: happeningId(members[0]!.id), members, reasons: clusters[x]!.reasons.sort(compare) }
  })
}

/** What two reports that cannot be one count for in the mean between two groups. */
const never = -2
/** How far the mean between two groups may lie below the threshold. */
const slack = 1.5

const articleOf = (telling: Telling) => telling.source.article

const short = (id: string) => id.slice(0, 8)

/** A happening's id: a hash of the first of its reports' ids. */
export const happeningId = (report: string) => sha256Hex(`happening:${report}`).slice(0, 32)

function reasonsOf({ first, members }: Bundle): string[] {
  return members
    .filter((member) => member !== first)
    .map((member) => `${short(first.id)} and ${short(member.id)}: the same words of one wire story`)
}

function bundlesOf(piece: Telling[], words: PairWords): Bundle[] {
  const bundles = new Map<string, Bundle[]>()
  for (const telling of [...piece].sort((a, b) => compare(a.id, b.id))) {
    const key = [
      telling.source.copyGroup,
      telling.event.type,
      telling.event.status,
      sidesOf(telling),
      telling.words,
    ].join('\n')
    const alike = bundles.get(key) ?? []
    bundles.set(key, alike)
    const home =
      telling.words === ''
        ? undefined
        : alike.find(({ members }) =>
            members.every(
              (member) =>
                articleOf(member) !== articleOf(telling) &&
                !words.apart.has(pairKey(member.id, telling.id)) &&
                Math.abs((featuresOf(member).day ?? 0) - (featuresOf(telling).day ?? 0)) <= window,
            ),
          )
    if (home) home.members.push(telling)
    else alike.push({ first: telling, members: [telling] })
  }
  return [...bundles.values()].flat().sort((a, b) => compare(a.first.id, b.first.id))
}

/** The cells a report stands in, or those around it in which others may stand. */
function cellsOf(telling: Telling, spread: number): string[] {
  const { day } = featuresOf(telling)
  if (day === null) return []
  const days = Array.from({ length: 2 * spread + 1 }, (_, i) => day - spread + i)
  return blocksOf(telling).flatMap((block) => days.map((near) => `${block} ${near}`))
}

/** Looks reports up by block and day among those at hand. */
class Neighbourhood {
  readonly #cells = new Map<string, Telling[]>()

  constructor(tellings: Iterable<Telling>) {
    for (const telling of tellings)
      for (const cell of cellsOf(telling, 0)) {
        const held = this.#cells.get(cell)
        if (held) held.push(telling)
        else this.#cells.set(cell, [telling])
      }
  }

  *of(telling: Telling): Generator<Telling> {
    const met = new Set<string>()
    for (const cell of cellsOf(telling, window))
      for (const other of this.#cells.get(cell) ?? [])
        if (!met.has(other.id)) {
          met.add(other.id)
          yield other
        }
  }
}
