const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

/**
 * The day a date given with an article names, in its own time zone, as ISO: "2003-02-06T10:00Z", "20030206", "2003/02/06", "Thu, 06 Feb 2003
 * 10:00:00 GMT", "6 February 2003", "February 6, 2003", "17.03.2009". `undefined` for what has no one reading ("02/03/2009").
 */
export function givenDay(date: string | undefined | null): string | undefined {
  if (!date || date.length > 200) return undefined
  const numbers =
    /^\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/.exec(date) ??
    /^\s*((?:19|20)\d\d)(\d\d)(\d\d)(?:\D|\d{6}\D?|$)/.exec(date)
  if (numbers) return iso(Number(numbers[1]), Number(numbers[2]), Number(numbers[3]))
  const dayFirst = /\b(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3})[a-z]*\.?,?[ -](\d{4})\b/i.exec(date)
  if (dayFirst) return iso(Number(dayFirst[3]), monthOf(dayFirst[2]!), Number(dayFirst[1]))
  const monthFirst = /\b([a-z]{3})[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b/i.exec(date)
  if (monthFirst) return iso(Number(monthFirst[3]), monthOf(monthFirst[1]!), Number(monthFirst[2]))
  const european = /^\s*(\d{1,2})\.(\d{1,2})\.(\d{4})\b/.exec(date)
  if (european) return iso(Number(european[3]), Number(european[2]), Number(european[1]))
  const slashed = /^\s*(\d{1,2})[/-](\d{1,2})[/-](\d{4})\b/.exec(date)
  if (!slashed) return undefined
  const [a, b, year] = [Number(slashed[1]), Number(slashed[2]), Number(slashed[3])]
  return a > 12 ? iso(year, b, a) : b > 12 || a === b ? iso(year, a, b) : undefined
}

const monthOf = (word: string) => months.indexOf(word.toLowerCase()) + 1

function iso(year: number, month: number, day: number): string | undefined {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  if (!days || day < 1 || day > days || year < 1000) return undefined
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
