import { userInfo } from 'node:os'
import { type Change, type Correction, openLedger, type Party } from '../ledger/index.ts'
import { decisionLine } from './happening-words.ts'
import { print, UsageError } from './output.ts'

type Action = Correction['action']

/** `detente correct`: keeps what a person says of happenings, reports and items, and applies it. */
export async function runCorrect(
  action: Action,
  targets: string[],
  options: { ledger: string; by?: string; why?: string; set?: string[]; json?: boolean },
): Promise<void> {
  const correction = correctionOf(action, targets, options.set ?? [])
  const ledger = await openLedger(options.ledger)
  try {
    const decision = await ledger.correct(correction, options.by ?? userInfo().username, options.why ?? '')
    await print(options.json ? `${JSON.stringify(decision)}\n` : `${decisionLine(decision)}\n`)
  } finally {
    await ledger.close()
  }
}

function correctionOf(action: Action, targets: string[], set: string[]): Correction {
  const one = (): string => {
    if (targets.length !== 1) throw new UsageError(`${action} takes one id; detente find and detente show list them.`)
    return targets[0]!
  }
  if (action !== 'edit' && set.length) throw new UsageError('--set belongs to edit.')
  switch (action) {
    case 'merge':
      return { action, targets }
    case 'split':
      return { action, reports: targets }
    case 'undo':
      return { action, decision: one() }
    case 'edit':
      return { action, target: one(), change: changeOf(set) }
    default:
      return { action, target: one() }
  }
}

/** `type=ACCUSE`, `date=2003-02-05` (or `2003-02-01..2003-02-28`), `actors=RUS:GOV:Russia,CHN`, `mode=visit,phone`; `none` empties a field. */
function changeOf(set: string[]): Change {
  if (set.length === 0) throw new UsageError('Say what to change: --set type=ACCUSE --set date=2003-02-05.')
  const change: { [field: string]: unknown } = {}
  for (const pair of set) {
    const at = pair.indexOf('=')
    if (at < 1) throw new UsageError(`"${pair}" is no change; write field=value.`)
    const [field, value] = [pair.slice(0, at), pair.slice(at + 1)]
    const list = value === 'none' ? [] : value.split(',').map((part) => part.trim())
    if (field === 'actors' || field === 'recipients') change[field] = list.map(partyOf)
    else if (field === 'assertedBy') change[field] = value === 'none' ? null : partyOf(value)
    else if (field === 'mode' || field === 'contexts') change[field] = list
    else if (field === 'reciprocal') change[field] = value === 'true'
    else if (field === 'date') change[field] = value === 'none' ? null : dateOf(value)
    else if (field === 'place') change[field] = value === 'none' ? null : placeOf(value)
    else if (field === 'type') change[field] = value.toUpperCase()
    else if (field === 'status' || field === 'cameo') change[field] = value
    else throw new UsageError(`An event has no "${field}" to set.`)
  }
  return change as Change
}

/** `RUS`, `RUS:GOV` or `RUS:GOV:Vladimir Putin`. */
function partyOf(text: string): Party {
  const [country = '', sector = '', name = ''] = text.split(':')
  if (!/^[A-Z]{3}$/.test(country))
    throw new UsageError(`"${text}" is no party; write RUS, RUS:GOV or RUS:GOV:Name (ISO 3166 alpha-3).`)
  return { name: name || country, code: `${country}${sector}`, country, sector: sector || null }
}

function dateOf(text: string): Change['date'] {
  const [start = '', end = start] = text.split('..')
  for (const day of [start, end])
    if (!/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/.test(day))
      throw new UsageError(`"${text}" is no date; write 2003-02-05 or 2003-02-01..2003-02-28.`)
  const days = (Date.parse(end) - Date.parse(start)) / 86_400_000
  return { start, end, precision: days < 1 ? 'day' : days < 8 ? 'week' : days < 32 ? 'month' : 'year' }
}

/** `Moscow` or `Moscow:RUS`. */
function placeOf(text: string): Change['place'] {
  const [name = '', country] = text.split(':')
  return { name, country: country || null }
}
