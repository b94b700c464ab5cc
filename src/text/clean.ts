/**
 * Characters that say the same as plainer ones, or nothing: spaces that do not break, soft hyphens, zero-width marks, marks that turn the direction
 * of writing, ligatures, letters written as base and accent, wide Latin letters, odd quotes and dashes. Ordinary curly quotes, long dashes and the
 * quotes of other languages stay.
 */
const odd =
  /[\0-\x08\x0b\x0c\x0e-\x1f\x7f\xa0\xad\xb4`\u02bc\u0300-\u036f\u061c\u1100-\u11ff\u1680\u2000-\u2012\u2015\u201b\u201f\u2028-\u202f\u205f-\u206f\u2212\u275b-\u275e\u3000\ufb00-\ufb06\ufe58\ufe63\ufeff\uff02\uff07\uff0d\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\ufff9-\ufffb]/

const each =
  /[^\s\u0300-\u036f][\u0300-\u036f]+|[\u1100-\u11ff]+|(?<=\p{L})[`\xb4\u02bc](?=\p{L})|(?<=[\0-\u024f]|^)[\u200c\u200d]|[\0-\x08\x0b\x0c\x0e-\x1f\x7f\xa0\xad\u061c\u1680\u2000-\u200b\u200e-\u2012\u2015\u201b\u201f\u2028-\u202f\u205f-\u206f\u2212\u275b-\u275e\u3000\ufb00-\ufb06\ufe58\ufe63\ufeff\uff02\uff07\uff0d\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\ufff9-\ufffb]/gu

const signs: { [sign: string]: string } = {
  '\u2010': '-',
  '\u2011': '-',
  '\u2012': '–',
  '\u2015': '—',
  '\u2212': '-',
  '\ufe58': '—',
  '\ufe63': '-',
  '\uff0d': '-',
  '\u201b': '‘',
  '\u201f': '“',
  '\u275b': '‘',
  '\u275c': '’',
  '\u275d': '“',
  '\u275e': '”',
  '\uff02': '"',
  '\uff07': "'",
  '`': '’',
  '\xb4': '’',
  '\u02bc': '’',
  '\ufb00': 'ff',
  '\ufb01': 'fi',
  '\ufb02': 'fl',
  '\ufb03': 'ffi',
  '\ufb04': 'ffl',
  '\ufb05': 'st',
  '\ufb06': 'st',
}

const space = /[\x0b\x0c\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/

function plainer(found: string): string {
  const sign = signs[found]
  if (sign !== undefined) return sign
  if (found.length > 1 || /[\u1100-\u11ff]/.test(found)) return found.normalize('NFC')
  const code = found.charCodeAt(0)
  if (code >= 0xff10 && code <= 0xff5a) return String.fromCharCode(code - 0xfee0)
  return space.test(found) ? ' ' : ''
}

/** A stretch of a text that is replaced when the text is cleaned. */
export interface Change {
  start: number
  end: number
  text: string
}

/** What cleaning changes in a text, in order; nothing for most texts. Linear. */
export function changesIn(text: string): Change[] {
  if (!odd.test(text)) return []
  const changes: Change[] = []
  for (const { 0: found, index } of text.matchAll(each)) {
    const plain = plainer(found)
    if (plain !== found) changes.push({ start: index, end: index + found.length, text: plain })
  }
  return changes
}

/** The text with odd characters made plain, see `changesIn`. */
export function cleanText(text: string): string {
  return odd.test(text) ? text.replace(each, plainer) : text
}

/** The text made plain, white space collapsed, none at its ends. */
export function squeezed(text: string): string {
  return collapsed(cleanText(text))
}

/** White space collapsed to single blanks, none at the ends. Single blanks are not matched: replacing each of millions by itself took most of the memory. */
export function collapsed(text: string): string {
  return text.replace(/\s{2,}|[^\S ]/g, ' ').trim()
}
