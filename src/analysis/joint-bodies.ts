import type { Happening, LedgerItem } from '../ledger/index.ts'
import type { DateInterval } from '../text/index.ts'
import { type Cite, citeHappening, citeItem, concernsPair, dayOfItem, daysBetween, itemsByDay } from './citing.ts'
import type { CommitmentItem } from './register-drafts.ts'

/** A commission, committee or working group of the two states. */
export interface JointBody {
  /** As the words call it, lower case: "joint commission", "working group on terrorism". */
  name: string
  /** First day it is reported to have been agreed or set up. */
  founded: string | null
  /** The same as exactly as it is told; null where only the day of a report is known. */
  foundedOn: DateInterval | null
  sessions: { day: string | null; place: string | null; cite: Cite }[]
  last: string | null
  /** A session that is announced for a day still to come. */
  next: { start: string; end: string } | null
  /** The last session that was announced for days gone by, where none is told of since. */
  missed: { start: string; end: string } | null
  /** Where `next`, or else `missed`, was announced. */
  announcedIn: Cite | null
  /** Usual days between sessions; null with fewer than three. */
  usualGapDays: number | null
  quietDays: number | null
  /** `lapsed`: no session for more than half again its usual gap, or two years; `never met`: none a year after it was set up; `overdue`: an announced session is not told of, and a quarter has gone by. */
  status: 'active' | 'lapsed' | 'overdue' | 'never met' | 'new'
  cites: Cite[]
}

const BODY =
  /\b(?:(?:joint|intergovernmental|inter-governmental|bilateral|binational|high-level|mixed|standing|strategic|ministerial|permanent|military|border|economic|consular|technical)\s+)*(?:joint|intergovernmental|inter-governmental|bilateral|binational|mixed|working|border|strategic|ministerial)\s+(?:(?:economic|military|defence|defense|trade|border|boundary|ministerial|technical|business|cooperation|intergovernmental|water|consultative|consultation)\s+)*(?:commission|committee|council|group|panel|task force)s?\b(?:\s+(?:on|for|against)\s+(?:the\s+)?[a-z-]+(?:\s+(?:and|drug|cooperation)\s?[a-z-]*)?)?/i

const OTHER_BODY =
  /\b(?:hotline|(?:strategic|political|economic|security|human rights|composite) dialogue|(?:joint|anti-terror(?:ism)?|consultation|monitoring) mechanism|joint body(?:\s+(?:on|for|against)\s+[a-z-]+)?)\b/i

/** Whether a text names a joint body. */
export const namesBody = (words: string): boolean => BODY.test(words) || OTHER_BODY.test(words)

const [BODIES, OTHER_BODIES] = [BODY, OTHER_BODY].map((each) => new RegExp(each.source, 'gi'))

/** What a text calls joint bodies, lower case, each once: "a hotline and working groups" are two. */
export function bodiesNamed(words: string): string[] {
  const found = [...(words.match(BODIES!) ?? []), ...(words.match(OTHER_BODIES!) ?? [])]
  return [
    ...new Set(
      found.map((name) =>
        name
          .replace(/\s+/g, ' ')
          .replace(/ (?:and|the) ?$/i, '')
          // "on the other six issues" names no subject.
          .replace(/ (?:on|for|against) (?:the )?(?:other|all|each|many|several|these|those|this|that)$/i, '')
          .toLowerCase(),
      ),
    ),
  ]
}

/** Words of a session that was held, and of one that is to be. */
const HELD =
  /\b(?:met|held|gathered|convened|opened|ended|concluded)\b[^.;]*\b(?:session|meeting|round) of (?:an?|the|their)\b/i
const NEXT =
  /\b(?:next|first|second|third|new) (?:session|meeting|round)\b|\b(?:it|they|the (?:group|commission|committee|body)) will (?:meet|convene)\b/i
/** What is due by a day: "to reopen consulates *by the end of the year*", "will meet *in May*". */
const BY_A_DAY =
  /\b(?:by|before|within|until) (?:the end of |mid-?|early |late )?(?:the |this |next )?[\p{L}\d]+|\b(?:will|would|is to|are to|to) (?:\p{Ll}+ ){0,2}(?:meet|convene|gather|hold)\b/u

/** Whether the day that a text tells is that of a body's session, and not of another of the things agreed on beside it ("to reopen consulates by the end of the year and to revive a joint commission"). */
function isDueOf(words: string, kind: string): boolean {
  const noun = kind.split(' ').at(-1)!
  const due = words.split(/,| and (?=to \p{Ll})/u).filter((clause) => BY_A_DAY.test(clause))
  return (
    due.length === 0 ||
    NEXT.test(words) ||
    due.some((clause) => clause.toLowerCase().includes(noun) || /^\s*(?:which|that|it|they)\b/.test(clause))
  )
}
/** Days after which words of a kind that sets no name ("working groups") mean another body than the one known. */
const FORGOTTEN = 1100
/** Days after which an announced session that nobody tells of is called overdue. */
const QUARTER = 92

/** The kind of body without its subject, by which later words are recognised. */
function kindOf(name: string): string {
  return name
    .replace(/(?<=group|commission|committee|council|panel|force)s\b/, '')
    .replace(/ (?:on|for|against) .*$/, '')
    .replace(/^(?:high-level|standing|permanent|new) /, '')
}

