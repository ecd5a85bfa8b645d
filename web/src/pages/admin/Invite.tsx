import { Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { HandedOutCode } from '../../api/admin';
import { useChange } from '../../api/changes';
import { post } from '../../api/client';
import { ProblemNotice } from '../../parts/Notice';
import { Panel } from '../../parts/Panel';
import { SubmitButton } from '../../parts/SubmitButton';
import { done } from '../../parts/toast';

/** Makes a link by which one person signs up, even where signing up is closed to others. */
export function Invite({ made }: { made: (title: string, code: HandedOutCode) => void }) {
  const [email, setEmail] = useState('');
  const invite = useChange(
    () => post<HandedOutCode>('/admin/invitations', email.trim() ? { email: email.trim() } : {}),
    {
      stale: [],
      then: (code) => {
        made(email.trim() ? `The invitation of ${email.trim()}` : 'An invitation for one person', code);
        done('The invitation is made.');
        setEmail('');
      },
    },
  );
  return (
    <Panel title="Invite somebody to sign up">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          invite.mutate();
        }}
      >
        <Stack gap="sm">
          <Group align="flex-end" gap="xs">
            <TextInput
              type="email"
              label="E-mail"
              placeholder="optional"
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
              autoComplete="off"
              style={{ flex: '1 1 12rem', maxWidth: '22rem' }}
            />
            <SubmitButton busy={invite.isPending}>Make a link</SubmitButton>
          </Group>
          <Text size="sm" c="dimmed">
            The link works once, for a week. With an address it is mailed too, where mail is set up.
          </Text>
          {invite.error && <ProblemNotice problem={invite.error} />}
        </Stack>
      </form>
    </Panel>
  );
}
