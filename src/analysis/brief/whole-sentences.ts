import type { PairReport } from '../pair-report.ts'
import { type Brief, type BriefOptions, briefOf } from './brief.ts'
import { sentencesIn } from './telling.ts'

/**
 * The brief as `briefOf` writes it with the articles at hand: quotations are the whole sentences in which the words of a rule stand ("met for an hour on the
 * margins"), with what goes before where they say "it" or "he", and what they do not say is not written. `textOf` gives an article's text by its key, or null
 * where there is none. Reads the articles that are cited, each once.
 */
export async function writeBrief(
  report: PairReport,
  options: Omit<BriefOptions, 'sentencesOf'>,
  textOf: (article: string) => Promise<string | null>,
): Promise<Brief> {
  const read = new Map<string, string[] | null>()
  for (;;) {
    const wanted = new Set<string>()
    const brief = briefOf(report, {
      ...options,
      sentencesOf: (article) => {
        const known = read.get(article)
        if (known === undefined) wanted.add(article)
        return known ?? null
      },
    })
    if (wanted.size === 0) return brief
    for (const article of wanted) {
      const text = await textOf(article)
      read.set(article, text === null ? null : sentencesIn(text))
    }
  }
}
