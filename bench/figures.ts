/** What a bench tells: figures on standard output, a JSON line each, and what it is doing on standard error. */

export function figure(bench: string, name: string, value: number, unit: string): void {
  console.log(JSON.stringify({ bench, figure: name, value: rounded(value), unit }))
}

export function say(text: string): void {
  process.stderr.write(`${text}\n`)
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** By nearest rank: one of the values, never one between them. */
export function percentile(values: number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)]!
}

/** Three digits that count, all of a whole number. */
function rounded(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3))
}
