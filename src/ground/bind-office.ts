import type { Draft } from './drafts.ts'
import { isHeadOffice, officeFamily } from './offices.ts'
import type { Scene } from './scene.ts'

/** Lets "the Russian president" find the person who is it, and joins a nominal already standing for it. */
export function bindOffice(scene: Scene, draft: Draft, country: string, office: string): void {
  if (draft.tenure === 'former' || draft.tenure === 'future') return
  const family = officeFamily(office)
  const keys = [`office:${country} ${family}`]
  if (isHeadOffice(family)) keys.push(`office:${country} leader`)
  for (const key of keys) {
    const nominal = scene.drafts.find(key)
    if (nominal && nominal !== draft && !nominal.person && nominal.names.size === 0) scene.drafts.merge(nominal, draft)
    if (!nominal?.person) scene.drafts.alias(key, draft)
  }
}
