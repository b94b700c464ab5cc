import type { Entity } from '../../ground/index.ts'
import type { CodedEvent } from '../record.ts'

/**
 * Countries for people of whom the words name none: whom a state's own police or courts deal with, and who carries no name, belongs to that state
 * (codebook, decisions: unnamed people belong to the country where they act). Entity id → ISO code; empty where nothing follows.
 */
export function homesOf(entities: readonly Entity[], events: readonly CodedEvent[]): Map<string, string> {
  const byId = new Map(entities.map((entity) => [entity.id, entity]))
  const homes = new Map<string, string>()
  for (const event of events) {
    const byPolice =
      event.type === 'ASSAULT' && event.actors.every((id) => /^(COP|GOV|JUD)$/.test(byId.get(id)?.sectors[0] ?? ''))
    if (event.type !== 'COERCE' && !event.mode.includes('convict') && !byPolice) continue
    const countries = new Set(event.actors.map((id) => byId.get(id)?.country ?? null))
    const [country] = [...countries]
    if (countries.size !== 1 || !country) continue
    for (const id of event.recipients) {
      const entity = byId.get(id)
      if (!entity || entity.country !== null || entity.lexicon !== undefined || homes.has(id)) continue
      if (entity.mentions.every((mention) => mention.form === 'nominal' || mention.form === 'pronoun'))
        homes.set(id, country)
    }
  }
  return homes
}
