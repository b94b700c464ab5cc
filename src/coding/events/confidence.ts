import type { Entity } from '../../ground/index.ts'
import type { DateInterval } from '../../text/index.ts'
import type { CodedEvent, EventType, Status } from '../record.ts'
import { type RelateModel, readSureness, Traits } from '../relate/index.ts'
import type { Candidate } from '../rules/match.ts'
import { daysBetween } from './dating.ts'
import type { Setting } from './setting.ts'

/** What the model of confidence reads: the words around as bytes (`encodeTelling`), and hashes of `signsOf`. */
export interface Sight {
  block: Int8Array
  signs: Int32Array
}

/** What is known of a coded event when its confidence is asked. */
export interface Sighting {
  candidate: Candidate
  type: EventType
  actors: readonly Entity[]
  recipients: readonly Entity[]
  reciprocal: boolean
  status: Status
  claimed: boolean
  /** How likely the parties of a side are that stand not in the act's own words; 0: they do. */
  implied: { actor: number; recipient: number }
  /** By how much the assumed country of a party outweighs every other; undefined where it is told. */
  leadOf: (entity: Entity) => number | undefined
  setting: Setting
  /** When it happened, and of which day the article is. */
  date: DateInterval | null
  articleDate: DateInterval | null
  /** The day is told in the event's own words. */
  dated: boolean
}

/**
 * The signs by which the model of confidence judges an event: the voice and how the rule demanded, what the model of words hears in the predicate, how sure the
 * model of parties is, who takes part, and how it is told. Numbers become one sign for every mark they pass. The
 * result is hashes; `signs` is emptied and filled.
 */
export function signsOf(sighting: Sighting, signs: Traits = SCRATCH): Int32Array {
  signs.clear()
  const { candidate, type, actors, recipients, reciprocal, status, claimed, implied } = sighting
  const { rule, clause, heard, sureness } = candidate
  const learned = rule.id.startsWith('learned/')
  const voice = learned ? 'l' : 'r'
  signs.add('all')
  signs.add('voice:', voice)
  signs.addBoth(voice, 'type:', type)
  signs.add('status:', status)
  signs.add('kind:', clause.kind)
  const passed = (name: string, value: number, marks: readonly number[]) => {
    for (let m = 0; m < marks.length && value > marks[m]!; m++) signs.addBoth(voice, name, '>', nameOf(marks[m]!))
  }
  if (!learned) {
    signs.add('rule:', rule.id)
    passed('demands', rule.specificity, [1, 3, 5, 7, 9, 12])
  }
  const [family] = rule.id.split('/')
  if (family !== type.toLowerCase() && !learned) signs.add('converted')
  passed('own', heard?.own ?? 0.5, CHANCES)
  passed('none', heard?.none ?? 0.5, CHANCES)
  passed('other', heard?.other ?? 0.5, [0.02, 0.1, 0.3, 0.5])
  passed('named', sureness?.named ?? 0.5, CHANCES)
  passed('left', sureness?.left ?? 0.5, CHANCES)
  passed('path', candidate.pathLength, [1, 2, 3, 4, 6])
  passed('words', clause.sentence.tokens.length, [12, 20, 28, 36, 46])
  passed('actors', actors.length, [0, 1, 2])
  passed('recipients', recipients.length, [0, 1, 2])
  if (reciprocal) signs.add('reciprocal')
  if (claimed) signs.add('claimed')
  for (const [name, chance] of [
    ['implied', implied.recipient],
    ['doer implied', implied.actor],
  ] as const) {
    if (chance === 0) continue
    signs.addBoth(type, name)
    passed(name, chance, [0.6, 0.7, 0.8, 0.9])
  }
  if (clause.modal) {
    signs.add('modal')
    signs.add('modal:', clause.modal)
  }
  if (clause.conditional) signs.add('conditional')
  if (clause.light !== undefined) signs.add('light')
  if (clause.sentence.in) signs.add('title')
  if (clause.parent) signs.add('under:', clause.parent.relation)
  else signs.add('main')
  const side = sideOf(actors, recipients)
  signs.add('side:', side)
  signs.add('sides:', side, '|', type)
  for (const [name, list] of [
    ['a', actors],
    ['r', recipients],
  ] as const) {
    if (list.length === 0) {
      signs.add(name, '0')
      signs.add(name, '0|', type)
    }
    for (const entity of list.slice(0, 3)) {
      signs.add(name, ':', entity.kind)
      signs.add(name, 's:', entity.sectors[0] ?? '-')
      if (entity.country === null && !/^(IGO|NGO|MNC|IMG)/.test(entity.code)) signs.add(name, ':nowhere')
      const lead = sighting.leadOf(entity)
      if (entity.basis === 'assumed') signs.add(name, ':assumed')
      if (lead !== undefined) {
        signs.add(name, ':by weight')
        passed(`${name} lead`, lead, LEADS)
      }
    }
  }
  const given = new Set([...candidate.actorTokens, ...candidate.recipientTokens])
  for (const each of [...clause.agents, ...clause.patients])
    if (given.has(each.token) && each.via !== 'syntax') signs.add('via:', each.via)
  settingSigns(sighting, signs)
  return signs.hashes()
}

