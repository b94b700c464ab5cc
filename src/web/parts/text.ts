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
export const signed = (n: number, decimals = 1): string =>
  `${n > 0 ? '+' : n < 0 ? '\u2212' : ''}${Math.abs(n).toFixed(decimals)}`

export const percent = (share: number): string => `${Math.round(share * 100)} %`