/** The joint bodies of two states with their sessions, newest first. */
export function jointBodiesOf(
  items: LedgerItem[],
  happenings: Happening[],
  pair: [string, string],
  asOf: string,
): JointBody[] {
  interface Draft {
    name: string
    kind: string
    /** The last day on which anything is told of it. */
    lastDay: string | null
    founded: string | null
    foundedOn: DateInterval | null
    sessions: JointBody['sessions']
    /** Sessions that are announced. */
    announced: { start: string; end: string; cite: Cite }[]
    cites: Cite[]
  }
  const bodies = new Map<string, Draft>()
  const draft = (name: string, day: string | null): Draft => {
    const kind = kindOf(name)
    const known = bodies.get(kind)
    if (known && !isForgotten(known, day)) {
      if (name.length > known.name.length) known.name = name
      if (day !== null && (known.lastDay === null || day > known.lastDay)) known.lastDay = day
      return known
    }
    // The older one stays, under a name that no words find.
    if (known) bodies.set(`${kind} ${known.lastDay}`, known)
    const made: Draft = {
      name,
      kind,
      lastDay: day,
      founded: null,
      foundedOn: null,
      sessions: [],
      announced: [],
      cites: [],
    }
    bodies.set(kind, made)
    return made
  }
  const isForgotten = ({ kind, lastDay }: Draft, day: string | null) =>
    kind === 'working group' && day !== null && lastDay !== null && Math.abs(daysBetween(lastDay, day)) > FORGOTTEN
  const unnamed = (id: string): Draft => {
    const made: Draft = {
      name: 'joint body',
      kind: id,
      lastDay: null,
      founded: null,
      foundedOn: null,
      sessions: [],
      announced: [],
      cites: [],
    }
    bodies.set(id, made)
    return made
  }
  const told = itemsByDay(items).filter(
    (item): item is CommitmentItem => item.kind === 'commitment' && concernsPair(item.parties, pair),
  )
  for (const item of told) {
    const names = bodiesNamed(item.words)
    const named =
      names.length > 0
        ? names.map((name) => draft(name, dayOfItem(item)))
        : item.item.form === 'working-group'
          ? [unnamed(item.id)]
          : []
    for (const body of new Set(named)) {
      body.cites.push(citeItem(item))
      const day = dayOfItem(item)
      // "Met on Wednesday for the first session of a dialogue": a session, whenever it was set up.
      if (item.date && item.date.start === item.date.end && HELD.test(item.words)) {
        if (!body.sessions.some((session) => session.day === day))
          body.sessions.push({ day, place: null, cite: citeItem(item) })
      } else if (
        item.item.form === 'working-group' &&
        item.item.stage !== 'withdrawn' &&
        body.founded === null &&
        body.sessions.length === 0
      ) {
        body.founded = day
        body.foundedOn = item.date
      }
      if (item.item.due && body.kind !== 'hotline' && isDueOf(item.words, body.kind))
        body.announced.push({ ...item.item.due, cite: citeItem(item) })
    }
  }
  // "The next session will be held in Moscow in 2014": of the one body that its article names.
  for (const item of told) {
    if (!item.item.due || bodiesNamed(item.words).length > 0 || !NEXT.test(item.words)) continue
    const there = [...bodies.values()].filter(({ cites }) =>
      cites.some(({ article }) => article === item.source.article),
    )
    if (there.length !== 1) continue
    there[0]!.announced.push({ ...item.item.due, cite: citeItem(item) })
    there[0]!.cites.push(citeItem(item))
  }
  const met = happenings.filter(({ type, status, date }) => type === 'CONSULT' && status === 'actual' && date)
  for (const happening of met.sort((a, b) => (a.id < b.id ? -1 : 1))) {
    if (!happening.date) continue
    if (!concernsPair([...happening.actors, ...happening.recipients], pair)) continue
    const cite = citeHappening(happening)
    for (const body of new Set(bodiesNamed(happening.words).map((name) => draft(name, happening.date!.start)))) {
      body.sessions.push({ day: happening.date.start, place: happening.place?.name ?? null, cite })
      body.cites.push(cite)
    }
  }
  return [...bodies.values()]
    .map((body): JointBody => {
      body.sessions.sort((a, b) => (a.day! < b.day! ? -1 : 1))
      const days = [...new Set(body.sessions.map((session) => session.day!))]
      const last = days[days.length - 1] ?? null
      const usualGapDays = days.length >= 3 ? Math.round(daysBetween(days[0]!, last!) / (days.length - 1)) : null
      const quietDays = last ? daysBetween(last, asOf) : body.founded ? daysBetween(body.founded, asOf) : null
      const { announced } = body
      const next = announced.filter(({ end }) => end >= asOf).sort((a, b) => (a.start < b.start ? -1 : 1))[0] ?? null
      const due = announced.filter(({ end }) => end < asOf).sort((a, b) => (a.end < b.end ? 1 : -1))[0] ?? null
      const missed = due && (last === null || last < due.start) ? due : null
      const limit = usualGapDays ? Math.max(180, usualGapDays * 1.5) : 730
      const status =
        // A hotline holds no sessions.
        next !== null || body.kind === 'hotline'
          ? 'active'
          : missed && daysBetween(missed.end, asOf) > QUARTER
            ? 'overdue'
            : last === null
              ? quietDays === null || quietDays <= 365
                ? 'new'
                : 'never met'
              : quietDays! > limit
                ? 'lapsed'
                : 'active'
      return {
        name: body.name,
        founded: body.founded,
        foundedOn: body.foundedOn,
        sessions: body.sessions,
        last,
        next: next && { start: next.start, end: next.end },
        missed: missed && { start: missed.start, end: missed.end },
        announcedIn: (next ?? missed)?.cite ?? null,
        usualGapDays,
        quietDays,
        status,
        cites: body.cites,
      }
    })
    .sort((a, b) => ((a.last ?? a.founded ?? '') < (b.last ?? b.founded ?? '') ? 1 : -1))
}
