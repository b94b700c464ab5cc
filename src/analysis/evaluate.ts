import type { CodedEvent, EventType, Record, RecordEntity, Status } from '../coding/index.ts'

/** One event a careful reader records in a gold row. Parties are ISO 3166 alpha-3 codes, CAMEO codes (IGOUNO), an organisation's short name (UN), or "?" where the text does not tell. */
export interface GoldEvent {
  type: EventType
  /** Further types that are as good. */
  types?: EventType[]
  mode?: string | null
  actors: string[]
  recipients: string[]
  reciprocal?: boolean
  status?: Status
  /** Only asserted by someone; scored like any other, since a record has it with its claimant. */
  claimed?: boolean
  /** May be coded or not: helps precision, costs no recall. */
  optional?: boolean
}

/** One hand-coded text. */
export interface GoldRow {
  id: string
  date?: string | null
  text: string
  events: GoldEvent[]
}

/** Precision, recall and F1 with the counts behind them and a 90 % bootstrap interval of F1 over rows. */
export interface Score {
  right: number
  coded: number
  wanted: number
  precision: number
  recall: number
  f1: number
  interval: [number, number]
}

export interface Evaluation {
  rows: number
  overall: Score
  types: { [type: string]: Score }
  /** Of the events found: how many had the very status, and of those with a mode in the gold, the mode. */
  status: { right: number; of: number }
  mode: { right: number; of: number }
  /** Rows without events that were left alone. */
  quiet: { right: number; of: number }
  /** Gold type → coded type → count, over events with the same parties; `nothing` where nothing was coded. */
  confusion: { [gold: string]: { [coded: string]: number } }
}

const imagined = (status: Status | undefined) => status === 'negated' || status === 'hypothetical'

/** Short names of organisations that gold may use, with the codes and names they stand for. */
const organisations: { [short: string]: RegExp } = {
  UN: /^IGOUNO|\bU\.?N\b|United Nations|(?<!National )Security Council/,
  UNO: /^IGOUNO|\bU\.?N\b|United Nations|(?<!National )Security Council/,
  EU: /^IGOEUR|\bE\.?U\b|European (?:Union|Commission|Council)/,
  NATO: /^IGO.*NAT$|\bNATO\b/,
  AU: /^IGOAFR|African Union/,
  IMF: /^IGO.*IMF$|\bIMF\b|Monetary Fund/,
  IAEA: /^IGO.*IAE$|\bIAEA\b|Atomic Energy Agency/,
  WFP: /^IGO.*WFP$|World Food Program/,
  ICC: /^IGO.*ICC$|\bICC\b|Criminal Court/,
  ASEAN: /^IGO.*(?:ASN|SEA)$|\bASEAN\b/,
  OAU: /^IGOOAU/,
  IBRD: /^IGOWBK/,
  WTO: /^IGOWTO/,
  WHO: /^IGOUNOWHO/,
  UNHCR: /^IGOUNOHCR/,
  UNESCO: /^IGOUNOESO/,
  UNICEF: /^IGOUNOCEF/,
  ICTY: /^IGOUNOTRY/,
  ECOWAS: /^IGOECW/,
  SADC: /^IGOSAD/,
  OSCE: /^IGOSCE/,
  COE: /^IGOCOE/,
  OECD: /^IGOOEC/,
  EAC: /^IGOEAF/,
  ICG: /^NGOICG/,
  COMMONWEALTH: /^IGOCWN/,
  CARICOM: /^IGOCAR/,
  LAS: /^IGOARL/,
  OPEC: /^IGOOPC/,
  APEC: /^IGOAPE/,
  INTERPOL: /^IGOITL/,
  ICRC: /^NGOICRC/,
  IFRC: /^NGOIFRC/,
  AMNESTY: /^NGOAMN/,
  IOC: /^NGOIOC/,
  OAS: /^IGOOAS/,
  SAARC: /^IGOSAA/,
  PIF: /^IGOPIF/,
  ADB: /^IGO(?:AFB|ADB)$/,
  OPCW: /^IGOPCW/,
  CSTO: /^IGOCST/,
  FIFA: /^NGOFIF/,
  UEFA: /^NGOUEF/,
  FARC: /REBFAR$/,
  LTTE: /REBLTT$/,
  UNITA: /REBUNI$/,
}

/** A party of a gold event whose country the text does not tell; naming it is no duty. */
const UNKNOWN = '?'

type Party = Pick<RecordEntity, 'kind' | 'country' | 'code' | 'name' | 'of'>

function standsFor(entity: Party, gold: string): boolean {
  const organisation = organisations[gold]
  if (organisation)
    return (
      entity.kind !== 'state' && [entity.code, entity.name, entity.of ?? ''].some((words) => organisation.test(words))
    )
  if (gold === UNKNOWN) return entity.country === null
  return (
    entity.country === gold ||
    entity.code === gold ||
    entity.code.slice(0, 3) === gold ||
    entity.name === gold ||
    entity.of === gold
  )
}

/** True when these entities are just the parties a gold event names; an empty list in the gold leaves that side open. */
export function covers(entities: readonly Party[], golds: readonly string[]): boolean {
  if (golds.length === 0) return true
  return (
    (entities.length > 0 || golds.every((g) => g === UNKNOWN)) &&
    golds.every((g) => g === UNKNOWN || entities.some((e) => standsFor(e, g))) &&
    entities.every((e) => golds.some((g) => standsFor(e, g)))
  )
}

