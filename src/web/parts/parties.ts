const sectors: { [code: string]: string } = {
  GOV: 'government',
  MIL: 'armed forces',
  LEG: 'parliament',
  JUD: 'courts',
  SPY: 'secret service',
  COP: 'police',
  OPP: 'opposition',
  REB: 'rebels',
  CVL: 'civilians',
  BUS: 'business',
  MED: 'media',
  EDU: 'education',
  REL: 'religious body',
  CRM: 'criminals',
  UAF: 'armed group',
}

/** A party code in words: "Eritrea" for ERI, "Eritrea, civilians" for ERICVL; the code itself where it is neither. */
export function partyName(code: string, stateName: (code: string) => string): string {
  const state = stateName(code)
  if (state !== code) return state
  const country = stateName(code.slice(0, 3))
  const sector = sectors[code.slice(3, 6)]
  return country === code.slice(0, 3) || !sector ? code : `${country}, ${sector}`
}

/** Parties in a row; people without a name have their country with them: "officials (GRC), officials (TUR)". */
export function partiesWords(names: string[], countries: string[]): string {
  return names
    .map((name, index) => {
      const country =
        countries.length === 1 ? countries[0] : countries.length === names.length ? countries[index] : undefined
      return country && /^\p{Ll}/u.test(name) ? `${name} (${country})` : name
    })
    .join(', ')
}
