import { useState, type KeyboardEvent } from 'react';
import classes from './BarChart.module.css';
import { count } from './format';

export interface Bar {
  /** What the bar is for, in words: a day. */
  label: string;
  value: number;
}

const HEIGHT = 96;

/** A row of bars. Who points at one, or walks over them by the arrow keys, is told its value; screen readers get a table. */
export function BarChart({ bars, title, unit }: { bars: Bar[]; title: string; unit: string }) {
  const [at, setAt] = useState<number | null>(null);
  const most = Math.max(0, ...bars.map((bar) => bar.value));
  const shown = at === null ? undefined : bars[at];
  const width = 100 / Math.max(1, bars.length);

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step) {
      event.preventDefault();
      setAt((before) => Math.min(bars.length - 1, Math.max(0, (before ?? (step > 0 ? -1 : bars.length)) + step)));
    }
  }

  return (
    <figure className={classes.figure}>
      <figcaption className={classes.caption}>
        {shown ? `${shown.label}: ${shown.value.toLocaleString('en')} ${unit}` : title}
      </figcaption>
      <svg
        viewBox={`0 0 100 ${HEIGHT}`}
        preserveAspectRatio="none"
        className={classes.chart}
        role="img"
        aria-label={`${title}; at most ${most.toLocaleString('en')} ${unit}`}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onBlur={() => setAt(null)}
        onMouseLeave={() => setAt(null)}
      >
        {bars.map((bar, index) => {
          const height = bar.value === 0 ? 1 : Math.max(2, (bar.value / most) * HEIGHT);
          return (
            <g key={bar.label} onMouseEnter={() => setAt(index)}>
              <rect x={index * width} y={0} width={width} height={HEIGHT} fill="transparent" />
              <rect
                x={index * width + width * 0.12}
                y={HEIGHT - height}
                width={width * 0.76}
                height={height}
                className={index === at ? classes.chosen : bar.value === 0 ? classes.none : classes.bar}
              />
            </g>
          );
        })}
      </svg>
      <div className={classes.axis} aria-hidden="true">
        <span>{bars[0]?.label}</span>
        <span>most: {count(most)}</span>
        <span>{bars.at(-1)?.label}</span>
      </div>
      <div className="visually-hidden">
        <table>
          <caption>{title}</caption>
          <tbody>
            {bars
              .filter((bar) => bar.value > 0)
              .map((bar) => (
                <tr key={bar.label}>
                  <th scope="row">{bar.label}</th>
                  <td>
                    {bar.value} {unit}
                  </td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}