function sameParties(record: Record, event: CodedEvent, gold: GoldEvent): boolean {
  const pick = (ids: string[]) =>
    ids.map((id) => record.entities.find((e) => e.id === id)).filter((e) => e !== undefined)
  const actors = pick(event.actors)
  const recipients = pick(event.recipients)
  if (gold.reciprocal || gold.type === 'CONSULT')
    return covers([...actors, ...recipients], [...gold.actors, ...gold.recipients])
  return covers(actors, gold.actors) && covers(recipients, gold.recipients)
}

/** True when a coded event is one of a gold row's: type, parties and reality agree. Optional ones count. */
export function isOfRow(event: CodedEvent, record: Record, row: GoldRow): boolean {
  return row.events.some(
    (gold) =>
      (event.type === gold.type || gold.types?.includes(event.type)) &&
      sameParties(record, event, gold) &&
      imagined(event.status) === imagined(gold.status),
  )
}

interface RowResult {
  type: { [type: string]: { right: number; coded: number; wanted: number } }
}

/**
 * Scores records against gold rows, matched by position. An event is right when type, parties and reality agree; denied, imagined or
 * claimed events that match nothing are left aside. `draws` bootstrap samples of rows give the intervals; `random` is a generator of
 * numbers in [0, 1) so that figures can be repeated.
 */
export function evaluate(gold: GoldRow[], records: Record[], draws: number, random: () => number): Evaluation {
  const results: RowResult[] = []
  const evaluation: Evaluation = {
    rows: gold.length,
    overall: score([], []),
    types: {},
    status: { right: 0, of: 0 },
    mode: { right: 0, of: 0 },
    quiet: { right: 0, of: 0 },
    confusion: {},
  }
  for (const [index, row] of gold.entries()) {
    const record = records[index]!
    const free = new Set(record.events)
    const result: RowResult = { type: {} }
    const count = (type: string) => (result.type[type] ??= { right: 0, coded: 0, wanted: 0 })
    const confuse = (wanted: string, coded: string) => {
      const line = (evaluation.confusion[wanted] ??= {})
      line[coded] = (line[coded] ?? 0) + 1
    }
    const missed: GoldEvent[] = []
    for (const event of [...row.events].sort((a, b) => Number(a.optional ?? false) - Number(b.optional ?? false))) {
      const hit = [...free].find(
        (e) =>
          (e.type === event.type || event.types?.includes(e.type)) &&
          sameParties(record, e, event) &&
          imagined(e.status) === imagined(event.status),
      )
      if (hit) free.delete(hit)
      if (event.optional) continue
      const line = count(event.type)
      line.wanted++
      if (!hit) {
        missed.push(event)
        continue
      }
      line.right++
      line.coded++
      confuse(event.type, event.type)
      evaluation.status.of++
      if (hit.status === (event.status ?? 'actual')) evaluation.status.right++
      if (event.mode) {
        evaluation.mode.of++
        if (hit.mode.includes(event.mode)) evaluation.mode.right++
      }
    }
    const extra = [...free].filter((e) => !imagined(e.status) && e.assertedBy === null)
    for (const event of extra) count(event.type).coded++
    for (const event of missed) {
      const taken = extra.find((e) => sameParties(record, e, event))
      confuse(event.type, taken?.type ?? 'nothing')
    }
    if (row.events.length === 0) {
      evaluation.quiet.of++
      if (extra.length === 0) evaluation.quiet.right++
    }
    results.push(result)
  }
  const types = [...new Set(results.flatMap((result) => Object.keys(result.type)))].sort()
  const samples = Array.from({ length: draws }, () =>
    results.map(() => results[Math.floor(random() * results.length)]!),
  )
  for (const type of types)
    evaluation.types[type] = score(
      results.map((r) => r.type[type]),
      samples.map((sample) => sample.map((r) => r.type[type])),
    )
  const all = (rows: RowResult[]) => rows.flatMap((r) => Object.values(r.type))
  evaluation.overall = score(all(results), samples.map(all))
  return evaluation
}

type Counts = { right: number; coded: number; wanted: number }

function score(rows: (Counts | undefined)[], samples: (Counts | undefined)[][]): Score {
  const total = (list: (Counts | undefined)[]) =>
    list.reduce<Counts>(
      (sum, c) => (c ? { right: sum.right + c.right, coded: sum.coded + c.coded, wanted: sum.wanted + c.wanted } : sum),
      { right: 0, coded: 0, wanted: 0 },
    )
  const f1 = ({ right, coded, wanted }: Counts) => (coded + wanted ? (2 * right) / (coded + wanted) : 0)
  const counts = total(rows)
  const drawn = samples.map((sample) => f1(total(sample))).sort((a, b) => a - b)
  const at = (share: number) => drawn[Math.min(drawn.length - 1, Math.floor(share * drawn.length))] ?? f1(counts)
  return {
    ...counts,
    precision: counts.coded ? counts.right / counts.coded : 0,
    recall: counts.wanted ? counts.right / counts.wanted : 0,
    f1: f1(counts),
    interval: [at(0.05), at(0.95)],
  }
}

/** A small generator of numbers in [0, 1) that a seed repeats (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