/** What the article around makes of it: news of its first lines between the countries it is about, or a remark in passing. */
function settingSigns(sighting: Sighting, signs: Traits): void {
  const { candidate, type, actors, recipients, setting, date, articleDate, dated } = sighting
  const { clause } = candidate
  signs.addBoth(type, 'lemma:', clause.lemma)
  signs.addBoth(type, 'tense:', clause.tense, clause.negated ? ' not' : '')
  signs.add('long:', setting.long)
  signs.addBoth(setting.long, 'at:', setting.at)
  for (const matter of setting.matters) signs.addBoth(type, 'matter:', matter)
  if (setting.about) signs.add('about:', setting.about)
  if (setting.quoted) signs.addBoth(type, 'quoted')
  signs.addBoth(type, 'lag:', lagOf(date, articleDate), dated ? ' told' : '')
  for (const [name, list] of [
    ['a', actors],
    ['r', recipients],
  ] as const) {
    for (const entity of list.slice(0, 3)) {
      signs.addBoth(setting.long, name, ' rank ', setting.rankOf(entity))
      signs.addBoth(type, name, ' stands ', setting.formOf(entity))
    }
  }
}

/** How long before the article something happened, in steps. */
function lagOf(date: DateInterval | null, articleDate: DateInterval | null): string {
  if (!date || !articleDate) return 'open'
  if (date.start > articleDate.end) return 'ahead'
  const days = daysBetween(date.end, articleDate.start)
  return days < 2 ? 'now' : days < 8 ? 'week' : days < 45 ? 'month' : days < 370 ? 'year' : 'past'
}

const SCRATCH = new Traits()

const LEADS = [0.2, 0.5, 1, 1.5, 2, 3, 4]

const CHANCES = [0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98]

const markNames = new Map<number, string>()

/** A mark as its sign has it; written out once. */
function nameOf(mark: number): string {
  let name = markNames.get(mark)
  if (name === undefined) markNames.set(mark, (name = String(mark)))
  return name
}

/** Whether an event is between countries, within one, or of one side alone. */
function sideOf(actors: readonly Entity[], recipients: readonly Entity[]): string {
  const key = (entity: Entity) => entity.country ?? entity.code
  const home = new Set(actors.map(key))
  if (actors.length === 0) return 'faceless'
  if (recipients.length === 0) return home.size > 1 ? 'several' : 'alone'
  return recipients.some((entity) => !home.has(key(entity))) ? 'abroad' : 'home'
}

/** The chance that an event is right in type, parties and reality: calibrated over rules and learned voice together (docs/confidence.md). */
export function confidenceOf({ block, signs }: Sight, model: RelateModel): number {
  return Math.round(readSureness(block, signs, model.sureness) * 100) / 100
}

/**
 * Events less likely to be right are not recorded, right meaning strictly that the parties are those of whom the words speak. On unread stories F1 would be best below 0.3; precision is as high here as the model
 * before had it (November 2026).
 */
const RECORDED_FROM = 0.35

/** Whether an event is sure enough to stand in the record. */
export const isRecorded = ({ confidence }: Pick<CodedEvent, 'confidence'>): boolean => confidence >= RECORDED_FROM
