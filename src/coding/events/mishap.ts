import type { Sentence } from '../../parse/index.ts'
import type { Clause } from '../clause.ts'
import type { EventType } from '../record.ts'

const MISHAP =
  /^(accidents?|crash(es)?|mishaps?|collisions?|derailments?|hurricanes?|cyclones?|typhoons?|storms?|tornado(es)?|earthquakes?|quakes?|tsunamis?|floods?|flooding|landslides?|mudslides?|avalanches?|blizzards?|wildfires?|blazes?|fires?|stampedes?|eruptions?|epidemics?|outbreaks?|viruse?s?|droughts?|lightning|heatwaves?)$/i
/** What vehicles, ships and buildings do of themselves. */
const FAILING = /^(collide|crash|derail|capsize|overturn|sink|plunge|collapse|swerve|skid|explode)$/
const BURST = /^(explosions?|blasts?)$/i
const PLANT = /^(mines?|coal|gas|factory|plant|boiler|colliery|pit|methane|pipeline|refinery|fireworks)$/i
/** Animals attack, invade and kill, and no country does. */
const ANIMAL =
  /^(insects?|locusts?|beetles?|weevils?|moths?|borers?|mosquito(es)?|wasps?|hornets?|bees|rats|mice|elephants?|hippos?|hippopotamus(es)?|sharks?|crocodiles?|bears?|wolf|wolves|boars?|snakes?|jellyfish|baboons?|monkeys?|swarms?|herds?|stallions?|buffalo(es)?)$/i
const WEAPON =
  /^(bomb\w*|grenades?|rockets?|missiles?|mortars?|shell\w*|gun\w*|attack\w*|militants?|rebels?|suicide|terror\w*|shot|airstrikes?|raids?|arson\w*|ceasefire|truce|opened|exchange\w*|friendly|enemy)$/i

/** Farm and house animals that police and soldiers shoot. */
const CATTLE =
  /^(cows?|bulls?|cattle|dogs?|pigs?|goats?|sheep|horses?|camels?|donkeys?|chickens?|poultry|ducks?|geese|birds)$/i

/** Harm done by weather, accident, illness or animals is nobody's deed: the words of a mishap fill a participant, the clause above or the subject, and no weapon is named. */
export function isMishap(type: EventType, clause: Clause, clauses: readonly Clause[]): boolean {
  if (type !== 'ASSAULT' && type !== 'COERCE') return false
  const { tokens } = clause.sentence
  if (clause.agents.some((each) => ANIMAL.test(tokens[each.token]!.form))) return true
  const isBeast = ({ token }: { token: number }) => ANIMAL.test(tokens[token]!.form) || CATTLE.test(tokens[token]!.form)
  if (clause.patients.length > 0 && clause.patients.every(isBeast)) return true
  if (tokens.some((token) => WEAPON.test(token.form))) return false
  const above = clause.parent ? clauses[clause.parent.clause] : undefined
  // "were killed and nine injured in an accident": the accident is that of both
  const joined = clauses.filter((each) => each.parent?.relation === 'conj' && each.parent.clause === clause.index)
  const heads = [
    ...clause.agents.map((each) => each.token),
    ...[clause, ...joined]
      .flatMap((each) => each.obliques)
      .filter((each) => ['in', 'by', 'from', 'after', 'during'].includes(each.preposition ?? ''))
      .map((each) => each.participant.token),
    ...(above ? [above.head, ...above.agents.map((each) => each.token)] : []),
    clause.head,
  ]
  // "were killed when two buses collided", "were crushed to death"
  const isCrushed = clause.lemma === 'crush' && tokens[clause.head + 2]?.form === 'death'
  const byItself = clauses.some(
    ({ parent, lemma, kind, patients, head }) =>
      parent?.clause === clause.index &&
      kind === 'verb' &&
      patients.length === 0 &&
      FAILING.test(lemma) &&
      (lemma !== 'explode' || tokens.slice(Math.max(0, head - 4), head).some(({ form }) => PLANT.test(form))),
  )
  if (clause.agents.length === 0 && (byItself || isCrushed || clause.lemma === 'drown')) return true
  return heads.some((head) => {
    const { form } = tokens[head]!
    if (BURST.test(form)) return tokens.slice(Math.max(0, head - 3), head).some((token) => PLANT.test(token.form))
    return MISHAP.test(form)
  })
}

const isBuilding = ({ form }: Sentence['tokens'][number]): boolean =>
  /^(?:buildings?|bridges?|roofs?|houses?|blocks?|stadiums?|dams?|towers?|walls?|ceilings?|apartments?|schools?|tunnels?)$/i.test(
    form,
  )

/** How many sentences at the head of an article say what it is about. */
const OPENING = 4

/**
 * True for an article that opens with a mishap and no weapon: "six killed" in its title, or further down, is then told of the mishap. Linear in the words of the opening.
 */
export function isOfMishap(sentences: readonly Sentence[]): boolean {
  let mishaps = 0
  for (const { tokens } of sentences.slice(0, OPENING))
    for (const [at, { form }] of tokens.entries()) {
      if (WEAPON.test(form)) return false
      const isBurst =
        BURST.test(form) && tokens.slice(Math.max(0, at - 4), at + 8).some((each) => PLANT.test(each.form))
      const isFall = /^collaps(?:e|ed|es)$/i.test(form) && tokens.slice(Math.max(0, at - 6), at + 6).some(isBuilding)
      if (MISHAP.test(form) || isBurst || isFall) mishaps++
    }
  return mishaps >= 2
}

const HARMED = /^(?:kill|injure|wound|die|hurt|perish|burn|trap|maim|crush)$/

const UNRULY = /^(?:loot\w*|riot\w*|protest\w*|crowds?|mobs?|unrest|curfew|coup|border|frontier)$/i

/** Harm of which nobody is told, and soldiers and police who turn out for it, in an article on a mishap: they come to help and show force to nobody. */
export function isOfItsMishap(type: EventType, { lemma, agents, sentence }: Clause): boolean {
  if (type === 'MOBILIZE') return !sentence.tokens.some(({ form }) => UNRULY.test(form))
  return type === 'ASSAULT' && agents.length === 0 && HARMED.test(lemma)
}
