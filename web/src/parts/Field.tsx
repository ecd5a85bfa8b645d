import { Skeleton, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './Field.module.css';

/** A form's fields in one column that is not too wide to read. */
export function Fields({ children }: { children: ReactNode }) {
  return (
    <Stack gap="md" maw="34rem">
      {children}
    </Stack>
  );
}

/** What stands in the place of a form until its values are known. */
export function FieldsWaiting({ count }: { count: number }) {
  return (
    <Stack gap="lg" maw="34rem" aria-busy="true" aria-label="Loading">
      {Array.from({ length: count }, (_, index) => (
        <Skeleton key={index} height={44} />
      ))}
    </Stack>
  );
}

/** Names and their values. */
export function Facts({ facts }: { facts: [string, ReactNode][] }) {
  return (
    <dl className={classes.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
