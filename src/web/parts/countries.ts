import { answer, api } from '../client.ts'

export interface Country {
  code: string
  name: string
  region: string
}

let asked: Promise<Country[]> | undefined

/** The countries of today by name; asked of the server once. */
export const countries = (): Promise<Country[]> => (asked ??= answer(api.countries.$get()))

/** The code of what somebody typed: a name in any case, or a code. Null where it is neither. */
export function codeOf(typed: string, list: Country[]): string | null {
  const text = typed.trim().toLowerCase()
  return list.find(({ code, name }) => code.toLowerCase() === text || name.toLowerCase() === text)?.code ?? null
}
