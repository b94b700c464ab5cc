import type { Made } from '../../src/index.ts'
import type { AuditItem, Stratum } from './sample.ts'
import { fields, type Verdict } from './verdict.ts'

/** A share with its 95 % Wilson interval. */
export interface Share {
  right: number
  of: number
  share: number
  low: number
  high: number
}

/** What one round publishes: counts, shares and versions; no words of any article. */
export interface Round {
  round: number
  judge: string
  articles: number
  seed: number
  /** Events drawn; `judged` of them have a verdict. */
  sample: number
  made: Made
  judged: number
  /** Type, parties, direction and status all right. */
  record: Share
  /** The record share with each type weighted by how often it was coded: undoes the stratification. */
  recordWeighted: number
  fields: { [field: string]: Share }
  types: { [type: string]: Share & { coded: number } }
  status: { [status: string]: Share }
  /** Sentences in which a careful reader saw an event between two countries, and how many were coded right; where that was counted. */
  recall?: Share
}

/** The share with its Wilson interval at 95 %. With nothing judged it is 0 in [0, 1]. */
export function wilson(right: number, of: number): Share {
  if (of === 0) return { right, of, share: 0, low: 0, high: 1 }
  const z = 1.959964
  const share = right / of
  const centre = (share + (z * z) / (2 * of)) / (1 + (z * z) / of)
  const half = (z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of))) / (1 + (z * z) / of)
  const cut = (value: number): number => Math.round(Math.min(1, Math.max(0, value)) * 1000) / 1000
  return { right, of, share: cut(share), low: cut(centre - half), high: cut(centre + half) }
}

/** Type, parties, direction and status all right; the date is judged apart. */
export function recordRight(verdict: Verdict): boolean {
  return verdict.type && verdict.parties && verdict.direction && verdict.status
}

/** The figures of the judged items; those without a verdict on exactly this coding are left out. */
export function figures(
  items: readonly AuditItem[],
  strata: readonly Stratum[],
  verdicts: ReadonlyMap<string, Verdict>,
): Pick<Round, 'judged' | 'record' | 'recordWeighted' | 'fields' | 'types' | 'status'> {
  const judged = items.flatMap((item) => {
    const verdict = verdicts.get(`${item.event} ${item.coding}`)
    return verdict === undefined ? [] : [{ item, verdict }]
  })
  const count = (of: typeof judged, right: (verdict: Verdict) => boolean): Share =>
    wilson(of.filter(({ verdict }) => right(verdict)).length, of.length)
  const byType: Round['types'] = {}
  let weighted = 0
  let weights = 0
  for (const { type, coded } of strata) {
    const own = judged.filter(({ item }) => item.coded.type === type)
    if (own.length === 0) continue
    const share = count(own, recordRight)
    byType[type] = { ...share, coded }
    weighted += (coded * share.right) / share.of
    weights += coded
  }
  const statuses = [...new Set(judged.map(({ item }) => item.coded.status))].sort()
  return {
    judged: judged.length,
    record: count(judged, recordRight),
    recordWeighted: weights === 0 ? 0 : Math.round((1000 * weighted) / weights) / 1000,
    fields: Object.fromEntries(fields.map((field) => [field, count(judged, (verdict) => verdict[field])])),
    types: byType,
    status: Object.fromEntries(
      statuses.map((status) => [
        status,
        count(
          judged.filter(({ item }) => item.coded.status === status),
          recordRight,
        ),
      ]),
    ),
  }
}
