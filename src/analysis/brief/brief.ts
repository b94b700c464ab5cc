import type { Happening } from '../../ledger/index.ts'
import type { Offices } from '../offices.ts'
import type { Direction, PairReport } from '../pair-report.ts'
import { deskOf } from './desk.ts'
import { sayDisputes, sayDoubts, sayPositions } from './disputes.ts'
import { sayInOffice } from './in-office.ts'
import { sayContacts, sayVisits } from './meetings.ts'
import { sayNews } from './news.ts'
import type { BriefSection, Support } from './pages.ts'
import { sayAgreements, sayDueNext, sayJointBodies, sayOpenCommitments } from './promises.ts'
import { sayBottomLine, sayTemperature } from './readings.ts'
import type { SentencesOf } from './telling.ts'
import { sayHistory, sayOutlooks, sayQuotations } from './voices.ts'

/** A bilateral brief as data; `briefMarkdown` and `briefHtml` write it out. */
export interface Brief {
  pair: [string, string]
  names: [string, string]
  asOf: string
  lastBrief: string | null
  /** What it was made from, in numbers. */
  coverage: { articles: number; outlets: string[]; happenings: number; first: string | null; last: string | null }
  sections: BriefSection[]
  /** Footnotes, in the order of their numbers. */
  notes: Support[]
  temperature: [Direction, Direction]
}

/** What the brief may know beyond the report. */
export interface BriefOptions {
  offices: Offices | null
  /** Day of the last brief; what was published since is told first. */
  lastBrief?: string
  /** Happenings of the pair as the ledger stood on that day, to tell what was withdrawn since. */
  then?: Happening[]
  /** Ids of the happenings that the ledger holds now. */
  nowIds?: Set<string>
  /** The sentences of the articles cited; without them the words stand as the rules found them, and nothing is held against them. */
  sentencesOf?: SentencesOf
}

/** Writes the brief on a pair from its report: each sentence with its footnotes, nothing without, and where the articles are at hand nothing that their words do not say. */
export function briefOf(report: PairReport, options: BriefOptions): Brief {
  const desk = deskOf(report, options.offices, options.sentencesOf ?? (() => null))
  sayBottomLine(desk)
  sayTemperature(desk)
  if (options.lastBrief) sayNews(desk, options.lastBrief, options.then ?? [], options.nowIds)
  sayContacts(desk)
  sayVisits(desk)
  sayOpenCommitments(desk)
  sayJointBodies(desk)
  sayAgreements(desk)
  sayDisputes(desk)
  sayPositions(desk)
  sayQuotations(desk)
  sayOutlooks(desk)
  sayHistory(desk)
  sayDoubts(desk)
  sayDueNext(desk)
  sayInOffice(desk)
  const { evidence } = report
  return {
    pair: report.pair,
    names: report.names,
    asOf: report.asOf,
    lastBrief: options.lastBrief ?? null,
    coverage: {
      articles: evidence.articles,
      outlets: evidence.outlets,
      happenings: evidence.happenings,
      first: evidence.first,
      last: evidence.last,
    },
    sections: desk.pages.written(),
    notes: desk.pages.notes,
    temperature: [report.temperature[0], report.temperature[1]],
  }
}
