import type { Entity, GroundedText } from './grounded-text.ts'

const known = new WeakMap<GroundedText, GroundedText>()

/**
 * A grounded article in which everybody of unknown country has the likeliest one (`Entity.home`), as assumed: for those who ask who did what, since whoever acts in an article
 * mostly is of a country that it names. Made once an article; linear in its entities.
 */
export function withHomes(grounded: GroundedText): GroundedText {
  const done = known.get(grounded)
  if (done) return done
  const entities = grounded.entities.map(
    (entity): Entity => (entity.home === undefined ? entity : housed(entity, entity.home)),
  )
  const made = { ...grounded, entities }
  known.set(grounded, made)
  return made
}

const housed = ({ home, ...entity }: Entity, country: string): Entity => ({
  ...entity,
  country,
  code: `${country}${entity.code === 'UNK' ? '' : entity.code}`,
  basis: 'assumed',
})
