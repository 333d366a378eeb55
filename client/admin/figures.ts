export type Unit = 'per_second' | 'bytes_per_second' | 'seconds' | 'bytes' | 'count' | 'share';

/** Writes figures as one reads them, in one language. */
export function figureWriter(language: string): (value: number | null, unit: Unit) => string {
  const few = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const none = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  const plain = (value: number) => (value < 10 ? few : none).format(value);
  const bytes = (value: number) => {
    const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(1, value)) / 10)));
    return `${plain(value / 1_024 ** step)} ${units[step]}`;
  };
  return (value, unit) => {
    if (value === null) return '–';
    if (unit === 'bytes') return bytes(value);
    if (unit === 'bytes_per_second') return `${bytes(value)}/s`;
    if (unit === 'per_second') return `${plain(value)}/s`;
    if (unit === 'share') return percent.format(value);
    if (unit === 'seconds') return value < 1 ? `${plain(value * 1_000)} ms` : `${plain(value)} s`;
    return none.format(value);
  };
}

const units = ['B', 'KB', 'MB', 'GB', 'TB'];
