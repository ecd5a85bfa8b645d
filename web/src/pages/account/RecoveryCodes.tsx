import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { copyText } from '../../parts/copy';
import { KeyIcon } from '../../parts/icons';
import { done } from '../../parts/toast';
import classes from './SecondFactor.module.css';

/** What lets somebody in whose phone is gone: shown this once, to be copied or kept as a file. */
export function RecoveryCodes({ codes, close }: { codes: string[]; close: () => void }) {
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => notice.current?.focus(), [codes]);
  const text = codes.join('\n') + '\n';
  return (
    <Alert
      ref={notice}
      tabIndex={-1}
      icon={<KeyIcon />}
      title="Your recovery codes"
      color="tide"
      variant="light"
      w="100%"
    >
      <Stack gap="sm">
        <Text size="sm">
          Each lets you in once when your phone is gone. Keep them where the password is not: they are shown this once.
        </Text>
        <ul className={classes.codes} aria-label="Recovery codes">
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <Group gap="xs">
          <Button
            size="compact-md"
            variant="default"
            onClick={() => void copyText(text).then((copied) => copied && done('The recovery codes are copied.'))}
          >
            Copy
          </Button>
          <Button
            size="compact-md"
            variant="default"
            component="a"
            href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
            download={`berth-recovery-codes-${window.location.hostname}.txt`}
          >
            Download
          </Button>
          <Button size="compact-md" onClick={close}>
            I have kept them
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
