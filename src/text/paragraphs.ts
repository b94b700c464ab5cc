import type { Span } from './span.ts'

/** The paragraphs of a text: stretches parted by blank lines, none empty. Linear, also on one line of megabytes. */
export function paragraphsOf(text: string): Span[] {
  const spans: Span[] = []
  let from = 0
  const add = (to: number) => {
    let start = from
    while (start < to && text.charCodeAt(start) === 10) start++
    if (start < to) spans.push({ start, end: to })
  }
  for (const gap of text.matchAll(/\n[^\S\n]*\n/g)) {
    if (gap.index < from) continue
    add(gap.index)
    from = gap.index + gap[0].length
  }
  add(text.length)
  return spans
}
