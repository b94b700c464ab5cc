import { dayInterval, dayNumber, easter, nthWeekday, weekInterval } from './calendar.ts'
import { whichBefore } from './calendar-rules.ts'
import { chooseYearly } from './choosing.ts'
import type { Lexeme } from './lexer.ts'
import { absolute, lexemeAt, type Match, relative, wordAt } from './matching.ts'
import { isYear } from './year-rules.ts'

/** Feasts whose day can be computed, each with the day number in a year. Feasts that differ by country ("Independence Day") are left out. */
const fixed = (month: number, day: number) => (year: number) => dayNumber(year, month, day)

const feasts: [name: string, dayIn: (year: number) => number][] = [
  ["new year ' s day", fixed(1, 1)],
  ["new year ' s eve", fixed(12, 31)],
  ['new year s eve', fixed(12, 31)],
  ["new year ' s", fixed(1, 1)],
  ['new year', fixed(1, 1)],
  ['christmas eve', fixed(12, 24)],
  ['christmas day', fixed(12, 25)],
  ['christmas', fixed(12, 25)],
  ['boxing day', fixed(12, 26)],
  ["valentine ' s day", fixed(2, 14)],
  ["women ' s day", fixed(3, 8)],
  ["st . patrick ' s day", fixed(3, 17)],
  ["april fools ' day", fixed(4, 1)],
  ["april fool ' s day", fixed(4, 1)],
  ['earth day', fixed(4, 22)],
  ['anzac day', fixed(4, 25)],
  ['may day', fixed(5, 1)],
  ['fourth of july', fixed(7, 4)],
  ['bastille day', fixed(7, 14)],
  ['halloween', fixed(10, 31)],
  ["all saints ' day", fixed(11, 1)],
  ['armistice day', fixed(11, 11)],
  ['veterans day', fixed(11, 11)],
  ["veterans ' day", fixed(11, 11)],
  ['world aids day', fixed(12, 1)],
  ['human rights day', fixed(12, 10)],
  ['martin luther king day', (year) => nthWeekday(year, 1, 1, 3)],
  ["presidents ' day", (year) => nthWeekday(year, 2, 1, 3)],
  ['presidents day', (year) => nthWeekday(year, 2, 1, 3)],
  ['memorial day', (year) => nthWeekday(year, 5, 1, -1)],
  ['labor day', (year) => nthWeekday(year, 9, 1, 1)],
  ['columbus day', (year) => nthWeekday(year, 10, 1, 2)],
  ['election day', (year) => nthWeekday(year, 11, 1, 1) + 1],
  ['thanksgiving day', (year) => nthWeekday(year, 11, 4, 4)],
  ['thanksgiving', (year) => nthWeekday(year, 11, 4, 4)],
  ['ash wednesday', (year) => easter(year) - 46],
  ['palm sunday', (year) => easter(year) - 7],
  ['maundy thursday', (year) => easter(year) - 3],
  ['good friday', (year) => easter(year) - 2],
  ['holy saturday', (year) => easter(year) - 1],
  ['easter sunday', easter],
  ['easter monday', (year) => easter(year) + 1],
  ['easter', easter],
  ['ascension day', (year) => easter(year) + 39],
  ['whit monday', (year) => easter(year) + 50],
  ['pentecost', (year) => easter(year) + 49],
]

const byFirstWord = new Map<string, { words: string[]; dayIn: (year: number) => number }[]>()
for (const [name, dayIn] of feasts) {
  const words = name.split(' ')
  byFirstWord.set(words[0]!, [...(byFirstWord.get(words[0]!) ?? []), { words, dayIn }])
}
export const feastStarters: readonly string[] = [...byFirstWord.keys()]

/** Words that make another thing of a feast's name: the lunar New Year, Christmas Island, the Easter Rising. */
const spoilsBefore =
  /^(lunar|chinese|orthodox|tibetan|jewish|muslim|islamic|iranian|persian|buddhist|vietnamese|thai|khmer|hindu|coptic|father)$/
const spoilsAfter =
  /^(island|islands|rising|uprising|tree|trees|card|cards|gift|gifts|carol|carols|present|presents|shopping|egg|eggs|bunny)$/

/** "Christmas Eve", "Christmas Eve in 2000", "last Thanksgiving", "Good Friday 1998", "Easter week". */
export function feastRule(lexemes: readonly Lexeme[], at: number): Match | null {
  if (!lexemeAt(lexemes, at).capital) return null
  for (const { words, dayIn } of byFirstWord.get(wordAt(lexemes, at)) ?? []) {
    if (!words.every((word, i) => wordAt(lexemes, at + i) === word)) continue
    const to = at + words.length
    if (spoilsBefore.test(wordAt(lexemes, at - 1)) || spoilsAfter.test(wordAt(lexemes, to))) return null
    if (words.join(' ') === 'new year' && wordAt(lexemes, at - 1) !== 'the') return null
    const comma = /^(?:,|in|of)$/.test(wordAt(lexemes, to)) ? to + 1 : to
    if (isYear(lexemes, comma) || (lexemeAt(lexemes, comma).value > 1800 && lexemeAt(lexemes, comma).value < 2200)) {
      return absolute(at, comma + 1, dayInterval(dayIn(lexemeAt(lexemes, comma).value)))
    }
    const { which, from } = whichBefore(lexemes, at)
    const week = wordAt(lexemes, to) === 'week'
    return relative(
      from,
      week ? to + 1 : to,
      (setting) => {
        const day = chooseYearly(setting, dayIn, which)
        if (!week) return day
        const [year, month, monthDay] = day.start.split('-').map(Number) as [number, number, number]
        return weekInterval(dayNumber(year, month, monthDay))
      },
      { basis: 'assumed' },
    )
  }
  return null
}
