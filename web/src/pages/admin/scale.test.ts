import { describe, expect, it } from 'vitest';
import { line, nearest, places, ticks } from './scale';

describe('ticks', () => {
  it.each([
    [0, [0, 1]],
    [NaN, [0, 1]],
    [1, [0, 0.25, 0.5, 0.75, 1]],
    [4, [0, 1, 2, 3, 4]],
    [7, [0, 2, 4, 6, 8]],
    [100, [0, 25, 50, 75, 100]],
    [101, [0, 50, 100, 150]],
    [1_900_000_000, [0, 500_000_000, 1_000_000_000, 1_500_000_000, 2_000_000_000]],
  ])('up to %d are %j', (most, expected) => {
    expect(ticks(most)).toEqual(expected);
  });

  it.each([3, 17, 999, 123_456, 8e12])('reach %d in few steps', (most) => {
    const all = ticks(most);
    expect(all.at(-1)).toBeGreaterThanOrEqual(most);
    expect(all.length).toBeLessThanOrEqual(6);
  });
});

describe('places', () => {
  it('keeps the days apart as they are', () => {
    const found = places(
      [
        { day: '2026-02-27', value: 0 },
        { day: '2026-02-28', value: 5 },
        { day: '2026-03-03', value: 10 },
      ],
      10,
    );
    expect(found.map(({ x }) => x)).toEqual([0, 0.25, 1]);
    expect(found.map(({ y }) => y)).toEqual([1, 0.5, 0]);
  });

  it('puts a single day into the middle', () => {
    expect(places([{ day: '2026-02-27', value: 1 }], 1)).toEqual([{ x: 0.5, y: 0 }]);
  });

  it('of nothing are none', () => {
    expect(places([], 1)).toEqual([]);
  });
});

describe('nearest', () => {
  const all = [{ x: 0 }, { x: 0.25 }, { x: 1 }];
  it.each([
    [-1, 0],
    [0.12, 0],
    [0.13, 1],
    [0.6, 1],
    [0.7, 2],
  ])('to %d is %d', (x, index) => {
    expect(nearest(all, x)).toBe(index);
  });

  it('of nothing is none', () => {
    expect(nearest([], 0.5)).toBe(-1);
  });
});

describe('line', () => {
  it('goes from place to place', () => {
    expect(
      line([
        { x: 0, y: 1 },
        { x: 1 / 3, y: 0.5 },
      ]),
    ).toBe('M0 100L33.33 50');
  });
});
