/** The four classes of event types: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict. */
export type Quad = 'q1' | 'q2' | 'q3' | 'q4'

const quads: { [type: string]: Quad } = {
  AGREE: 'q1',
  CONSULT: 'q1',
  SUPPORT: 'q1',
  CONCEDE: 'q1',
  COOPERATE: 'q2',
  AID: 'q2',
  RETREAT: 'q2',
  REQUEST: 'q3',
  ACCUSE: 'q3',
  REJECT: 'q3',
  THREATEN: 'q3',
  PROTEST: 'q4',
  SANCTION: 'q4',
  MOBILIZE: 'q4',
  COERCE: 'q4',
  ASSAULT: 'q4',
}

export const eventTypeNames = Object.keys(quads)

export const quadNames: { [quad in Quad]: string } = {
  q1: 'verbal cooperation',
  q2: 'material cooperation',
  q3: 'verbal conflict',
  q4: 'material conflict',
}

export const quadOf = (type: string): Quad => quads[type] ?? 'q1'
