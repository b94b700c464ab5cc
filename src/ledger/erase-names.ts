import { sha256Hex } from '../article/index.ts'
import type { Record, RecordEntity } from '../coding/index.ts'
import type { Span } from '../text/index.ts'

/** The mark under which an erased person is recognised again: a hash, so the tombstone itself names nobody. */
export function personMark(name: string): string {
  return `person:${sha256Hex(fold(name))}`
}

/** The mark of an erased article. */
export function articleMark(key: string): string {
  return `article:${key}`
}

/** A name without case, accents, dots and double spaces: "José  Pérez" and "jose perez" are one. */
export function fold(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').replace(/[.’']/g, '').replace(/\s+/g, ' ').trim().toLowerCase()
}

/**
 * A record with some persons' names gone: every mention of them in text and title is covered by blocks of the same length, so that all other
 * offsets hold; their entities keep role and country and lose the name. Parts of the full name standing elsewhere in the text go too.
 */
export function withoutPersons(record: Record, erased: RecordEntity[]): Record {
  if (erased.length === 0) return record
  const ids = new Set(erased.map((entity) => entity.id))
  const words = new Set(erased.flatMap((entity) => entity.name.split(/\s+/)).filter((word) => word.length > 2))
  const cover = (text: string, inTitle: boolean): string => {
    const spans: Span[] = erased
      .flatMap((entity) => entity.mentions)
      .filter((mention) => (mention.in === 'title') === inTitle)
    const named = spans.filter((span) => [...words].some((word) => text.slice(span.start, span.end).includes(word)))
    for (const word of words)
      for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
        if (!/\p{L}/u.test(text[at - 1] ?? '') && !/\p{L}/u.test(text[at + word.length] ?? ''))
          named.push({ start: at, end: at + word.length })
    const letters = text.split('')
    for (const span of named) for (let i = span.start; i < span.end; i++) if (/\S/.test(letters[i]!)) letters[i] = '█'
    return letters.join('')
  }
  return {
    ...record,
    byline:
      record.byline === null
        ? null
        : erased.some((entity) => fold(record.byline!).includes(fold(entity.name)))
          ? null
          : record.byline,
    title: record.title === null ? null : cover(record.title, true),
    text: cover(record.text, false),
    entities: record.entities.map((entity) =>
      ids.has(entity.id) ? { ...entity, name: entity.role ? `${entity.role} (name erased)` : 'name erased' } : entity,
    ),
  }
}

/** The mark of an erased imported row. */
export const importedMark = (id: string) => `imported:${id}`

/** A text with a person's full name covered wherever it stands, whatever its case and accents, in either order of names ("PEREZ, JOSE"). */
export function coverName(text: string, name: string): string {
  const words = fold(name).split(' ')
  if (words.length < 2) return text
  const folded = [...text].map((letter) => letter.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase() || ' ')
  // One unit for each letter, so that places found in the folded text are places in the text.
  const plain = folded.map((letter) => letter[0]!).join('')
  const letters = [...text]
  for (const form of [
    words.join(' '),
    `${words.at(-1)}, ${words.slice(0, -1).join(' ')}`,
    [...words].reverse().join(' '),
  ])
    for (let at = plain.indexOf(form); at >= 0; at = plain.indexOf(form, at + 1)) {
      if (/[\p{L}\p{N}]/u.test(plain[at - 1] ?? '') || /[\p{L}\p{N}]/u.test(plain[at + form.length] ?? '')) continue
      for (let i = at; i < at + form.length; i++) if (/[\p{L}\p{N}]/u.test(letters[i]!)) letters[i] = '█'
    }
  return letters.join('')
}
