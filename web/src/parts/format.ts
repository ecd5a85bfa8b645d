const UNITS = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'];

/** A number of bytes, in the decimal units that docker shows. */
export function bytes(count: number): string {
  let value = count;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  const digits = unit === 0 || value >= 99.5 ? 0 : value >= 9.95 ? 1 : 2;
  return `${trimZeros(value.toFixed(digits))} ${UNITS[unit]}`;
}

function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** A count, short: 1.2k, 3.4M. */
export function count(value: number): string {
  return new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 }).format(value);
}

/** One thing or many of them, with their number. */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${new Intl.NumberFormat('en').format(value)} ${value === 1 ? one : many}`;
}

const LENGTHS: [string, number][] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
];

/** How long something takes, by its two largest units: 3 d 4 h, 12 min 5 s, 85 ms. */
export function duration(millis: number): string {
  if (millis < 1000) {
    return `${millis < 10 ? trimZeros(millis.toFixed(1)) : Math.round(millis)} ms`;
  }
  const first = LENGTHS.findIndex(([, length]) => millis >= length);
  const [unit, length] = LENGTHS[first]!;
  const [smaller, part] = LENGTHS[first + 1] ?? ['', 0];
  const rest = part ? Math.floor((millis % length) / part) : 0;
  return `${Math.floor(millis / length)} ${unit}${rest ? ` ${rest} ${smaller}` : ''}`;
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365.25 * 86_400],
  ['month', 30.44 * 86_400],
  ['week', 7 * 86_400],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/** How long ago or ahead a moment is, in words. */
export function ago(moment: Date, now: Date = new Date()): string {
  const seconds = (moment.getTime() - now.getTime()) / 1000;
  const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  for (const [unit, length] of STEPS) {
    if (Math.abs(seconds) >= length) {
      return words.format(Math.trunc(seconds / length), unit);
    }
  }
  return seconds > 0 ? 'in a moment' : 'just now';
}

/** A digest's first characters, as docker shows them. */
export function shortDigest(digest: string): string {
  const colon = digest.indexOf(':');
  return digest.slice(colon + 1, colon + 13);
}
