import { Alert, Button, Stack, Text } from '@mantine/core';
import { CopyButton } from '../CopyButton';
import { KeyIcon } from '../icons';
import classes from './Webhooks.module.css';

/** A secret that is shown once. */
export function Secret({
  secret,
  close,
  title = 'The secret of the webhook',
  children = 'The receiver checks with it that a call comes from here (header Berth-Signature). It is not shown again.',
}: {
  secret: string | null;
  close: () => void;
  title?: string;
  children?: string;
}) {
  return secret ? (
    <Alert color="tide" icon={<KeyIcon />} title={title} role="status">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{children}</Text>
        <span className={classes.secret}>
          <code className="mono">{secret}</code>
          <CopyButton text={secret} label="Copy secret" />
        </span>
        <Button variant="default" size="compact-sm" onClick={close}>
          I have kept it
        </Button>
      </Stack>
    </Alert>
  ) : null;
}
