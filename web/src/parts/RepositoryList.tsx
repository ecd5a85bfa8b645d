import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import type { useList } from '../api/lists';
import type { RepositorySummary } from '../api/types';
import { More } from './More';
import { ProblemNotice } from './Notice';
import { RepositoryRow } from './RepositoryRow';
import classes from './List.module.css';

/** A list of repositories as far as it was fetched; `empty` stands where there are none. */
export function RepositoryList({
  list,
  empty,
  label,
}: {
  list: ReturnType<typeof useList<RepositorySummary>>;
  empty: ReactNode;
  label: string;
}) {
  if (list.problem && list.items.length === 0) {
    return <ProblemNotice problem={list.problem} retry={list.retry} />;
  }
  if (list.isPending) {
    return (
      <div className={classes.list} aria-busy="true">
        {Array.from({ length: 6 }, (_, index) => (
          <div key={index} style={{ padding: '0.75rem 1rem', height: 84 }}>
            <Skeleton height={16} width="min(16rem, 60%)" mb={10} />
            <Skeleton height={12} width="min(28rem, 85%)" mb={10} />
            <Skeleton height={10} width="min(14rem, 50%)" />
          </div>
        ))}
      </div>
    );
  }
  if (list.items.length === 0) {
    return <div className={classes.list}>{empty}</div>;
  }
  return (
    <>
      <ul className={classes.list} aria-label={label}>
        {list.items.map((repository) => (
          <RepositoryRow key={repository.name} repository={repository} />
        ))}
      </ul>
      <More more={list.more} busy={list.isFetchingMore} />
    </>
  );
}
