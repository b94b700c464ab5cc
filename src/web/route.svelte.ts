/** Where the reader is. Every view has an address of its own, so that it can be shared and opened again. */
export const route = $state({ path: location.pathname, query: location.search })

const read = () => {
  route.path = location.pathname
  route.query = location.search
}
addEventListener('popstate', read)

/** Goes to a page of the app. */
export function go(to: string): void {
  history.pushState(null, '', to)
  read()
  scrollTo(0, 0)
}

/** One value of the address's query; null where it is not set. */
export function queryValue(name: string): string | null {
  return new URLSearchParams(route.query).get(name)
}

/** Changes values of the query in place; null or '' takes one away. `push` leaves a step to go back to. */
export function setQuery(changes: { [name: string]: string | null }, push = false): void {
  const params = new URLSearchParams(location.search)
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') params.delete(name)
    else params.set(name, value)
  }
  const query = params.toString()
  history[push ? 'pushState' : 'replaceState'](null, '', location.pathname + (query ? `?${query}` : ''))
  read()
}

/** Lets links inside the app change the page without loading it anew; clicks with a modifier key do as always. */
export function followLinks(event: MouseEvent): void {
  const link = (event.target as Element).closest?.('a')
  if (!link || link.origin !== location.origin || link.hasAttribute('download') || link.target) return
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
  if (link.pathname.startsWith('/api/')) return
  if (link.pathname === location.pathname && link.search === location.search && link.hash) return
  event.preventDefault()
  go(link.pathname + link.search + link.hash)
}
