import type { EventType } from '../coding/index.ts'

/** What a type means, for the codebook page: one sentence, its class, and the decision that trips readers up. */
export interface EventTypeNote {
  type: EventType
  /** 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict. */
  quad: 1 | 2 | 3 | 4
  means: string
  note: string
}

export const eventTypes: EventTypeNote[] = [
  {
    type: 'AGREE',
    quad: 1,
    means: 'One side says that it is willing: an offer, a promise, an acceptance, an invitation.',
    note: 'A meeting, a visit or a delivery that is still to come is coded here, on the day when it was said; the planned day goes to the commitment.',
  },
  {
    type: 'CONSULT',
    quad: 1,
    means: 'People meet or talk: visits, talks, telephone calls, negotiation, mediation.',
    note: 'The visitor is the actor and the host the recipient. Where nobody hosts, all are actors.',
  },
  {
    type: 'SUPPORT',
    quad: 1,
    means: 'Backing in words or in form: praise, thanks, recognition, a signature, ties opened or restored.',
    note: 'Signing counts here; the promise to sign is AGREE.',
  },
  {
    type: 'CONCEDE',
    quad: 1,
    means:
      'Yielding in words: an apology, a pardon, an eased restriction, a ceasefire or withdrawal that is announced.',
    note: 'Agreeing to yield is AGREE, announcing it is CONCEDE, doing it is RETREAT.',
  },
  {
    type: 'COOPERATE',
    quad: 2,
    means: 'Both sides give and take: trade, joint exercises, extradition, shared intelligence, a route reopened.',
    note: 'An exercise held alone is MOBILIZE.',
  },
  {
    type: 'AID',
    quad: 2,
    means: 'One side gives something that helps: money, arms, relief, asylum, debt written off, hostages rescued.',
    note: 'Soldiers sent after an earthquake are AID; soldiers sent to invade are ASSAULT.',
  },
  {
    type: 'RETREAT',
    quad: 2,
    means: 'Yielding in deed: troops leave, prisoners go free, arms are laid down, access is given, somebody resigns.',
    note: 'A pardon is CONCEDE; the release is RETREAT; a rescue is AID.',
  },
  {
    type: 'REQUEST',
    quad: 3,
    means: 'Asking the other to act: an appeal, a call, a demand, an order, a proposal.',
    note: 'Offering something oneself is AGREE. A call for an end to fighting is REQUEST only from outside the fight.',
  },
  {
    type: 'ACCUSE',
    quad: 3,
    means: 'Blame: criticism, condemnation, complaint, allegation, a charge, a lawsuit, an investigation.',
    note: 'An ambassador summoned to hear a complaint is ACCUSE, not a consultation.',
  },
  {
    type: 'REJECT',
    quad: 3,
    means: 'Refusal: a veto, a denial, defiance, a meeting called off, entry barred.',
    note: 'What is refused is no event of its own.',
  },
  {
    type: 'THREATEN',
    quad: 3,
    means: 'A warning meant to force: an ultimatum, a threat of sanctions, expulsion or violence.',
    note: 'What is threatened has not happened and is not coded.',
  },
  {
    type: 'PROTEST',
    quad: 4,
    means: 'People act against power: demonstrations, riots, strikes, boycotts, blockades.',
    note: 'What set the protest off is the recipient; its topic is not coded.',
  },
  {
    type: 'SANCTION',
    quad: 4,
    means: 'Relations are cut back: an embargo, broken ties, expelled or recalled diplomats, a conviction, aid halted.',
    note: 'A diplomat sent home is SANCTION; another person sent home is COERCE.',
  },
  {
    type: 'MOBILIZE',
    quad: 4,
    means: 'Force is shown but not used: troop movements, missile tests, alerts, exercises of one’s own.',
    note: 'Inside an attack it is not coded beside it.',
  },
  {
    type: 'COERCE',
    quad: 4,
    means: 'Power used short of violence: arrest, ban, censorship, curfew, seizure, deportation, a cyber attack.',
    note: 'An emergency declared after a flood is not COERCE.',
  },
  {
    type: 'ASSAULT',
    quad: 4,
    means: 'Physical violence: an attack, fighting, a bombing, a killing, an abduction.',
    note: 'In fighting between two sides all of them are actors.',
  },
]
