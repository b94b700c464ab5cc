import { type Draft, unitsOfPerson } from './drafts.ts'
import { leadOf } from './homes.ts'
import { assumedCountry, type Scene } from './scene.ts'

/** By how much a country must outweigh every other, as log-odds, for a named person to be told of it: about twelve to one. */
const SURE = 2.5

/** How much of politics an article speaks of for it (`topics.ts`). */
const POLITICAL = 1.5

/** By how much it does where the article's own words tell it of somebody who acts for nobody ("the Croatian striker"). */
export const STATED = 4

/**
 * Of people and bodies of whom no words tell the country, the likeliest (`Draft.home`): whoever reads that they did something wants to know whose they are; and how sure that is,
 * assumed countries too. Of a named person in an article on politics it is told where it is likely enough. Linear in the entities.
 */
export function guessHomes(scene: Scene): void {
  const sum = (of: 'play' | 'politics') =>
    scene.readings.reduce((all, { subject }) => all + Math.min(subject[of], 4), 0)
  const political = sum('politics') >= Math.max(POLITICAL, sum('play'))
  for (const draft of scene.drafts.living()) {
    if (draft.kind === 'state' || draft.members || draft.lexicon || draft.body) continue
    if (draft.country === null ? draft.bodyCode || draft.home !== undefined : draft.basis === 'stated') continue
    const mention = draft.mentions.find((each) => each.in === undefined) ?? draft.mentions[0]
    const reading = mention && scene.readings[mention.order]
    if (!reading) continue
    const who = {
      reading,
      token: mention.head,
      sector: draft.sectors[0] ?? 'UNK',
      named: draft.names.size > 0,
      units: unitsOfPerson(draft),
    }
    const home = draft.country ?? assumedCountry(scene, who, 0)
    if (home === null) continue
    draft.lead = leadOf(home, who, scene)
    if (draft.country !== null) continue
    if (political && isPerson(draft) && draft.lead >= SURE && !reading.apart && !reading.idle) {
      draft.country = home
      draft.basis = 'assumed'
    } else draft.home = home
  }
}

/** True for somebody with a name in full. */
const isPerson = ({ kind, names }: Draft): boolean => kind === 'person' && names.size > 1
