import { Paper, Stack, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTitle } from '../../parts/Page';
import { Mark } from '../../parts/Logo';
import classes from './AuthFrame.module.css';

/** A narrow page with one form. */
export function AuthFrame({ title, children, below }: { title: string; children: ReactNode; below?: ReactNode }) {
  useTitle(title);
  return (
    <div className={classes.frame}>
      <Stack gap="xs" align="center" mb="lg">
        <Mark size={40} />
        <Title order={1}>{title}</Title>
      </Stack>
      <Paper withBorder p="lg" className={classes.paper}>
        {children}
      </Paper>
      {below && <div className={classes.below}>{below}</div>}
    </div>
  );
}
