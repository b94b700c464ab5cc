export type { Clause, Participant } from './clause.ts'
export type {
  CodedEvent,
  Commitment,
  EventPlace,
  EventType,
  Made,
  Outlook,
  Position,
  Record,
  RecordEntity,
  RecordTime,
  Statement,
  Status,
  Tie,
} from './record.ts'
