import type { EventType } from '../coding/index.ts'
import type { Happening, LedgerItem } from '../ledger/index.ts'
import type { DateInterval } from '../text/index.ts'
import { citeHappening, contentWords, daysBetween, sharedWords, statesOf } from './citing.ts'
import { dayNumber, isoDay } from './days.ts'
import type { RegisterStep } from './register.ts'
import { type CommitmentItem, type Draft, isPlanned, partiesOf, toldOn } from './register-drafts.ts'

type Form = CommitmentItem['item']['form']

/** Which happenings may answer promises of one form between two states: what `registerOf` must be given, and no more than it looks at. */
export interface AnswersWanted {
  pair: [string, string]
  types: EventType[]
  /** ISO days. */
  since: string
  until: string
}

/** Of each form: types that may answer it, how many days after its due day, and how many after it was told where it has none. */
const ANSWERS: { [form in Form]?: { types: EventType[]; grace: number; open: number } } = {
  invitation: { types: ['CONSULT', 'REJECT'], grace: 60, open: 730 },
  visit: { types: ['CONSULT', 'REJECT'], grace: 60, open: 730 },
  pledge: { types: ['AID', 'COOPERATE', 'CONCEDE', 'RETREAT'], grace: 180, open: 365 },
  offer: { types: ['AID', 'COOPERATE', 'CONCEDE', 'RETREAT'], grace: 180, open: 365 },
  ceasefire: { types: ['ASSAULT'], grace: 365, open: 365 },
  agreement: { types: ['SANCTION', 'REJECT', 'AGREE'], grace: 3650, open: 3650 },
}

/** Of a meeting or talks that are to be held by a day. */
const TALKS: { types: EventType[]; grace: number; open: number } = { types: ['CONSULT', 'AGREE'], grace: 60, open: 0 }

/** Whether an agreement is one to meet or to talk by some day. */
function isToMeet(item: CommitmentItem): boolean {
  return (
    item.item.form === 'agreement' &&
    item.item.due !== null &&
    (isPlanned(item) || /\b(?:meet|meeting|talks|dialogue|negotiations|session|round)\b/i.test(item.words))
  )
}

/** Words of promising no more than to make up one's mind. */
const WHETHER =
  /\b(?:decid|consider|review|examin|study|studied|look(?:ing)? (?:into|at)|weigh|determin)\w*\b[^.;]*\bwhether\b/i

/** Share of words in common from which a deed is what was promised. */
const DEED_ALIKE = 0.3

/** The happenings that must be known to follow up the promises among some items, by pair and form, each stretch of days as wide as all its promises need. */
export function answersWanted(items: LedgerItem[]): AnswersWanted[] {
  const wanted = new Map<string, AnswersWanted>()
  for (const item of items) {
    if (item.kind !== 'commitment') continue
    for (const answer of [ANSWERS[item.item.form], isToMeet(item) ? TALKS : undefined]) {
      const told = toldOn(item)
      const [a, b] = partiesOf(item)
      if (!answer || !told || !a || !b || a.length !== 3 || b.length !== 3) continue
      const { due } = item.item
      const until = due ? dayFrom(due.end > told ? due.end : told, answer.grace) : dayFrom(told, answer.open)
      const key = `${a}|${b}|${answer.types.join()}`
      const known = wanted.get(key)
      if (!known) wanted.set(key, { pair: [a, b], types: answer.types, since: told, until })
      else {
        if (told < known.since) known.since = told
        if (until > known.until) known.until = until
      }
    }
  }
  return [...wanted.values()]
}

const dayFrom = (iso: string, days: number) => isoDay(dayNumber(iso) + days)

