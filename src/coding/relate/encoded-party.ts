import type { Mention } from '../../ground/index.ts'
import type { Encoding } from '../../parse/index.ts'
import { EVENT_TYPES, type EventType } from '../record.ts'
import { STATE, VECTOR } from './encoded-trigger.ts'
import { ONE, type Perceptron } from './perceptron.ts'

/** Width of each dense block of the party network: the predicate, then the mention. */
export const PARTY_BLOCK = STATE + VECTOR

/** Classes of how far a mention stands from the predicate. */
const DISTANCES = 21

/** Whom the slots of the rule chose, in the order of the inputs. */
const SLOT_ROLES = ['0', 'A', 'R', 'AR'] as const
export type SlotRole = (typeof SLOT_ROLES)[number]

const FORMS: readonly string[] = ['name', 'nominal', 'pronoun', 'modifier', 'place']

/** Rows of the single inputs, after the two blocks. */
const AT_DISTANCE = 2 * PARTY_BLOCK
const AT_TYPE = AT_DISTANCE + DISTANCES
const AT_ROLE = AT_TYPE + EVENT_TYPES.length
const AT_FORM = AT_ROLE + SLOT_ROLES.length
const AT_FLAGS = AT_FORM + FORMS.length
const FLAGS = 4

/** Inputs of the party network. */
export const PARTY_INPUTS = AT_FLAGS + FLAGS

/** One mention asked about: which tokens, what the rule's slots made of it. */
export interface PartyPlace {
  predicate: number
  mention: number
  type: EventType
  role: SlotRole
  form: Mention['form']
  /** It stands for several. */
  group: boolean
  /** The slots found an actor, a recipient, anywhere. */
  hasActor: boolean
  hasRecipient: boolean
  /** No written rule speaks of the predicate. */
  learned: boolean
}

function distanceOf(predicate: number, mention: number): number {
  const d = Math.abs(mention - predicate)
  const c = d <= 6 ? d : d <= 9 ? 7 : d <= 14 ? 8 : d <= 22 ? 9 : 10
  return 10 + (mention > predicate ? c : -c)
}

/** The single inputs that are 1, as rows of the network; the distance is the first. */
function onesOf(place: PartyPlace): number[] {
  const ones = [
    AT_DISTANCE + distanceOf(place.predicate, place.mention),
    AT_TYPE + EVENT_TYPES.indexOf(place.type),
    AT_ROLE + SLOT_ROLES.indexOf(place.role),
    AT_FORM + FORMS.indexOf(place.form),
  ]
  if (place.group) ones.push(AT_FLAGS)
  if (place.hasActor) ones.push(AT_FLAGS + 1)
  if (place.hasRecipient) ones.push(AT_FLAGS + 2)
  if (place.learned) ones.push(AT_FLAGS + 3)
  return ones
}

/** A number for all single inputs but the distance. */
function kindOf(place: PartyPlace): number {
  const flags =
    (place.group ? 1 : 0) + (place.hasActor ? 2 : 0) + (place.hasRecipient ? 4 : 0) + (place.learned ? 8 : 0)
  const word = EVENT_TYPES.indexOf(place.type) * SLOT_ROLES.length + SLOT_ROLES.indexOf(place.role)
  return (word * FORMS.length + FORMS.indexOf(place.form)) * 16 + flags
}

/** What the single inputs add, each set of them summed once: some thousands there may be, some hundreds there are. */
interface Singles {
  distances: (Int32Array | undefined)[]
  kinds: Map<number, Int32Array>
}

const singlesOfNets = new WeakMap<Perceptron, Singles>()

function singlesOf(net: Perceptron, place: PartyPlace): [Int32Array, Int32Array] {
  let known = singlesOfNets.get(net)
  if (!known) singlesOfNets.set(net, (known = { distances: [], kinds: new Map() }))
  const distance = distanceOf(place.predicate, place.mention)
  const first = (known.distances[distance] ??= net.singlesOf([AT_DISTANCE + distance]))
  const kind = kindOf(place)
  let second = known.kinds.get(kind)
  if (!second) known.kinds.set(kind, (second = net.singlesOf(onesOf(place).slice(1))))
  return [first, second]
}

interface Parts {
  net: Perceptron
  predicates: (Float32Array | undefined)[]
  mentions: (Float32Array | undefined)[]
}

const parts = new WeakMap<Encoding, Parts>()

/** Logits of the roles by the network alone; lent until the next call. What each word adds is summed once a sentence. */
export function roleOutputs(net: Perceptron, encoding: Encoding, place: PartyPlace): Float64Array {
  let known = parts.get(encoding)
  if (known?.net !== net) parts.set(encoding, (known = { net, predicates: [], mentions: [] }))
  const { width, rows } = encoding
  const partOf = (block: number, token: number) =>
    net.partOf(block, rows.subarray(token * width, (token + 1) * width)).slice()
  const first = (known.predicates[place.predicate] ??= partOf(0, place.predicate))
  const second = (known.mentions[place.mention] ??= partOf(1, place.mention))
  const [distance, kind] = singlesOf(net, place)
  return net.outputsOf(first, second, distance, kind)
}

/** All inputs of the network as the trainer reads them. */
export function encodeParty(encoding: Encoding, place: PartyPlace): Int8Array {
  const { width, rows } = encoding
  const input = new Int8Array(PARTY_INPUTS)
  input.set(rows.subarray(place.predicate * width, (place.predicate + 1) * width))
  input.set(rows.subarray(place.mention * width, (place.mention + 1) * width), PARTY_BLOCK)
  for (const row of onesOf(place)) input[row] = ONE
  return input
}
