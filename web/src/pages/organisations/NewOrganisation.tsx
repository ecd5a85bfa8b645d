import { Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useChange } from '../../api/changes';
import { post } from '../../api/client';
import { organisationQuery, type Organisation } from '../../api/organisations';
import { useRegistryHost } from '../../api/session';
import { ProblemNotice } from '../../parts/Notice';
import { Page } from '../../parts/Page';
import { Panel } from '../../parts/Panel';
import { RequireAccount } from '../../parts/RequireAccount';
import { SubmitButton } from '../../parts/SubmitButton';
import { done } from '../../parts/toast';

/** Makes an organisation, owned by who makes it. */
export default function NewOrganisation() {
  return <RequireAccount>{() => <Form />}</RequireAccount>;
}

function Form() {
  const host = useRegistryHost();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [displayName, setDisplayName] = useState('');
  const create = useChange(
    () =>
      post<Organisation>('/orgs', {
        name: name.trim(),
        ...(displayName.trim() ? { display_name: displayName.trim() } : {}),
      }),
    {
      stale: [['list', '/user/orgs'], ['list', '/orgs'], organisationQuery(name.trim()).queryKey],
      then: (made) => {
        done(`The organisation ${made.name} is made, and you own it.`);
        void navigate(`/orgs/${made.name}`, { replace: true });
      },
    },
  );
  return (
    <Page title="New organisation" narrow>
      <Panel>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            create.mutate();
          }}
        >
          <Stack gap="md">
            <TextInput
              label="Name"
              description={`It stays. Images are named by it: ${host}/${name.trim() || 'harbour'}/app`}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              autoCapitalize="off"
              autoComplete="off"
              spellCheck={false}
              autoFocus
              required
              withAsterisk={false}
            />
            <TextInput
              label="Name to show"
              placeholder="Harbour Ltd"
              value={displayName}
              onChange={(event) => setDisplayName(event.currentTarget.value)}
              autoComplete="organization"
              maxLength={100}
            />
            {create.error && <ProblemNotice problem={create.error} />}
            <Group>
              <SubmitButton busy={create.isPending}>Create organisation</SubmitButton>
            </Group>
          </Stack>
        </form>
      </Panel>
    </Page>
  );
}
