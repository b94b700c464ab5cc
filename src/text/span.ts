/** A half-open range of UTF-16 offsets `[start, end)` into one text. `in: 'title'` says the text is the article's title, not its body. */
export interface Span {
  start: number
  end: number
  in?: 'title'
}

/** The words under a span. */
export function slice(text: string, span: Span): string {
  return text.slice(span.start, span.end)
}

/** True when the two spans lie in the same text and share at least one character. */
export function overlaps(a: Span, b: Span): boolean {
  return a.in === b.in && a.start < b.end && b.start < a.end
}

/** True when `inner` lies wholly within `outer`, in the same text. */
export function contains(outer: Span, inner: Span): boolean {
  return outer.in === inner.in && outer.start <= inner.start && inner.end <= outer.end
}

/** Orders spans by place: title before body, then start, then end. */
export function compareSpans(a: Span, b: Span): number {
  return (a.in ? 0 : 1) - (b.in ? 0 : 1) || a.start - b.start || a.end - b.end
}
