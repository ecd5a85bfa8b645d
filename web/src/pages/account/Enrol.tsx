import { Anchor, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { CopyButton } from '../../parts/CopyButton';
import { ProblemNotice } from '../../parts/Notice';
import { SubmitButton } from '../../parts/SubmitButton';
import classes from './SecondFactor.module.css';

export interface Enrolment {
  secret: string;
  otpauth_url: string;
  qr_svg: string;
}

/** Brings a secret into an app, by its picture or by hand, and asks for a first code as proof. */
export function Enrol({
  enrolment,
  confirm,
  busy,
  problem,
  cancel,
}: {
  enrolment: Enrolment;
  confirm: (code: string) => void;
  busy: boolean;
  problem: unknown;
  cancel: () => void;
}) {
  const [code, setCode] = useState('');
  return (
    <div className={classes.enrol}>
      <img
        className={classes.qr}
        src={`data:image/svg+xml,${encodeURIComponent(enrolment.qr_svg)}`}
        alt="QR code for an authenticator app; the key beside it says the same"
      />
      <form
        className={classes.steps}
        onSubmit={(event) => {
          event.preventDefault();
          confirm(code.trim());
        }}
      >
        <Stack gap="md">
          <Text size="sm">
            Scan this with an authenticator app, <Anchor href={enrolment.otpauth_url}>open it in one</Anchor> on this
            device, or type the key into it:
          </Text>
          <Group gap={4} wrap="nowrap">
            <code className={`mono ${classes.secret}`}>{enrolment.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
            <CopyButton text={enrolment.secret} label="Copy key" />
          </Group>
          <TextInput
            label="Code that the app shows now"
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={10}
            autoFocus
            required
            withAsterisk={false}
            maw="14rem"
          />
          {problem ? <ProblemNotice problem={problem} /> : null}
          <Group gap="xs">
            <SubmitButton busy={busy}>Turn on</SubmitButton>
            <Button variant="default" onClick={cancel}>
              Cancel
            </Button>
          </Group>
        </Stack>
      </form>
    </div>
  );
}
