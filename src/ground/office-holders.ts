import type { Noun, Reading } from './candidates.ts'
import { nominalName } from './describe.ts'
import type { Draft } from './drafts.ts'
import { holderOf, isHeadOffice, leaderOf, mayBeCalled, officeFamily, ruling } from './offices.ts'
import { subjectsAround } from './opposites.ts'
import type { Owners } from './owners.ts'
import { listedPerson } from './resolve-persons.ts'
import { draftAt, type Scene, stateDraft } from './scene.ts'

/** Who holds an office named without a name: someone spoken of before, or by the tables on the article's day; a placeholder that a later name may fill. `named` says that the next words name the holder, whom the tables do not list. */
export function officeHolder(
  scene: Scene,
  reading: Reading,
  noun: Noun,
  country: string | null,
  body: Draft | null,
  owners: Owners,
  definite: boolean,
  named = false,
): Draft | null {
  const title = noun.agent.noun.toLowerCase()
  const family = officeFamily(title)
  const office =
    isHeadOffice(family) ||
    family === 'foreign minister' ||
    family === 'defence minister' ||
    family === 'army chief' ||
    family === 'intelligence chief' ||
    family === 'secretary-general'
  if (!office && family !== 'minister' && family !== 'general') return null
  // The president of a bank, a union or a commission is not that of its country.
  if (body && body.kind === 'organization' && !body.bodyCode && !ruling.test(body.noun ?? '')) return null
  const place = body?.bodyCode && !country ? body.bodyCode : (owners.states[0]?.code ?? country)
  if (place) {
    const known =
      scene.drafts.find(`office:${place} ${family}`) ??
      (country ? scene.drafts.find(`office:${country} ${family}`) : undefined)
    if (known) return scene.drafts.current(known)
    if (family === 'leader') {
      const leader = latest(
        scene,
        reading,
        title,
        (draft) => draft.country === country && (body === null || draft.bodyCode === body.bodyCode),
      )
      if (leader) return leader
      const tabled = body ? null : leaderOf(scene.lexicon, place, scene.date)
      if (tabled) return listedPerson(scene, tabled, null, undefined)
    }
    if (!office || (body && !isHeadOffice(family) && family !== 'secretary-general')) return null
    const holder = named ? null : holderOf(scene.lexicon, place, family, scene.date)
    if (holder && family !== 'leader') return listedPerson(scene, holder, null, title)
    return scene.drafts.add({
      key: `office:${place} ${family}`,
      name: body ? `${body.name} ${title}` : `${scene.lexicon.states.get(place)?.name ?? place} ${title}`,
      kind: 'person',
      country,
      sectors:
        body && body.kind === 'group'
          ? body.sectors
          : office && !isHeadOffice(family) && /chief$/.test(family)
            ? noun.agent.sectors.slice()
            : ['GOV'],
      role: title,
      ...(body ? { of: body.name, bodyCode: body.bodyCode } : {}),
    })
  }
  if (!definite) return null
  const doing = subjectsAround(scene, reading, noun.head)
  return (
    latest(scene, reading, title, (draft) => !doing.has(draft)) ??
    (family === 'monarch' ? monarchSpokenOf(scene, title) : null)
  )
}

/** "The emir" of the one country named that has one by the tables. */
function monarchSpokenOf(scene: Scene, title: string): Draft | null {
  const found = [...scene.context.keys()].flatMap((country) => {
    const person = holderOf(scene.lexicon, country, title, scene.date)
    return person?.terms.some((term) => term.office === title) ? [person] : []
  })
  return found.length === 1 ? listedPerson(scene, found[0]!, null, title) : null
}

/** The person most present who may be called by a title. */
function latest(scene: Scene, reading: Reading, title: string, fits: (draft: Draft) => boolean): Draft | null {
  let best: Draft | null = null
  let bestScore = 0
  for (const draft of scene.drafts.living()) {
    if (draft.kind !== 'person' || draft.plural || draft.members || !fits(draft)) continue
    // "General Torrijos": whoever bore the title is meant by it before any president whom it might fit.
    const isTitled = draft.titles?.has(title) === true
    if (!isTitled && !(draft.role && draft.tenure !== 'former' && mayBeCalled(draft.role, title))) continue
    const score =
      scene.drafts.salience(draft, reading.order, 12) * (isTitled ? 3 : 1) +
      (draft.role === title ? 0.2 : 0) +
      (draft.mentions.length > 0 ? 0.001 * draft.mentions.length : 0)
    if (score > bestScore) {
      best = draft
      bestScore = score
    }
  }
  return best
}

/** "Her Portuguese counterpart": the one of that country with the office of whoever is spoken of. */
export function counterpart(scene: Scene, reading: Reading, owners: Owners, noun: Noun): Draft {
  const { tokens } = reading.sentence
  const state = owners.states[0]
  let other: Draft | null = null
  for (const token of owners.possessors) other ??= draftAt(scene, reading, token)
  for (let t = noun.from - 1; t >= 0 && !other?.role; t--) {
    const draft = draftAt(scene, reading, t)
    if (draft?.kind === 'person' && draft.role && draft.country !== state?.today && tokens[t]) other = draft
  }
  const role = other?.role ?? 'official'
  const country = state?.today ?? null
  const family = officeFamily(role)
  if (state) {
    const known = scene.drafts.find(`office:${state.code} ${family}`)
    if (known) return scene.drafts.current(known)
    const holder = noun.plural ? null : holderOf(scene.lexicon, state.code, family, scene.date)
    if (holder) return listedPerson(scene, holder, null, role)
    stateDraft(scene, state)
  }
  return scene.drafts.add({
    key:
      state && !noun.plural && (isHeadOffice(family) || family.endsWith('minister'))
        ? `office:${state.code} ${family}`
        : '',
    name: nominalName(reading, noun.from, noun.head),
    kind: noun.plural ? 'group' : 'person',
    country,
    sectors: other?.sectors ?? ['GOV'],
    role,
    plural: noun.plural,
  })
}
