import { Group, NativeSelect, Radio, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { post } from '../../api/client';
import type { Me } from '../../api/session';
import type { Repository, Visibility } from '../../api/types';
import { ProblemNotice } from '../../parts/Notice';
import { Page } from '../../parts/Page';
import { Panel } from '../../parts/Panel';
import { RequireAccount } from '../../parts/RequireAccount';
import { SubmitButton } from '../../parts/SubmitButton';
import { repositoryPath } from '../repository/address';
import { useNamespaces } from './namespaces';

export default function New() {
  return <RequireAccount>{(me) => <Form me={me} />}</RequireAccount>;
}

function Form({ me }: { me: Me }) {
  const [parameters] = useSearchParams();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const namespaces = useNamespaces(me);
  const [namespace, setNamespace] = useState(parameters.get('namespace') ?? me.username);
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const [visibility, setVisibility] = useState<Visibility>('private');
  const make = useMutation({
    mutationFn: () =>
      post<Repository>('/repositories', { name: `${namespace}/${name.trim()}`, visibility, description }),
    onSuccess: (made) => {
      void queries.invalidateQueries({ queryKey: ['list'] });
      void navigate(repositoryPath(made.name));
    },
  });
  const choices = namespaces.includes(namespace) ? namespaces : [namespace, ...namespaces];
  return (
    <Page title="New repository">
      <Panel>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            make.mutate();
          }}
        >
          <Stack gap="md" maw={560}>
            <Group gap="xs" align="flex-start" wrap="nowrap">
              <NativeSelect
                label="Namespace"
                data={choices}
                value={namespace}
                onChange={(event) => setNamespace(event.currentTarget.value)}
              />
              <TextInput
                label="Name"
                value={name}
                onChange={(event) => setName(event.currentTarget.value.toLowerCase())}
                autoComplete="off"
                autoCapitalize="off"
                spellCheck={false}
                maxLength={255}
                required
                withAsterisk={false}
                autoFocus
                style={{ flex: 1 }}
                description="Small letters, digits, dots, dashes; slashes make levels"
                inputWrapperOrder={['label', 'input', 'description', 'error']}
              />
            </Group>
            <TextInput
              label="Description"
              description="In one line"
              value={description}
              onChange={(event) => setDescription(event.currentTarget.value)}
              maxLength={100}
            />
            <Radio.Group
              label="Who may see it"
              value={visibility}
              onChange={(value) => setVisibility(value as Visibility)}
            >
              <Stack gap="xs" mt="xs">
                <Radio value="private" label="Private" description="Only people with rights know that it exists" />
                <Radio value="public" label="Public" description="Everybody finds it and may pull from it" />
              </Stack>
            </Radio.Group>
            {make.error && <ProblemNotice problem={make.error} />}
            <Group>
              <SubmitButton busy={make.isPending}>Make it</SubmitButton>
            </Group>
          </Stack>
        </form>
      </Panel>
    </Page>
  );
}
