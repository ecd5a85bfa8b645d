import { useState, type KeyboardEvent, type PointerEvent } from 'react';
import { line, nearest, places, ticks, type Point } from './scale';
import classes from './TimeChart.module.css';

const dayName = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const fullName = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' });
const name = (format: Intl.DateTimeFormat, day: string | undefined) =>
  day ? format.format(Date.parse(`${day}T00:00:00Z`)) : '';

export interface Series {
  label: string;
  values: number[];
}

/**
 * Figures of each day as a line, and where there is another to compare with, that one as dashes. Who points at a day, or walks
 * over the days by the arrow keys, is told the values; screen readers get a table.
 */
export function TimeChart({
  title,
  days,
  main,
  other,
  format,
}: {
  title: string;
  days: string[];
  main: Series;
  other?: Series;
  format: (value: number) => string;
}) {
  const [at, setAt] = useState<number | null>(null);
  const marks = ticks(Math.max(...main.values, ...(other?.values ?? [])));
  const top = marks.at(-1)!;
  const points = (series: Series): Point[] => days.map((day, index) => ({ day, value: series.values[index] ?? 0 }));
  const placed = places(points(main), top);
  const path = line(placed);
  const shown = Math.min(at ?? days.length - 1, days.length - 1);
  const dot = placed[shown];

  function onPointer(event: PointerEvent<HTMLDivElement>) {
    const frame = event.currentTarget.getBoundingClientRect();
    setAt(nearest(placed, (event.clientX - frame.left) / frame.width));
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step) {
      event.preventDefault();
      setAt(Math.min(days.length - 1, Math.max(0, shown + step)));
    }
  }

  return (
    <figure className={classes.figure}>
      <figcaption className={classes.caption} aria-live="polite">
        {name(fullName, days[shown])}: <span className={classes.key} aria-hidden="true" />
        {main.label} {format(main.values[shown] ?? 0)}
        {other && (
          <>
            {' '}
            · <span className={`${classes.key} ${classes.secondKey}`} aria-hidden="true" />
            {other.label} {format(other.values[shown] ?? 0)}
          </>
        )}
      </figcaption>
      <div className={classes.frame}>
        <div className={classes.scale} aria-hidden="true">
          {marks.map((mark) => (
            <span key={mark} style={{ bottom: `${(mark / top) * 100}%` }}>
              {format(mark)}
            </span>
          ))}
        </div>
        <div
          className={classes.plot}
          role="img"
          aria-label={`${title}, from ${name(fullName, days[0])} to ${name(fullName, days.at(-1))}`}
          tabIndex={0}
          onPointerMove={onPointer}
          onPointerDown={onPointer}
          onPointerLeave={() => setAt(null)}
          onKeyDown={onKeyDown}
          onBlur={() => setAt(null)}
        >
          <svg viewBox="0 0 100 100" preserveAspectRatio="none" className={classes.drawing} aria-hidden="true">
            {marks.map((mark) => (
              <line
                key={mark}
                x1="0"
                x2="100"
                y1={100 - (mark / top) * 100}
                y2={100 - (mark / top) * 100}
                className={classes.grid}
              />
            ))}
            {placed.length > 1 && <path d={`${path}L100 100L0 100Z`} className={classes.area} />}
            {other && <path d={line(places(points(other), top))} className={classes.second} />}
            <path d={path} className={classes.line} />
          </svg>
          {dot && <span className={classes.dot} style={{ left: `${dot.x * 100}%`, top: `${dot.y * 100}%` }} />}
        </div>
        <div className={classes.days} aria-hidden="true">
          <span>{name(dayName, days[0])}</span>
          {days.length > 1 && <span>{name(dayName, days.at(-1))}</span>}
        </div>
      </div>
      <div className="visually-hidden">
        <table>
          <caption>{title}</caption>
          <tbody>
            {days.map((day, index) => (
              <tr key={day}>
                <th scope="row">{day}</th>
                <td>{format(main.values[index] ?? 0)}</td>
                {other && <td>{format(other.values[index] ?? 0)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}
