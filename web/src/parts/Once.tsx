import { Alert, Stack, Text } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import classes from './Command.module.css';
import { Command } from './Command';
import { CopyButton } from './CopyButton';
import { KeyIcon } from './icons';

/** A secret that is shown this once: to copy, and how it is used. */
export function Once({
  secret,
  title,
  command,
  children,
}: {
  secret: string;
  title: string;
  command?: string;
  children?: ReactNode;
}) {
  const notice = useRef<HTMLDivElement>(null);
  // It appears above the list that the new thing joins, which may be out of sight.
  useEffect(() => notice.current?.focus(), [secret]);
  return (
    <Alert
      ref={notice}
      tabIndex={-1}
      icon={<KeyIcon />}
      title={title}
      color="tide"
      variant="light"
      styles={{ wrapper: { minWidth: 0 }, body: { minWidth: 0 } }}
    >
      <Stack gap="sm">
        <Text size="sm">Copy it now: it is shown this once, and nobody can look it up later.</Text>
        <div className={classes.command}>
          <code tabIndex={0} aria-label="Secret" role="textbox" aria-readonly="true">
            {secret}
          </code>
          <CopyButton text={secret} label="Copy secret" />
        </div>
        {command && <Command>{command}</Command>}
        {children}
      </Stack>
    </Alert>
  );
}
