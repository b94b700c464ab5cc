import { eld } from 'eld/extrasmall'

const common = /\b(?:the|of|and|to|in|a|that|is|was|for|on|with|said|by|at|from|has|have|will|its)\b/gi

/**
 * The language a text is written in, as an ISO 639-1 code. Efficient Language Detector's answer counts only for a text of some length that has few
 * of English's commonest words; a short text is taken for English, since names alone sway the detector.
 */
export function languageOf(text: string): string {
  const sample = text.slice(0, 4000)
  const words = sample.match(/\p{L}+/gu)?.length ?? 0
  if (sample.length < 80 || words === 0)
    return /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u.test(sample)
      ? eld.detect(sample).language || 'und'
      : 'en'
  if ((sample.match(common)?.length ?? 0) / words > 0.12) return 'en'
  const found = eld.detect(sample)
  return found.isReliable() && found.language ? found.language : 'en'
}
