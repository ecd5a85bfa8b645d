import { Skeleton, Stack } from '@mantine/core';
import classes from './Page.module.css';

/** The place of a page that is still on its way. */
export function PageSkeleton() {
  return (
    <div className={classes.page} aria-busy="true">
      <h1 className="visually-hidden">Loading</h1>
      <Skeleton height={31} width="min(20rem, 60%)" mb="md" />
      <Rows count={5} />
    </div>
  );
}

/** The place of a list's rows. */
export function Rows({ count, height = 58 }: { count: number; height?: number }) {
  return (
    <Stack gap="xs">
      {Array.from({ length: count }, (_, index) => (
        <Skeleton key={index} height={height} />
      ))}
    </Stack>
  );
}
