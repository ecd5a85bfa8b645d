import { Alert, Button, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Problem } from '../api/problem';
import { WarningIcon } from './icons';

/** Says what went wrong, and offers to try again where that may help. */
export function ProblemNotice({ problem, retry }: { problem: unknown; retry?: () => void }) {
  const known = problem instanceof Problem ? problem : undefined;
  return (
    <Alert
      color="red"
      variant="light"
      icon={<WarningIcon />}
      role="alert"
      styles={{ icon: { color: 'var(--berth-danger)' } }}
    >
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{known?.message ?? 'Something went wrong on this page.'}</Text>
        {known?.requestId && known.status >= 500 && (
          <Text size="xs" c="dimmed">
            Request {known.requestId}: the server's log says more.
          </Text>
        )}
        {retry && (
          <Button size="compact-sm" variant="default" onClick={retry}>
            Try again
          </Button>
        )}
      </Stack>
    </Alert>
  );
}

/** What stands where there is nothing yet: why, and what to do next. */
export function Empty({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <Stack align="center" gap="sm" py="xl" px="md" ta="center">
      <Text fw={600}>{title}</Text>
      {children && (
        <Text component="div" c="dimmed" size="sm" maw="34rem">
          {children}
        </Text>
      )}
      {action}
    </Stack>
  );
}
