import { Suspense, useEffect, useRef, type ReactNode } from 'react';
import { NavLink, useLocation } from 'react-router';
import { Rows } from './PageSkeleton';
import classes from './Sections.module.css';

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
  const nav = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    // On a phone the way to the parts is a strip, whose end may be out of sight.
    const shown = nav.current?.querySelector<HTMLElement>('[aria-current="page"]');
    if (nav.current && shown && nav.current.scrollWidth > nav.current.clientWidth) {
      nav.current.scrollLeft = shown.offsetLeft - nav.current.offsetLeft - 16;
    }
  }, [pathname]);
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
