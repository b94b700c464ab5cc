import type { Record } from '../../src/coding/index.ts'
import type { Input } from '../../src/intake/index.ts'
import type { GoldRow } from './measure.ts'

/** A row of the gold as an article to code. A title of its own keeps the heading reader from taking a passage's first line for one. */
export const codeRow =
  (code: (input: Input) => Record) =>
  ({ id, date, title, text, quotes }: GoldRow): Record =>
    code({
      id,
      page: {
        id,
        kind: 'text',
        content: quotes ? `Notes were taken at the meeting.\n\n${text}` : text,
        date,
        ...((quotes || title) && { title: title ?? 'Notes' }),
      },
    })
