import { Button, type ButtonProps } from '@mantine/core';
import type { ReactNode } from 'react';

/** The button that sends a form. */
export function SubmitButton({ busy, children, ...rest }: { busy: boolean; children: ReactNode } & ButtonProps) {
  return (
    <Button type="submit" loading={busy} {...rest}>
      {children}
    </Button>
  );
}
