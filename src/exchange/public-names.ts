import type { Happening, LedgerItem, Party } from '../ledger/index.ts'
import { nameOf } from './countries.ts'
import { wordOfSector } from './parties.ts'

/** What stands in a data set for a person who holds no public office: country and sector, as far as they are known. */
function roleOf(party: Party): string {
  const country = party.country ? nameOf(party.country) : ''
  const sector = wordOfSector(party.sector)
  return [country, sector && `(${sector})`].filter(Boolean).join(' ') || 'a person'
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** The words without a name: the whole of it, and its last part where that stands alone. */
function without(words: string, name: string): string {
  const parts = name.split(' ').filter((part) => part.length > 2)
  const forms = [name, ...(parts.length > 1 ? [parts.at(-1)!] : [])].map(escaped)
  return words.replace(new RegExp(`(?<![\\p{L}\\p{N}])(?:${forms.join('|')})(?![\\p{L}\\p{N}])`, 'gu'), '[name]')
}

function maskAll<T extends Party>(parties: T[], isPublic: (party: Party) => boolean, hidden: Set<string>): T[] {
  return parties.map((party) => {
    if (isPublic(party)) return party
    hidden.add(party.name)
    return { ...party, name: roleOf(party) }
  })
}

/** A happening in which people without a public office are named by role, in the quoted words too. `isPublic` says whose names may stand. */
export function withPublicNames(
  h: Happening,
  isPublic: (party: Party) => boolean,
): { happening: Happening; hidden: number } {
  const hidden = new Set<string>()
  const actors = maskAll(h.actors, isPublic, hidden)
  const recipients = maskAll(h.recipients, isPublic, hidden)
  const [assertedBy = null] = h.assertedBy ? maskAll([h.assertedBy], isPublic, hidden) : []
  if (hidden.size === 0) return { happening: h, hidden: 0 }
  const mask = (words: string) => [...hidden].reduce(without, words)
  return {
    happening: {
      ...h,
      actors,
      recipients,
      assertedBy,
      words: mask(h.words),
      sources: h.sources.map((source) => ({ ...source, title: source.title === null ? null : mask(source.title) })),
      conflicts: h.conflicts.map((conflict) => ({
        ...conflict,
        values: conflict.values.map((value) => ({ ...value, value: mask(value.value) })),
      })),
      reasons: h.reasons.map(mask),
    },
    hidden: hidden.size,
  }
}

/** The same for an item that is no event. */
export function itemWithPublicNames(
  item: LedgerItem,
  isPublic: (party: Party) => boolean,
): { item: LedgerItem; hidden: number } {
  const hidden = new Set<string>()
  const parties = maskAll(item.parties, isPublic, hidden)
  if (hidden.size === 0) return { item, hidden: 0 }
  const mask = (words: string) => [...hidden].reduce(without, words)
  return {
    item: {
      ...item,
      parties,
      words: mask(item.words),
      source: { ...item.source, title: item.source.title === null ? null : mask(item.source.title) },
    },
    hidden: hidden.size,
  }
}
