import { PasswordInput, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useChange } from '../../api/changes';
import { put } from '../../api/client';
import { useList } from '../../api/lists';
import { userQuery } from '../../api/people';
import type { HappenedEvent } from '../../api/types';
import { EventList } from '../../parts/EventList';
import { Fields, FieldsWaiting } from '../../parts/Field';
import { Empty, ProblemNotice } from '../../parts/Notice';
import { useTitle } from '../../parts/Page';
import { Panel } from '../../parts/Panel';
import { SubmitButton } from '../../parts/SubmitButton';
import { done } from '../../parts/toast';
import { SecondFactor } from './SecondFactor';

/** How somebody proves who they are: the password, what is asked for beside it, and what became of both. */
export default function Security() {
  useTitle('Sign-in');
  const { data: user, error, refetch } = useQuery(userQuery);
  return (
    <Stack gap="md">
      <Panel title="Password">
        <Password username={user?.username ?? ''} />
      </Panel>
      <Panel title="Second factor">
        {error && !user ? (
          <ProblemNotice problem={error} retry={() => void refetch()} />
        ) : user ? (
          <SecondFactor on={user.has_second_factor} />
        ) : (
          <FieldsWaiting count={2} />
        )}
      </Panel>
      <RecentActivity />
    </Stack>
  );
}

function RecentActivity() {
  const list = useList<HappenedEvent>('/user/audit', { kind: ['account', 'token'], n: 10 });
  return (
    <section>
      <Title order={2} size="h4" mb="xs">
        Recent activity
      </Title>
      <EventList list={list} empty={<Empty title="Nothing happened yet" />} />
    </section>
  );
}

function Password({ username }: { username: string }) {
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const [repeated, setRepeated] = useState('');
  const differs = repeated !== '' && repeated !== password;
  const change = useChange(() => put('/user/password', { current, password }), {
    stale: [['list', '/sessions']],
    then: () => {
      setCurrent('');
      setPassword('');
      setRepeated('');
      done('Your password is changed; other devices are signed out.');
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (repeated === password) {
          change.mutate();
        }
      }}
    >
      <Fields>
        <input type="text" autoComplete="username" value={username} readOnly hidden />
        <PasswordInput
          label="Current password"
          value={current}
          onChange={(event) => setCurrent(event.currentTarget.value)}
          autoComplete="current-password"
          required
          withAsterisk={false}
        />
        <PasswordInput
          label="New password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          autoComplete="new-password"
          required
          withAsterisk={false}
        />
        <PasswordInput
          label="New password, once more"
          value={repeated}
          onChange={(event) => setRepeated(event.currentTarget.value)}
          error={differs && 'This is another one'}
          autoComplete="new-password"
          required
          withAsterisk={false}
        />
        {change.error && <ProblemNotice problem={change.error} />}
        <Text size="sm" c="dimmed">
          Other devices are signed out with it. Tokens stay as they are.
        </Text>
        <div>
          <SubmitButton busy={change.isPending}>Change password</SubmitButton>
        </div>
      </Fields>
    </form>
  );
}
