import { failed, type Input } from './raw-page.ts'

/** The largest PDF read: in bytes, and in pages. Longer ones are reports; articles are short. */
const mostBytes = 20_000_000
const mostPages = 200

/** The text layer of a PDF, lines as they stand, a blank line where the leading or the page changes. A scan without text gives an issue. */
export async function pageFromPdf(id: string, bytes: Uint8Array): Promise<Input> {
  if (bytes.byteLength > mostBytes)
    return failed(
      id,
      'intake/too-large',
      `${id} has ${bytes.byteLength} bytes; a PDF may have at most ${mostBytes}. Split it.`,
    )
  try {
    const { getDocumentProxy } = await import('unpdf')
    const document = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0, stopAtErrors: false })
    if (document.numPages > mostPages)
      return failed(
        id,
        'intake/too-large',
        `${id} has ${document.numPages} pages; at most ${mostPages} are read. Split it.`,
      )
    const pages: string[] = []
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number)
      pages.push(linesOf((await page.getTextContent()).items as TextItem[]))
      page.cleanup()
    }
    const info = (await document.getMetadata().catch(() => null))?.info as
      | { Title?: string; CreationDate?: string }
      | undefined
    await document.destroy()
    const content = pages.filter(Boolean).join('\n\n')
    if (!content.trim())
      return failed(
        id,
        'intake/no-text',
        `${id} is a PDF without text, probably a scan: nothing to read. Run text recognition over it first.`,
      )
    return { id, page: { id, kind: 'text', content, title: info?.Title?.trim() || undefined } }
  } catch (error) {
    return failed(
      id,
      'intake/bad-pdf',
      `${id} cannot be read as a PDF (${error instanceof Error ? error.message : 'damaged'}). Open it and save its text.`,
    )
  }
}

interface TextItem {
  str?: string
  hasEOL?: boolean
  height?: number
  transform?: number[]
}

/** Lines of a page from its runs of text; a gap between lines of more than one and a half times the usual one parts paragraphs. */
function linesOf(items: TextItem[]): string {
  const lines: { text: string; y: number }[] = []
  let text = ''
  let y = 0
  for (const item of items) {
    if (item.str === undefined) continue
    if (text === '') y = item.transform?.[5] ?? 0
    text += item.str
    if (!item.hasEOL) continue
    if (text.trim()) lines.push({ text: text.trimEnd(), y })
    text = ''
  }
  if (text.trim()) lines.push({ text: text.trimEnd(), y })
  const gaps = lines.slice(1).map((line, i) => Math.abs(lines[i]!.y - line.y))
  const usual = [...gaps].sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0
  return lines
    .map((line, i) => (i === 0 ? '' : usual > 0 && gaps[i - 1]! > 1.5 * usual ? '\n\n' : '\n') + line.text)
    .join('')
}
