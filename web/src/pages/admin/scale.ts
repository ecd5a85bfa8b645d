/** A figure of one day. */
export interface Point {
  /** As in 2027-01-31. */
  day: string;
  value: number;
}

const DAY = 86_400_000;

/** The day as a number, one more for each day. */
export const dayOf = (day: string) => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY);

/** Round values from 0 on for the lines behind a chart; the last one is not below the largest value. */
export function ticks(most: number, wanted = 4): number[] {
  if (!(most > 0)) {
    return [0, 1];
  }
  const rough = most / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((each) => each >= rough) ?? 10 * power;
  const count = Math.ceil(most / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}

/** Where each point is, in shares of the width from the left and of the height from the top. */
export function places(points: Point[], top: number): { x: number; y: number }[] {
  const first = dayOf(points[0]?.day ?? '');
  const days = dayOf(points.at(-1)?.day ?? '') - first;
  return points.map(({ day, value }) => ({
    x: days > 0 ? (dayOf(day) - first) / days : 0.5,
    y: top > 0 ? 1 - value / top : 1,
  }));
}

/** The index of the point that is nearest to this share of the width; -1 where there are none. */
export function nearest(places: { x: number }[], x: number): number {
  let best = -1;
  places.forEach((place, index) => {
    if (best < 0 || Math.abs(place.x - x) < Math.abs(places[best]!.x - x)) {
      best = index;
    }
  });
  return best;
}

/** The way along the places, in a drawing of 100 by 100. */
export const line = (places: { x: number; y: number }[]) =>
  places.map(({ x, y }, index) => `${index ? 'L' : 'M'}${round(x * 100)} ${round(y * 100)}`).join('');

const round = (value: number) => Math.round(value * 100) / 100;
