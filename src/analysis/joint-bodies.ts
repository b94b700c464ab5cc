import type { Happening, LedgerItem } from '../ledger/index.ts'
import type { DateInterval } from '../text/index.ts'
import { type Cite, citeHappening, citeItem, concernsPair, dayOfItem, daysBetween, itemsByDay } from './citing.ts'

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
  /** Usual days between sessions; null with fewer than three. */
  usualGapDays: number | null
  quietDays: number | null
  /** `lapsed`: no session for more than half again its usual gap, or two years; `never met`: none a year after it was set up. */
  status: 'active' | 'lapsed' | 'never met' | 'new'
  cites: Cite[]
}

const BODY =
  /\b(?:(?:joint|intergovernmental|inter-governmental|bilateral|high-level|mixed|standing|strategic|ministerial|permanent|military|border|economic|consular|technical)\s+)*(?:joint|intergovernmental|inter-governmental|bilateral|mixed|working|border|strategic|ministerial)\s+(?:(?:economic|military|defence|defense|trade|border|boundary|ministerial|technical|business|cooperation|intergovernmental|water|consultative|consultation)\s+)*(?:commission|committee|council|group|panel|task force)\b(?:\s+(?:on|for|against)\s+(?:the\s+)?[a-z-]+(?:\s+(?:and|drug|cooperation)\s?[a-z-]*)?)?/i

const OTHER_BODY =
  /\b(?:hotline|(?:strategic|political|economic|security|human rights|composite) dialogue|(?:joint|anti-terror(?:ism)?|consultation|monitoring) mechanism|joint body(?:\s+(?:on|for|against)\s+[a-z-]+)?)\b/i

/** What a text calls a joint body, lower case; null where it names none. */
export function bodyNamed(words: string): string | null {
  const found = (BODY.exec(words) ?? OTHER_BODY.exec(words))?.[0]
  return found
    ? found
        .replace(/\s+/g, ' ')
        .replace(/ (?:and|the) ?$/i, '')
        .toLowerCase()
    : null
}

/** The kind of body without its subject, by which later words are recognised. */
function kindOf(name: string): string {
  return name.replace(/ (?:on|for|against) .*$/, '').replace(/^(?:high-level|standing|permanent|new) /, '')
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
    founded: string | null
    foundedOn: DateInterval | null
    sessions: JointBody['sessions']
    next: JointBody['next']
    cites: Cite[]
  }
  const bodies = new Map<string, Draft>()
  const draft = (name: string): Draft => {
    const kind = kindOf(name)
    const known = bodies.get(kind)
    if (known) {
      if (name.length > known.name.length) known.name = name
      return known
    }
    const made: Draft = { name, kind, founded: null, foundedOn: null, sessions: [], next: null, cites: [] }
    bodies.set(kind, made)
    return made
  }
  const unnamed = (id: string): Draft => {
    const made: Draft = {
      name: 'joint body',
      kind: id,
      founded: null,
      foundedOn: null,
      sessions: [],
      next: null,
      cites: [],
    }
    bodies.set(id, made)
    return made
  }
  for (const item of itemsByDay(items)) {
    if (item.kind !== 'commitment' || !concernsPair(item.parties, pair)) continue
    const name = bodyNamed(item.words) ?? (item.item.form === 'working-group' ? '' : null)
    if (name === null) continue
    const body = name === '' ? unnamed(item.id) : draft(name)
    body.cites.push(citeItem(item))
    const day = dayOfItem(item)
    if (
      item.item.form === 'working-group' &&
      item.item.stage !== 'withdrawn' &&
      body.founded === null &&
      body.sessions.length === 0
    ) {
      body.founded = day
      body.foundedOn = item.date
    }
    if (item.item.due && item.item.due.end >= asOf) body.next = { start: item.item.due.start, end: item.item.due.end }
  }
  const met = happenings.filter(({ type, status, date }) => type === 'CONSULT' && status === 'actual' && date)
  for (const happening of met.sort((a, b) => (a.id < b.id ? -1 : 1))) {
    if (!happening.date) continue
    if (!concernsPair([...happening.actors, ...happening.recipients], pair)) continue
    const name = bodyNamed(happening.words)
    if (!name) continue
    const body = draft(name)
    const cite = citeHappening(happening)
    body.sessions.push({ day: happening.date.start, place: happening.place?.name ?? null, cite })
    body.cites.push(cite)
  }
  return [...bodies.values()]
    .map((body): JointBody => {
      body.sessions.sort((a, b) => (a.day! < b.day! ? -1 : 1))
      const days = [...new Set(body.sessions.map((session) => session.day!))]
      const last = days[days.length - 1] ?? null
      const usualGapDays = days.length >= 3 ? Math.round(daysBetween(days[0]!, last!) / (days.length - 1)) : null
      const quietDays = last ? daysBetween(last, asOf) : body.founded ? daysBetween(body.founded, asOf) : null
      const limit = usualGapDays ? Math.max(180, usualGapDays * 1.5) : 730
      const status =
        body.next !== null
          ? 'active'
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
        next: body.next,
        usualGapDays,
        quietDays,
        status,
        cites: body.cites,
      }
    })
    .sort((a, b) => ((a.last ?? a.founded ?? '') < (b.last ?? b.founded ?? '') ? 1 : -1))
}
