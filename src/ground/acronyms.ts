import type { Sentence } from '../parse/index.ts'
import type { Reading } from './candidates.ts'
import { lettersOf } from './drafts.ts'
import { foldName, unitsOf } from './lexicon/fold.ts'
import type { Body } from './lexicon/lexicon.ts'

/**
 * "The Seven-Party Alliance (SPA)": letters that an article spells out mean what it says and no listed body of other words; nor, where they stand in brackets behind another body's name ("the Islamic
 * Defenders' Front (FPI)", which are its letters in its own tongue), one of a country of which the article does not speak.
 */
export function settleAcronyms(readings: readonly Reading[]): void {
  const longs = new Map<string, string[]>()
  const renamed = new Map<string, string[]>()
  for (const { sentence, names } of readings) {
    for (const name of names) {
      const [open, letters, close] = sentence.tokens.slice(name.to, name.to + 3)
      if (open?.form !== '(' || close?.form !== ')' || !/^[A-Z]{2,}$/.test(letters!.form) || name.match) continue
      if (lettersOf(name.units) === letters!.form.toLowerCase()) longs.set(letters!.form.toLowerCase(), name.units)
      else if (name.seems === 'organization') renamed.set(letters!.form.toLowerCase(), name.units)
    }
    sentence.tokens.forEach(({ form }, t) => {
      const letters = form.toLowerCase()
      if (!/^[A-Z]{3,}$/.test(form) || sentence.tokens[t - 1]?.form !== '(' || longs.has(letters)) return
      const units = spelledBefore(sentence, t - 1, letters)
      if (units) longs.set(letters, units)
    })
  }
  if (longs.size === 0 && renamed.size === 0) return
  const spokenOf = new Set(
    readings.flatMap(({ matches }) =>
      matches.flatMap(({ refs }) => refs.flatMap((ref) => (ref.type === 'state' ? [ref.state.code] : []))),
    ),
  )
  const isOfOthers = (body: Body) => body.country !== null && !spokenOf.has(body.country)
  for (const reading of readings)
    for (const name of reading.names) {
      if (name.units.length !== 1 || !name.match) continue
      const long = longs.get(name.units[0]!)
      const isWrong = (body: Body) =>
        (long !== undefined && isOther(body, long)) || (renamed.has(name.units[0]!) && isOfOthers(body))
      if (!name.match.refs.every((ref) => ref.type === 'body' && isWrong(ref.body))) continue
      const stands = long ? undefined : renamed.get(name.units[0]!)
      if (stands) {
        name.units = stands
        name.seems = 'organization'
      }
      name.match.refs = []
      name.match = null
    }
}

/** "The Confederation of British Industry (CBI": the words before a bracket that begin with these letters, folded; `null` where they do not. */
function spelledBefore({ tokens }: Sentence, bracket: number, letters: string): string[] | null {
  const units: string[] = []
  for (let t = bracket - 1; t >= 0 && units.length < letters.length; t--) {
    const { form } = tokens[t]!
    if (/^(?:of|the|for|and|in|on|&)$/.test(form)) continue
    const unit = foldName(form)
    if (!/^\p{Lu}/u.test(form) || unit[0] !== letters[letters.length - 1 - units.length]) return null
    units.unshift(unit)
  }
  return units.length === letters.length ? units : null
}

/** True for a body of whose name no long word stands among these. */
const isOther = (body: Body, units: readonly string[]): boolean =>
  // "ISAF" is listed under its letters.
  !/^[A-Z-]{2,}$/.test(body.name) && !unitsOf(body.name).some(({ key }) => key.length > 3 && units.includes(key))
