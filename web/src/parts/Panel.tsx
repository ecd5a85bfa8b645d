import { Group, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './Panel.module.css';

/** A part of a page with a heading and a frame. */
export function Panel({
  title,
  actions,
  children,
  flush,
}: {
  title?: string;
  actions?: ReactNode;
  children: ReactNode;
  /** Whether the content reaches to the frame, as a list does. */
  flush?: boolean;
}) {
  return (
    <section className={classes.panel}>
      {title && (
        <Group justify="space-between" className={classes.head} gap="xs">
          <Title order={2}>{title}</Title>
          {actions}
        </Group>
      )}
      <div className={flush ? undefined : classes.body}>{children}</div>
    </section>
  );
}
