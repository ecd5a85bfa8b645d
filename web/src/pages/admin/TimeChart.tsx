import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import classes from './TimeChart.module.css';

interface Point {
  /** As in 2027-01-31. */
  day: string;
  value: number;
}

const HEIGHT = 220;
const dayName = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const secondsOf = (day: string) => Date.parse(`${day}T00:00:00Z`) / 1000;

/** A figure of each day as a line. Who points at it is told the day's value; screen readers get a table. */
export default function TimeChart({
  title,
  points,
  format,
}: {
  title: string;
  points: Point[];
  format: (value: number) => string;
}) {
  const frame = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme();
  const [at, setAt] = useState<number | null>(null);

  useEffect(() => {
    const element = frame.current;
    if (!element) {
      return undefined;
    }
    const styles = getComputedStyle(element);
    const axis = {
      stroke: styles.color,
      font: `11px ${styles.fontFamily}`,
      grid: { stroke: styles.borderTopColor, width: 1 },
      ticks: { show: false },
    };
    const plot = new uPlot(
      {
        width: element.clientWidth,
        height: HEIGHT,
        tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'UTC'),
        legend: { show: false },
        cursor: { y: false, drag: { x: false, y: false } },
        scales: { y: { range: (_, __, most) => [0, Math.max(1, most * 1.1)] } },
        axes: [
          {
            ...axis,
            grid: { show: false },
            space: 80,
            values: (_, days) => days.map((day) => dayName.format(day * 1000)),
          },
          { ...axis, size: 64, values: (_, values) => values.map((value) => format(value)) },
        ],
        series: [
          {},
          {
            stroke: styles.accentColor,
            width: 2,
            fill: `color-mix(in srgb, ${styles.accentColor} 15%, transparent)`,
            points: { show: points.length < 15 },
          },
        ],
        hooks: { setCursor: [(self) => setAt(self.cursor.idx ?? null)] },
      },
      [points.map(({ day }) => secondsOf(day)), points.map(({ value }) => value)],
      element,
    );
    const observer = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height: HEIGHT }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      plot.destroy();
    };
  }, [points, format, scheme]);

  const shown = points[at ?? points.length - 1];
  return (
    <figure className={classes.figure}>
      <figcaption className={classes.caption}>
        {title}
        {shown && ` · ${shown.day}: ${format(shown.value)}`}
      </figcaption>
      <div ref={frame} className={classes.frame} style={{ height: HEIGHT }} aria-hidden="true" />
      <table className="visually-hidden">
        <caption>{title}</caption>
        <tbody>
          {points.map(({ day, value }) => (
            <tr key={day}>
              <th scope="row">{day}</th>
              <td>{format(value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
