import type { Entity } from '../../ground/index.ts'
import type { CodedEvent, EventType } from '../record.ts'

/** What governments, courts and police do to nameless people they mostly do to their own. */
const AT_HOME: ReadonlySet<EventType> = new Set([
  'SANCTION',
  'ACCUSE',
  'REQUEST',
  'REJECT',
  'CONCEDE',
  'RETREAT',
  'AGREE',
  'THREATEN',
])

/**
 * Countries for people of whom the words name none: whom a state's own government, police or courts deal with, and who carries no name, belongs to that state;
 * nameless victims of violence or constraint by others belong to where it happened (codebook, decisions: unnamed people belong to the country where they act). Entity id → ISO
 * 3166 alpha-3 code; empty where nothing follows. Linear in the events' recipients.
 */
export function homesOf(entities: readonly Entity[], events: readonly CodedEvent[]): Map<string, string> {
  const byId = new Map(entities.map((entity) => [entity.id, entity]))
  const homes = new Map<string, string>()
  for (const event of events) {
    const byState = event.actors.every((id) => {
      const entity = byId.get(id)
      return entity?.kind === 'state' || /^(COP|GOV|JUD|LEG|SPY)$/.test(entity?.sectors[0] ?? '')
    })
    const byPolice = event.type === 'ASSAULT' && byState && event.actors.every((id) => byId.get(id)?.kind !== 'state')
    const atHome = AT_HOME.has(event.type) && byState
    const isHeld = event.type === 'COERCE' || event.mode.includes('convict')
    const countries = new Set(event.actors.map((id) => byId.get(id)?.country ?? null))
    const [own] = [...countries]
    const byOwn = (isHeld || byPolice || atHome) && countries.size === 1 ? own : null
    const where = event.type === 'COERCE' || event.type === 'ASSAULT' ? event.place?.country : null
    const country = byOwn ?? where
    if (!country) continue
    for (const id of event.recipients) {
      const entity = byId.get(id)
      if (!entity || entity.country !== null || entity.lexicon !== undefined || homes.has(id)) continue
      if (entity.mentions.every((mention) => mention.form === 'nominal' || mention.form === 'pronoun'))
        homes.set(id, country)
    }
  }
  return homes
}
