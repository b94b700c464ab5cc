import type { CoverageDay, Happening, Ledger, LedgerItem } from '../ledger/index.ts'

/** What `pairReport` reads. */
export interface PairInputs {
  happenings: Happening[]
  items: LedgerItem[]
  coverage: CoverageDay[]
}

/** Everything a ledger holds about two states but the happenings, also what only one of them says or holds about others. */
export async function readTold(
  ledger: Pick<Ledger, 'items' | 'coverage'>,
  pair: [string, string],
): Promise<Omit<PairInputs, 'happenings'>> {
  const [joint, first, second, coverage] = await Promise.all([
    ledger.items({ pair }),
    ledger.items({ country: pair[0], kinds: ['statement', 'position'] }),
    ledger.items({ country: pair[1], kinds: ['statement', 'position'] }),
    ledger.coverage({ pair }),
  ])
  const items = new Map([...joint, ...first, ...second].map((item) => [item.id, item]))
  return { items: [...items.values()], coverage }
}
