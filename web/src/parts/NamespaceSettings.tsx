import { Checkbox, Group, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useChange } from '../api/changes';
import { get, patch } from '../api/client';
import type { Visibility } from '../api/types';
import { Fields, FieldsWaiting } from './Field';
import { ProblemNotice } from './Notice';
import { Panel } from './Panel';
import { SubmitButton } from './SubmitButton';
import { done } from './toast';

interface Settings {
  default_visibility?: Visibility;
  create_on_push?: boolean;
}

/** How repositories come to be in a namespace. */
export function NamespaceSettings({ namespace }: { namespace: string }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['namespace', namespace],
    queryFn: ({ signal }) => get<Settings>(`/namespaces/${encodeURIComponent(namespace)}`, {}, signal),
  });
  return (
    <Panel title="New repositories">
      {error && !data ? (
        <ProblemNotice problem={error} retry={() => void refetch()} />
      ) : data ? (
        <Form namespace={namespace} settings={data} />
      ) : (
        <FieldsWaiting count={2} />
      )}
    </Panel>
  );
}

function Form({ namespace, settings }: { namespace: string; settings: Settings }) {
  const [visibility, setVisibility] = useState<Visibility>(settings.default_visibility ?? 'private');
  const [createOnPush, setCreateOnPush] = useState(settings.create_on_push ?? true);
  const save = useChange(
    () =>
      patch(`/namespaces/${encodeURIComponent(namespace)}`, {
        default_visibility: visibility,
        create_on_push: createOnPush,
      }),
    { stale: [['namespace', namespace]], then: () => done('The settings are saved.') },
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Fields>
        <Checkbox
          label="A push makes the repository where there is none"
          description="When this is off, repositories are made on the pages or by the API first."
          checked={createOnPush}
          onChange={(event) => setCreateOnPush(event.currentTarget.checked)}
        />
        <NativeSelect
          label="They are"
          data={[
            { value: 'private', label: 'private: seen by who has rights on them' },
            { value: 'public', label: 'public: pulled by everybody' },
          ]}
          value={visibility}
          onChange={(event) => setVisibility(event.currentTarget.value as Visibility)}
        />
        {save.error && <ProblemNotice problem={save.error} />}
        <Group>
          <SubmitButton busy={save.isPending}>Save</SubmitButton>
        </Group>
      </Fields>
    </form>
  );
}
