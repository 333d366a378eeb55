/** Collects what the benches found and prints it as Markdown; progress goes to standard error. */
export class Report {
  readonly #lines: string[] = [];

  progress(text: string): void {
    process.stderr.write(process.stderr.isTTY ? `\r\x1b[K${text}` : `${text}\n`);
  }

  table(title: string, head: string[], rows: string[][]): void {
    const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
    this.#lines.push(`### ${title}`, '', line(head), line(head.map(() => '---')), ...rows.map(line), '');
  }

  /** A figure with its goal, which it should not exceed. */
  ratio(what: string, value: number, goal?: number): void {
    this.#lines.push(`- ${what}: **${value.toFixed(2)}**${verdict(value, goal, '')}`);
  }

  /** A figure with its goal, which it should reach. */
  atLeast(what: string, value: number, unit: string, goal?: number): void {
    const met =
      goal === undefined ? '' : ` (goal: at least ${goal}${unit}; ${value >= goal ? 'met' : 'missed'})`;
    this.#lines.push(`- ${what}: **${value.toFixed(1)}${unit}**${met}`);
  }

  milliseconds(what: string, value: number, goal?: number): void {
    this.#lines.push(`- ${what}: **${value.toFixed(2)} ms**${verdict(value, goal, ' ms')}`);
  }

  toString(): string {
    return `${this.#lines.join('\n')}\n`;
  }
}

const verdict = (value: number, goal: number | undefined, unit: string): string =>
  goal === undefined ? '' : ` (goal: at most ${goal}${unit}; ${value <= goal ? 'met' : 'missed'})`;

/** The middle value; `NaN` of nothing. */
export function median(values: number[]): number {
  return quantile(values, 0.5);
}

/** The value below which this share of all lies. */
export function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