/** The happening that answers a promise: the visit that was announced, the aid that was pledged, the cancelled meeting, the broken truce. */
export function answerTo(draft: Draft, due: DateInterval | null, happenings: Happening[]): RegisterStep | null {
  const told = toldOn(draft.items[0]!)
  if (!told || draft.between.length < 2) return null
  const latest = (grace: number, open: number) => (happening: Happening) => {
    const gap = daysBetween(told, happening.date!.start)
    return gap >= 0 && (due ? daysBetween(due.end, happening.date!.start) <= grace : gap <= open)
  }
  const between = (happening: Happening) => {
    const states = new Set(statesOf([...happening.actors, ...happening.recipients]))
    return draft.between.every((country) => states.has(country))
  }
  const fromTo = (happening: Happening, from: string, to: string) =>
    statesOf(happening.actors).includes(from) &&
    (statesOf(happening.recipients).includes(to) || happening.place?.country === to)
  const step = (stage: RegisterStep['stage'], happening: Happening, why: string): RegisterStep => ({
    stage,
    day: happening.date!.start,
    date: happening.date,
    basis: 'inferred',
    why,
    independent: happening.independent,
    cites: [citeHappening(happening)],
  })
  const wordsOf = (happening: Happening, text: string) => {
    const words = contentWords(text)
    for (const name of draft.names) words.delete(name)
    for (const party of [...happening.actors, ...happening.recipients])
      for (const name of contentWords(party.name)) words.delete(name)
    return words
  }
  const fits = (happening: Happening, share: number) =>
    sharedWords(wordsOf(happening, happening.words), draft.words) >= share
  /** A deed is often told in few words ("removed Cuba from its list"); the headline says the rest ("Cuba Is Removed From Terrorism List"). */
  const fitsDeed = (happening: Happening) => {
    const own = wordsOf(happening, happening.words)
    if (sharedWords(own, draft.words) >= DEED_ALIKE) return true
    // In a headline a capital may be of a name or not; those of the promise are left out.
    const common = contentWords(
      draft.items.flatMap(({ words }) => words.match(/(?<![\p{L}])\p{Ll}\p{L}*/gu) ?? []).join(' '),
    )
    const titles = happening.sources.flatMap(({ title }) => title ?? []).map((title) => wordsOf(happening, title))
    return (
      [...own].some((word) => draft.words.has(word)) &&
      titles.some((title) => sharedWords(new Set([...own, ...title]), common) >= DEED_ALIKE)
    )
  }
  const toldIn = new Set(draft.items.map((item) => item.source.article))
  const elsewhere = (happening: Happening) => !happening.sources.some((source) => toldIn.has(source.article))
  const near = happenings.filter(between)
  if (draft.form === 'invitation' || draft.form === 'visit') {
    const giver = draft.by ?? draft.between[0]!
    const other = draft.between.find((country) => country !== giver)!
    const [visitor, host] = draft.form === 'invitation' ? [other, giver] : [giver, other]
    // Where the promise names who will come, somebody else's visit does not answer it, nor talks of officials whom nobody names.
    const named = draft.items.flatMap((item) =>
      item.parties.filter((p) => p.country === visitor && p.code !== visitor).map((p) => p.name),
    )
    const right = (happening: Happening) => {
      const came = [...happening.actors, ...happening.recipients].filter((p) => p.country === visitor)
      return (
        named.length === 0 ||
        came.some((p) => named.includes(p.name) || (p.code === visitor && named.some((name) => isIn(name, happening))))
      )
    }
    const inTime = latest(60, 730)
    const came = near.find(
      (h) =>
        h.type === 'CONSULT' &&
        inTime(h) &&
        elsewhere(h) &&
        right(h) &&
        daysBetween(told, h.date!.start) > 0 &&
        ((h.mode.includes('visit') && fromTo(h, visitor, host)) ||
          (!h.mode.includes('phone') && h.place?.country === host)),
    )
    const off = near.find((h) => h.type === 'REJECT' && h.mode.includes('meet') && latest(0, 120)(h) && elsewhere(h))
    if (off && (!came || off.date!.start < came.date!.start))
      return step('withdrawn', off, 'a meeting was cancelled or refused')
    return came ? step('fulfilled', came, 'the visit took place') : null
  }
  if (draft.form === 'pledge' || draft.form === 'offer') {
    // "Promised to decide whether to lift the ban": lifting it is more than was promised.
    if (draft.items.every(({ words }) => WHETHER.test(words))) return null
    const giver = draft.by ?? draft.between[0]!
    const given = near.find(
      (h) =>
        ANSWERS.pledge!.types.includes(h.type) &&
        latest(180, 365)(h) &&
        elsewhere(h) &&
        statesOf(h.actors).includes(giver) &&
        fitsDeed(h),
    )
    return given ? step('fulfilled', given, 'what was promised is reported as done') : null
  }
  if (draft.form === 'ceasefire') {
    const shots = near.find((h) => h.type === 'ASSAULT' && latest(365, 365)(h) && daysBetween(told, h.date!.start) > 1)
    return shots ? step('broken', shots, 'fighting between the parties was reported after it') : null
  }
  if (draft.form === 'agreement') {
    const ended = near.find(
      (h) =>
        (h.type === 'SANCTION' || h.type === 'REJECT') &&
        latest(3650, 3650)(h) &&
        elsewhere(h) &&
        fits(h, 0.5) &&
        /suspend|cancel|withdr|scrap|abrogat|terminat|annul|pull(?:ed)? out/i.test(h.words),
    )
    if (ended) return step('withdrawn', ended, 'it was suspended or ended')
    if (due && draft.items.some(isToMeet)) {
      const inTime = latest(TALKS.grace, TALKS.open)
      const met = near.find(
        (h) =>
          (h.type === 'CONSULT' || (h.type === 'AGREE' && h.reciprocal && /\bagree/i.test(h.words))) &&
          inTime(h) &&
          elsewhere(h) &&
          daysBetween(h.date!.end, due.start) <= 31,
      )
      if (met) return step('fulfilled', met, met.type === 'CONSULT' ? 'the two met' : 'the two came to terms')
    }
    const stages = new Set(draft.steps.map((s) => s.stage))
    if (stages.has('signed') || stages.has('ratified') || stages.has('in-force')) return null
    const signed = near.find((h) => h.cameo.startsWith('057') && latest(90, 1100)(h) && elsewhere(h) && fits(h, 0.4))
    return signed ? step('signed', signed, 'a signature in the same words is reported') : null
  }
  return null
}

/** Whether a happening's words name somebody, if only by the last of his names. */
function isIn(name: string, { words }: Happening): boolean {
  return words.includes(name.split(' ').at(-1)!)
}
