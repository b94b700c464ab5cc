import type { CodedEvent } from '../coding/index.ts'
import { dateWords } from '../text/index.ts'
import type { Conflict, Happening, Party, Source } from './view.ts'

/** One report of an event with everything a happening shows of it. */
export interface Telling {
  id: string
  event: Omit<CodedEvent, 'id' | 'actors' | 'recipients' | 'assertedBy' | 'evidence'>
  actors: Party[]
  recipients: Party[]
  asserter: Party | null
  words: string
  source: Source
  /** What a person decided on this report, if anyone did. */
  decided: 'accepted' | 'edited' | null
  /** Of a row of another system: what of it no other field holds, and where else it says it was told. */
  imported?: Happening['imported']
  alsoIn?: Source[]
}

/**
 * The happening that some reports tell of: details of the surest report (edited first, then accepted, then stated over claimed, then the more
 * confident, then the smaller id), everything on which they differ beside it. The order given changes nothing.
 */
export function describeHappening(id: string, tellings: Telling[], reasons: string[] = []): Happening {
  const told = [...tellings].sort(bySureness)
  const surest = told[0]!
  const sources = sourcesOf(told)
  const stated = told.some((telling) => telling.asserter === null)
  const { type, mode, contexts, cameo, goldstein, score, status, reciprocal, date, place, confidence, rule } =
    surest.event
  return {
    id,
    type,
    mode,
    contexts,
    cameo,
    goldstein,
    score,
    status,
    actors: surest.actors,
    recipients: surest.recipients,
    reciprocal,
    date,
    place,
    confidence,
    assertedBy: stated ? null : surest.asserter,
    conceded: stated || told.some(ownsUp),
    reports: told.map((telling) => telling.id).sort(),
    sources,
    independent: Math.max(1, independentSources(sources)),
    conflicts: conflictsOf(told),
    reasons,
    decided: told.find((telling) => telling.decided === 'edited')
      ? 'edited'
      : told.find((telling) => telling.decided)
        ? 'accepted'
        : null,
    rule,
    words: surest.words,
    ...(surest.words && !surest.imported ? { wordsIn: surest.source.article } : {}),
    ...(surest.imported ? { imported: surest.imported } : {}),
  }
}

const rank = { edited: 0, accepted: 1 }

function bySureness(a: Telling, b: Telling): number {
  const decided = (telling: Telling) => (telling.decided ? rank[telling.decided] : 2)
  return (
    decided(a) - decided(b) ||
    Number(a.asserter !== null) - Number(b.asserter !== null) ||
    b.event.confidence - a.event.confidence ||
    (a.id < b.id ? -1 : 1)
  )
}

/** Whether the one who claims the event is among those who did it. */
function ownsUp({ asserter, actors }: Telling): boolean {
  return (
    asserter !== null &&
    actors.some((actor) => (asserter.country ? actor.country === asserter.country : actor.code === asserter.code))
  )
}

function sourcesOf(tellings: Telling[]): Source[] {
  const all = tellings.flatMap(({ source, alsoIn }) => [source, ...(alsoIn ?? [])])
  const sources = new Map(all.map((source) => [source.article, source]))
  return [...sources.values()].sort((a, b) => (a.article < b.article ? -1 : 1))
}

/**
 * How many sources speak for themselves: articles that copy one another are one, and so are articles of one outlet. A copy that an outlet prints
 * beside a story of its own joins the two.
 */
export function independentSources(sources: Source[]): number {
  if (sources.length < 2) return sources.length
  const leader = new Map<string, string>()
  const find = (name: string): string => {
    const up = leader.get(name) ?? name
    return up === name ? name : find(up)
  }
  for (const source of sources) {
    const group = `copies ${source.copyGroup}`
    leader.set(group, find(group))
    if (source.outlet) leader.set(find(group), find(`outlet ${source.outlet.toLowerCase()}`))
  }
  return new Set(sources.map((source) => find(`copies ${source.copyGroup}`))).size
}

/** Details on which reports differ; a detail that a report leaves open contradicts nothing. */
function conflictsOf(tellings: Telling[]): Conflict[] {
  const differing = (field: Conflict['field'], value: (telling: Telling) => string | null): Conflict[] => {
    const values = new Map<string, string[]>()
    for (const telling of tellings) {
      const said = value(telling)
      if (said !== null) values.set(said, [...(values.get(said) ?? []), telling.id])
    }
    return values.size < 2
      ? []
      : [
          {
            field,
            values: [...values]
              .map(([text, reports]) => ({ value: text, reports: reports.sort() }))
              .sort((a, b) => (a.value < b.value ? -1 : 1)),
          },
        ]
  }
  const anyDenied = tellings.some(({ event }) => event.status === 'negated')
  return [
    ...differing('date', ({ event }) => (event.date ? dateWords(event.date) : null)),
    ...differing('place', ({ event }) => event.place?.name ?? null),
    ...differing('status', ({ event }) => event.status),
    ...differing('mode', ({ event }) => (event.mode.length ? [...event.mode].sort().join(', ') : null)),
    ...differing('denied', ({ event, asserter }) =>
      !anyDenied ? null : event.status !== 'negated' ? 'told' : asserter ? `denied by ${asserter.name}` : 'denied',
    ),
    ...amountConflicts(tellings),
  ]
}

/** Numbers with the noun they count, as `soldiers → 12`; years and days of a month are no amounts. */
function amountsIn(words: string): Map<string, string> {
  const found = new Map<string, string>()
  const counted = /(?:([$€£])\s?)?(\d[\d,]*(?:\.\d+)?)\s?(hundred|thousand|million|billion|trillion)?\s+([a-z]{3,})/g
  for (const [, money, digits, scale, noun] of words.matchAll(counted)) {
    if (!digits || !noun) continue
    const amount = `${money ?? ''}${digits.replace(/,/g, '')}${scale ? ` ${scale}` : ''}`
    if (!money && !scale && /^(?:1[89]|20)\d\d$/.test(amount)) continue
    const kind = money ? money : noun
    if (!found.has(kind)) found.set(kind, money ? amount : `${amount} ${noun}`)
  }
  return found
}

function amountConflicts(tellings: Telling[]): Conflict[] {
  const amounts = tellings.map((telling) => ({ id: telling.id, in: amountsIn(telling.words) }))
  const kinds = [...new Set(amounts.flatMap((amount) => [...amount.in.keys()]))].sort()
  return kinds.flatMap((kind) => {
    const values = new Map<string, string[]>()
    for (const amount of amounts) {
      const value = amount.in.get(kind)
      if (value) values.set(value, [...(values.get(value) ?? []), amount.id])
    }
    return values.size < 2
      ? []
      : [
          {
            field: 'amount' as const,
            values: [...values]
              .map(([value, reports]) => ({ value, reports: reports.sort() }))
              .sort((a, b) => (a.value < b.value ? -1 : 1)),
          },
        ]
  })
}
