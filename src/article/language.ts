const common = /\b(?:the|of|and|to|in|a|that|is|was|for|on|with|said|by|at|from|has|have|will|its)\b/gi

/** What tells the language of a text: Efficient Language Detector's `eld`. */
export interface LanguageDetector {
  detect(text: string): { language: string; isReliable(): boolean }
}

const UNKNOWN = 'article/no-detector'

let detector: LanguageDetector | null = null

/**
 * Hands over the detector. It holds thirty megabytes and few texts need it, so whoever reads many (a thread of the pool) waits with it until one does; the
 * library and the command line hand it over at once (`src/languages.ts`).
 */
export function useDetector(given: LanguageDetector): void {
  detector = given
}

/** Does something that reads articles; where a text asks for a detector and there is none, fetches one and does it again. */
export async function withDetector<T>(act: () => T, fetch: () => Promise<LanguageDetector>): Promise<T> {
  try {
    return act()
  } catch (error) {
    if ((error as { code?: string }).code !== UNKNOWN) throw error
  }
  useDetector(await fetch())
  return act()
}

function detect(text: string): ReturnType<LanguageDetector['detect']> {
  if (detector) return detector.detect(text)
  throw Object.assign(
    new Error('The language of a text is in doubt and no detector was handed over; import src/languages.ts first.'),
    { code: UNKNOWN },
  )
}

/**
 * The language a text is written in, as an ISO 639-1 code. The detector's answer counts only for a text of some length that has few of English's commonest
 * words; a short text is taken for English, since names alone sway the detector. Throws `article/no-detector` where it is needed and `useDetector` was not called.
 */
export function languageOf(text: string): string {
  const sample = text.slice(0, 4000)
  const words = sample.match(/\p{L}+/gu)?.length ?? 0
  if (sample.length < 80 || words === 0)
    return /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u.test(sample)
      ? detect(sample).language || 'und'
      : 'en'
  if ((sample.match(common)?.length ?? 0) / words > 0.12) return 'en'
  const found = detect(sample)
  return found.isReliable() && found.language ? found.language : 'en'
}
