/** The fields a judge rules on, in the order asked. */
export const fields = ['type', 'parties', 'direction', 'status', 'date'] as const
export type Field = (typeof fields)[number]

/** What a judge found: each field right or wrong. Kept as one JSON line outside the repository; holds no words of the article. */
export interface Verdict {
  event: string
  /** The coding judged; see `AuditItem.coding`. */
  coding: string
  type: boolean
  parties: boolean
  direction: boolean
  status: boolean
  date: boolean
  /** A word on the cause, for the authors of the rules. Not published. */
  cause?: string
}

/** A verdict file that cannot be used; `code` is stable. */
export class VerdictError extends Error {
  readonly code = 'audit/bad-verdict'
}

/** The verdicts of a file, the last one where an event and coding come twice. Throws `VerdictError` naming the line. */
export function readVerdicts(text: string): Map<string, Verdict> {
  const verdicts = new Map<string, Verdict>()
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    let row: Partial<Verdict>
    try {
      row = JSON.parse(line) as Partial<Verdict>
    } catch (cause) {
      throw new VerdictError(
        `line ${index + 1} is no JSON; every line must be one verdict, for example {"event": "A#v1", …}`,
        { cause },
      )
    }
    const bad = fields.find((field) => typeof row[field] !== 'boolean')
    if (typeof row.event !== 'string' || typeof row.coding !== 'string')
      throw new VerdictError(
        `line ${index + 1} lacks "event" or "coding"; print the items with --print and copy both from there`,
      )
    if (bad !== undefined)
      throw new VerdictError(
        `line ${index + 1} (${row.event}) has ${JSON.stringify(row[bad])} in "${bad}"; write true (right) or false (wrong)`,
      )
    verdicts.set(`${row.event} ${row.coding}`, row as Verdict)
  }
  return verdicts
}

/**
 * A verdict from what a judge typed: empty for all right, `x` for no event at all (all wrong), else the initials of the wrong
 * fields (t, p, d for direction, s, w for when), optionally followed by a space and the cause. `undefined` when it is none of these.
 */
export function verdictFrom(answer: string, event: string, coding: string): Verdict | undefined {
  const [letters = '', ...rest] = answer.trim().split(' ')
  if (letters !== 'x' && /[^tpdsw]/.test(letters)) return undefined
  const wrong = (letter: string): boolean => letters === 'x' || letters.includes(letter)
  const cause = rest.join(' ')
  return {
    event,
    coding,
    type: !wrong('t'),
    parties: !wrong('p'),
    direction: !wrong('d'),
    status: !wrong('s'),
    date: !wrong('w'),
    ...(cause === '' ? {} : { cause }),
  }
}
