import { isObject } from './json-values.ts'
import type { FormatName } from './row-format.ts'

/** The format of a file by its first line; null when it looks like none. `mentions` is GDELT's mentions table. */
export function formatOf(firstLine: string): FormatName | 'mentions' | null {
  const text = firstLine.replace(/^\ufeff/, '').trimEnd()
  if (text.startsWith('{')) return ofObject(text)
  const tabs = firstLine.split('\t')
  if (/\tEvent Type\t/.test(text)) return 'polecat'
  if (/\tCAMEO Code\t/.test(text)) return 'icews'
  const isNumber = /^\d+$/.test(tabs[0]!)
  if (isNumber && tabs.length === 61) return 'gdelt2'
  if (isNumber && (tabs.length === 58 || tabs.length === 57)) return 'gdelt1'
  if (isNumber && tabs.length === 16) return 'mentions'
  if (tabs.length === 26) return 'phoenix'
  if (tabs.length === 40) return 'polecat'
  if (isNumber && tabs.length === 20) return 'icews'
  const columns = text.split(',').map((column) => column.replace(/^"(.*)"$/, '$1'))
  return columns.includes('id') && columns.includes('type') ? 'csv' : null
}

function ofObject(text: string): FormatName | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  if (!isObject(value)) return null
  if ('event_type' in value) return 'ngec'
  if ('event' in value || 'has_event' in value) return 'plover'
  return 'type' in value && 'actors' in value ? 'jsonl' : null
}
