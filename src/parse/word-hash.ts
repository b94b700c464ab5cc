/** FNV-1a over the UTF-16 units `[from, to)` of a string; 32 bits, signed. */
export function hashRange(word: string, from: number, to: number): number {
  let h = 0x811c9dc5
  for (let i = from; i < to; i++) h = Math.imul(h ^ word.charCodeAt(i), 0x01000193)
  return h ^ (h >>> 15)
}

/** Mixes a template number and up to four values into one feature key; never 0, which marks an empty slot. */
export function mix1(template: number, a: number): number {
  return finish(Math.imul(a ^ Math.imul(template, 0x9e3779b1), 0x85ebca6b))
}
export function mix2(template: number, a: number, b: number): number {
  const h = Math.imul(a ^ Math.imul(template, 0x9e3779b1), 0x85ebca6b)
  return finish(Math.imul((h ^ (h >>> 13)) + b, 0xc2b2ae35))
}
export function mix3(template: number, a: number, b: number, c: number): number {
  let h = Math.imul(a ^ Math.imul(template, 0x9e3779b1), 0x85ebca6b)
  h = Math.imul((h ^ (h >>> 13)) + b, 0xc2b2ae35)
  return finish(Math.imul((h ^ (h >>> 16)) + c, 0x27d4eb2f))
}
export function mix4(template: number, a: number, b: number, c: number, d: number): number {
  let h = Math.imul(a ^ Math.imul(template, 0x9e3779b1), 0x85ebca6b)
  h = Math.imul((h ^ (h >>> 13)) + b, 0xc2b2ae35)
  h = Math.imul((h ^ (h >>> 16)) + c, 0x27d4eb2f)
  return finish(Math.imul((h ^ (h >>> 15)) + d, 0x165667b1))
}

function finish(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d)
  h ^= h >>> 15
  return h === 0 ? 1 : h
}
