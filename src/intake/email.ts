import type { Email } from 'postal-mime'
import { givenDay } from './given-day.ts'
import { failed, type Input } from './raw-page.ts'

/** The longest mail read, in lines; a picture of 25 MB within one has a third of a million. */
const mostLines = 500_000

/** A saved mail (RFC 5322) as a page: its HTML part or else its text, dated by its Date header in the sender's own zone. */
export async function pageFromMail(id: string, bytes: Uint8Array): Promise<Input> {
  let lines = 0
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1))
    if (++lines > mostLines)
      return failed(
        id,
        'intake/too-large',
        `The mail ${id} has more than ${mostLines} lines; it was not read. Save its text.`,
      )
  const { default: PostalMime } = await import('postal-mime')
  let mail: Email
  try {
    mail = await PostalMime.parse(bytes, { maxNestingDepth: 50, maxHeadersSize: 1_000_000 })
  } catch (error) {
    return failed(
      id,
      'intake/bad-mail',
      `${id} cannot be read as a mail (${error instanceof Error ? error.message : 'damaged'}). Save it again as .eml, or save its text.`,
    )
  }
  const content = mail.html?.trim() ? mail.html : mail.text
  if (!content?.trim())
    return failed(
      id,
      'intake/no-text',
      `The mail ${id} has no text of its own: nothing to read. Read what it links to or carries.`,
    )
  const written = mail.headers.find(({ key }) => key === 'date')?.value
  return {
    id,
    page: {
      id,
      kind: content === mail.html ? 'html' : 'text',
      content,
      title: mail.subject?.replace(/^(?:(?:re|fwd?|aw|wg): ?)+/i, '').trim() || undefined,
      outlet: mail.from?.name || undefined,
      date: givenDay(written) ?? givenDay(mail.date),
    },
  }
}
