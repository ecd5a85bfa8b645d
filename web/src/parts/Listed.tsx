import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import type { useList } from '../api/lists';
import classes from './Listed.module.css';
import { More } from './More';
import { ProblemNotice } from './Notice';

/** A list as far as it was fetched: its rows, and what stands there before they come or where there are none. */
export function Listed<T>({
  list,
  label,
  empty,
  children,
}: {
  list: ReturnType<typeof useList<T>>;
  label: string;
  empty: ReactNode;
  children: (item: T) => ReactNode;
}) {
  if (list.problem && list.items.length === 0) {
    return (
      <div className={classes.waiting}>
        <ProblemNotice problem={list.problem} retry={list.retry} />
      </div>
    );
  }
  if (list.isPending) {
    return (
      <div aria-busy="true" aria-label="Loading">
        {Array.from({ length: 3 }, (_, index) => (
          <div key={index} className={classes.item}>
            <Skeleton height={14} width="min(18rem, 60%)" />
          </div>
        ))}
      </div>
    );
  }
  if (list.items.length === 0) {
    return empty;
  }
  return (
    <>
      <ul className={classes.items} aria-label={label}>
        {list.items.map(children)}
      </ul>
      <div style={list.more ? { paddingBottom: '1rem' } : undefined}>
        <More more={list.more} busy={list.isFetchingMore} />
      </div>
    </>
  );
}

/** A row of a list: what it is, what is to be known of it, and what can be done with it. */
export function Item({ title, about, actions }: { title: ReactNode; about?: ReactNode; actions?: ReactNode }) {
  return (
    <li className={classes.item}>
      <div className={classes.main}>
        <div className={classes.title}>{title}</div>
        {about && <div className={classes.about}>{about}</div>}
      </div>
      {actions && <div className={classes.actions}>{actions}</div>}
    </li>
  );
}
