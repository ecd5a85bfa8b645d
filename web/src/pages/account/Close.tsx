import { Button, List, PasswordInput, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useChange } from '../../api/changes';
import { call } from '../../api/client';
import type { Me } from '../../api/session';
import { Confirm } from '../../parts/Confirm';
import { useTitle } from '../../parts/Page';
import { Panel } from '../../parts/Panel';
import { done } from '../../parts/toast';

/** Closes an account for good, and says before what that means. */
export default function Close({ me }: { me: Me }) {
  useTitle('Close account');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [asked, setAsked] = useState(false);
  const [password, setPassword] = useState('');
  const close = useChange(() => call('DELETE', '/user', { body: { username: me.username, password } }), {
    stale: [],
    then: () => {
      void navigate('/', { replace: true });
      queries.clear();
      done('Your account is closed.');
    },
  });
  return (
    <Panel title="Close account">
      <Stack gap="md" align="flex-start">
        <Text size="sm">This cannot be undone:</Text>
        <List size="sm" spacing={4}>
          <List.Item>You are signed out everywhere, and all your tokens stop working.</List.Item>
          <List.Item>
            Nobody can have the name <b>{me.username}</b> again, you neither.
          </List.Item>
          <List.Item>Delete your repositories first, or move them to an organisation.</List.Item>
        </List>
        <Button color="red" onClick={() => setAsked(true)}>
          Close my account
        </Button>
      </Stack>
      <Confirm
        opened={asked}
        close={() => {
          setAsked(false);
          setPassword('');
          close.reset();
        }}
        title="Close your account for good"
        action="Close account"
        typed={me.username}
        ready={password !== ''}
        run={() => close.mutate()}
        busy={close.isPending}
        problem={close.error}
        danger
      >
        <PasswordInput
          label="Your password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          autoComplete="current-password"
        />
      </Confirm>
    </Panel>
  );
}
