import { Group, Title } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import { useNavigationType } from 'react-router';
import classes from './Page.module.css';

interface PageProps {
  /** The window's title; the heading too, unless another is given. */
  title: string;
  heading?: ReactNode;
  /** What can be done here, beside the heading. */
  actions?: ReactNode;
  narrow?: boolean;
  children: ReactNode;
}

/** The frame of a page: its title, its heading, and what is in it. */
export function Page({ title, heading, actions, narrow, children }: PageProps) {
  useTitle(title);
  return (
    <div className={narrow ? classes.narrow : classes.page}>
      <Group justify="space-between" align="flex-start" gap="sm" mb="md">
        {heading ?? <Title order={1}>{title}</Title>}
        {actions}
      </Group>
      {children}
    </div>
  );
}

/** Names the window, and tells screen readers that another page is there. */
export function useTitle(title: string) {
  const arrived = useNavigationType();
  const first = useRef(true);
  useEffect(() => {
    document.title = title === 'Berth' ? title : `${title} · Berth`;
    if (first.current && arrived === 'PUSH') {
      const announcer = document.getElementById('announcer');
      if (announcer) {
        announcer.textContent = title;
      }
    }
    first.current = false;
  }, [title, arrived]);
}
