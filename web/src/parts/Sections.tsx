import { Suspense, type ReactNode } from 'react';
import { NavLink } from 'react-router';
import { Rows } from './PageSkeleton';
import classes from './Sections.module.css';
import { useStrip } from './strip';

export interface Section {
  label: string;
  to: string;
  /** Whether the section is this address alone, and not what is below it. */
  end?: boolean;
}

/** A page of many parts: its heading, the way to each part, and the one that is shown. */
export function Sections({
  heading,
  label,
  sections,
  children,
}: {
  heading: ReactNode;
  label: string;
  sections: Section[];
  children: ReactNode;
}) {
  const nav = useStrip(sections.length);
  return (
    <div className={classes.page}>
      {heading}
      <div className={classes.body}>
        <nav ref={nav} className={classes.nav} aria-label={label}>
          {sections.map(({ label: name, to, end }) => (
            <NavLink key={to} to={to} end={end ?? false}>
              {name}
            </NavLink>
          ))}
        </nav>
        <div className={classes.content}>
          <Suspense fallback={<Rows count={4} />}>{children}</Suspense>
        </div>
      </div>
    </div>
  );
}
