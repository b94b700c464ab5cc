import { hashRange } from './word-hash.ts'

/** What the tagger and the parser look at in one word form; every field is a hash or a small code. */
export interface WordView {
  /** The form as normalised for look-up, case kept. */
  form: string
  lower: string
  formId: number
  lowerId: number
  suffixes: readonly [number, number, number, number]
  prefixes: readonly [number, number, number]
  shape: number
  /** Number of look-up characters, at most 15. */
  length: number
}

/** Look-up spelling of a form: curly quotes, dashes and look-alike marks become their plain ASCII twin, every digit becomes 0. The token's own form is never changed. */
export function normalizeForm(form: string): string {
  if (/^[A-Za-z]+$/.test(form)) return form
  return form
    .normalize('NFC')
    .replace(/[‘’‛ʼ´`]/g, "'")
    .replace(/[“”„‟«»″]|''|``/g, '"')
    .replace(/[‐‑‒–]/g, '-')
    .replace(/[—―]/g, '--')
    .replace(/…/g, '...')
    .replace(/\p{Nd}/gu, '0')
    .replace(/^([!?])[!?]+$/, '$1')
    .replace(/^[.]{4,}$/, '...')
    .replace(/^([-=*_~#])\1{2,}$/, '---')
}

/** The view of one form. Pure, so callers may keep it by form. */
export function viewWord(raw: string): WordView {
  const form = normalizeForm(raw.length > 60 ? raw.slice(0, 60) : raw)
  const lower = form.toLowerCase()
  const n = lower.length
  const suffix = (k: number) => (n > k ? hashRange(lower, n - k, n) : hashRange(lower, 0, n) ^ 0x5bd1e995)
  const prefix = (k: number) => hashRange(lower, 0, Math.min(k, n))
  return {
    form,
    lower,
    formId: hashRange(form, 0, form.length),
    lowerId: hashRange(lower, 0, n),
    suffixes: [suffix(1), suffix(2), suffix(3), suffix(4)],
    prefixes: [prefix(1), prefix(2), prefix(3)],
    shape: shapeOf(form),
    length: Math.min(n, 15),
  }
}

/** Letters to X or x, figures to 0, runs squeezed to two: "U.S." is "X.X.", "Moscow" is "Xxx", "F-16s" is "X-00x". */
function shapeOf(form: string): number {
  let h = 0x811c9dc5
  let last = 0
  let run = 0
  for (let i = 0; i < form.length && i < 20; i++) {
    const unit = form.charCodeAt(i)
    const char = form[i]!
    let kind = unit
    if (unit === 48) kind = 48
    else if (char !== char.toLowerCase()) kind = 88
    else if (char !== char.toUpperCase()) kind = 120
    else if (unit > 127) kind = 1
    run = kind === last ? run + 1 : 0
    last = kind
    if (run < 2) h = Math.imul(h ^ kind, 0x01000193)
  }
  return h ^ (h >>> 15)
}

/** Views by form, for repeated words; forgets everything once it holds too many, so hostile text cannot grow it without bound. */
export class WordViews {
  private readonly known = new Map<string, WordView>()
  of(form: string): WordView {
    let view = this.known.get(form)
    if (!view) {
      view = viewWord(form)
      if (this.known.size > 50_000) this.known.clear()
      this.known.set(form, view)
    }
    return view
  }
}
