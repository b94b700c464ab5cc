/**
 * A whole number for systems whose ids are numbers, from a happening's id (hexadecimal) and the place of the row among those of one happening: below
 * 2^53, so that every reader keeps it exact. Two happenings of a million share one with a chance of one in ten thousand.
 */
export function numericId(id: string, index: number): string {
  const base = /^[0-9a-f]{13}/.test(id) ? Number.parseInt(id.slice(0, 13), 16) : textNumber(id)
  return String((base + index * 7_919) % Number.MAX_SAFE_INTEGER)
}

/** A number of any text (FNV-1a twice, 26 bits each). */
function textNumber(text: string): number {
  let low = 0x811c9dc5
  let high = 0x01000193
  for (let i = 0; i < text.length; i++) {
    low = Math.imul(low ^ text.charCodeAt(i), 0x01000193) >>> 0
    high = Math.imul(high ^ text.charCodeAt(i), 0x85ebca6b) >>> 0
  }
  return (high & 0x3ffffff) * 0x4000000 + (low & 0x3ffffff)
}
