const unseen =
  /[\u200B\u2060\uFEFF\u00AD\u061C\u180E\u202A-\u202E\u2066-\u2069\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/g

/**
 * Text as it is safe to show: without zero-width characters, bidirectional overrides and control characters, which could make words look like
 * others. Plain right-to-left letters stay.
 */
export const shown = (text: string): string => text.replace(unseen, '')

/** How many characters `shown` takes out. */
export const unseenIn = (text: string): number => text.match(unseen)?.length ?? 0

/** "1 event", "12 events". */
export const counted = (n: number, one: string, many = `${one}s`): string => `${grouped(n)} ${n === 1 ? one : many}`

/** A whole number in groups of three digits. */
export const grouped = (n: number): string => String(n).replace(/\B(?=(?:\d{3})+$)/g, '\u202f')

/** A number with a real minus sign and a fixed number of decimals. */
export function signed(n: number, decimals = 1): string {
  const digits = Math.abs(n).toFixed(decimals)
  return `${Number(digits) === 0 ? '' : n > 0 ? '+' : '\u2212'}${digits}`
}

export const percent = (share: number): string => `${Math.round(share * 100)} %`

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** "18 Mar 2018" for an ISO day; a dash for none. */
export function dayWords(iso: string | null | undefined): string {
  if (!iso) return '—'
  return `${Number(iso.slice(8, 10))} ${months[Number(iso.slice(5, 7)) - 1]} ${iso.slice(0, 4)}`
}

/** An instant in the reader's own time: "18 Mar 2018, 09:05"; of today only the time: "09:05". */
export function momentWords(iso: string, now = new Date()): string {
  const at = new Date(iso)
  const two = (n: number) => String(n).padStart(2, '0')
  const time = `${two(at.getHours())}:${two(at.getMinutes())}`
  if (at.toDateString() === now.toDateString()) return time
  return `${at.getDate()} ${months[at.getMonth()]}${at.getFullYear() === now.getFullYear() ? '' : ` ${at.getFullYear()}`}, ${time}`
}

/** An interval in few words: "18 Mar 2018", "Mar 2018", "2018", "5 Oct 2005 – 23 Jan 2006". */
export function spanWords(start: string, end: string): string {
  if (start === end) return dayWords(start)
  const lastOfMonth = new Date(Date.UTC(Number(end.slice(0, 4)), Number(end.slice(5, 7)), 0)).getUTCDate()
  const whole = start.endsWith('-01') && Number(end.slice(8, 10)) === lastOfMonth
  if (whole && start.slice(0, 7) === end.slice(0, 7)) return dayWords(start).replace(/^\S+ /, '')
  if (whole && start.endsWith('01-01') && end.slice(5, 7) === '12' && start.slice(0, 4) === end.slice(0, 4))
    return start.slice(0, 4)
  return `${dayWords(start)} – ${dayWords(end)}`
}
