import { Checkbox, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { InstanceSettings } from '../../api/admin';
import { useChange } from '../../api/changes';
import { get, patch } from '../../api/client';
import { sessionQuery } from '../../api/session';
import { Fields, FieldsWaiting } from '../../parts/Field';
import { ProblemNotice } from '../../parts/Notice';
import { useTitle } from '../../parts/Page';
import { Panel } from '../../parts/Panel';
import { SubmitButton } from '../../parts/SubmitButton';
import { done } from '../../parts/toast';

const settingsQuery = queryOptions({
  queryKey: ['admin', 'settings'],
  queryFn: ({ signal }) => get<InstanceSettings>('/admin/settings', {}, signal),
});

/** What administrators set for all nodes while these run. */
export default function Settings() {
  useTitle('Settings');
  const { data, error, refetch } = useQuery(settingsQuery);
  return (
    <Panel title="Settings">
      {error && !data ? (
        <ProblemNotice problem={error} retry={() => void refetch()} />
      ) : data ? (
        <Form settings={data} />
      ) : (
        <FieldsWaiting count={3} />
      )}
    </Panel>
  );
}

function Form({ settings }: { settings: InstanceSettings }) {
  const [signUp, setSignUp] = useState(settings.sign_up);
  const [visibility, setVisibility] = useState(settings.default_visibility);
  const [createOnPush, setCreateOnPush] = useState(settings.create_on_push);
  const save = useChange(
    () =>
      patch<InstanceSettings>('/admin/settings', {
        sign_up: signUp,
        default_visibility: visibility,
        create_on_push: createOnPush,
      }),
    { stale: [settingsQuery.queryKey, sessionQuery.queryKey], then: () => done('The settings are saved.') },
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Fields>
        <NativeSelect
          label="Who may sign up"
          data={[
            { value: 'open', label: 'Everybody' },
            { value: 'invited', label: 'Who has an invitation' },
            { value: 'closed', label: 'Nobody: accounts are made on the command line' },
          ]}
          value={signUp}
          onChange={(event) => setSignUp(event.currentTarget.value as InstanceSettings['sign_up'])}
        />
        <NativeSelect
          label="New repositories are"
          description="Where neither their maker nor their organisation says otherwise"
          data={[
            { value: 'private', label: 'Private' },
            { value: 'public', label: 'Public: pulled by everybody' },
          ]}
          value={visibility}
          onChange={(event) => setVisibility(event.currentTarget.value as InstanceSettings['default_visibility'])}
        />
        <Checkbox
          label="A push makes the repository where there is none"
          description="When this is off, repositories are made on the pages or by the API first."
          checked={createOnPush}
          onChange={(event) => setCreateOnPush(event.currentTarget.checked)}
        />
        <Stack gap={2}>
          <Text size="sm" fw={600}>
            Mail
          </Text>
          <Text size="sm" c="dimmed">
            {settings.mail
              ? 'Mail is sent, as the configuration says.'
              : 'No mail is sent: the configuration names no SMTP server. Links for new passwords and invitations are handed out under Users.'}
          </Text>
        </Stack>
        {save.error && <ProblemNotice problem={save.error} />}
        <Group>
          <SubmitButton busy={save.isPending}>Save settings</SubmitButton>
        </Group>
      </Fields>
    </form>
  );
}
