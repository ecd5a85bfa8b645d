import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useChange } from '../../api/changes';
import { patch, remove } from '../../api/client';
import { orgApi, organisationQuery, type Organisation } from '../../api/organisations';
import { Confirm } from '../../parts/Confirm';
import { Fields } from '../../parts/Field';
import { ProblemNotice } from '../../parts/Notice';
import { useTitle } from '../../parts/Page';
import { Panel } from '../../parts/Panel';
import { SubmitButton } from '../../parts/SubmitButton';
import { done } from '../../parts/toast';
import { NamespaceSettings } from '../../parts/NamespaceSettings';
import type { InOrganisation } from './OrganisationPage';

/** What an organisation is called, how its repositories come to be, and its end. */
export default function Settings({ org, owns }: InOrganisation) {
  useTitle(`Settings of ${org.name}`);
  return (
    <Stack gap="md">
      <Panel title="Name">
        <Name key={org.name} org={org} owns={owns} />
      </Panel>
      {owns && <NamespaceSettings namespace={org.name} />}
      {owns && <Delete org={org} />}
    </Stack>
  );
}

function Name({ org, owns }: { org: Organisation; owns: boolean }) {
  const [displayName, setDisplayName] = useState(org.display_name);
  const save = useChange(() => patch<Organisation>(orgApi(org.name), { display_name: displayName.trim() }), {
    stale: [organisationQuery(org.name).queryKey, ['list', '/user/orgs'], ['namespace', org.name]],
    then: () => done('The name is saved.'),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Fields>
        <TextInput label="Namespace" value={org.name} readOnly description="It stays: images are named by it" />
        <TextInput
          label="Name to show"
          value={displayName}
          onChange={(event) => setDisplayName(event.currentTarget.value)}
          readOnly={!owns}
          autoComplete="organization"
          maxLength={100}
        />
        {save.error && <ProblemNotice problem={save.error} />}
        {owns && (
          <Group>
            <SubmitButton busy={save.isPending}>Save</SubmitButton>
          </Group>
        )}
      </Fields>
    </form>
  );
}

function Delete({ org }: { org: Organisation }) {
  const navigate = useNavigate();
  const [asked, setAsked] = useState(false);
  const deletion = useChange(() => remove(orgApi(org.name)), {
    stale: [
      ['list', '/user/orgs'],
      ['list', '/orgs'],
    ],
    then: () => {
      done(`The organisation ${org.name} is deleted.`);
      void navigate('/orgs', { replace: true });
    },
  });
  return (
    <Panel title="Delete">
      <Stack gap="sm" align="flex-start">
        <Text size="sm">
          An organisation without repositories can be deleted. Its teams and robots go with it, and nobody can have its
          name again.
        </Text>
        <Button color="red" variant="light" onClick={() => setAsked(true)}>
          Delete organisation
        </Button>
      </Stack>
      <Confirm
        opened={asked}
        close={() => {
          setAsked(false);
          deletion.reset();
        }}
        title={`Delete ${org.name}`}
        action="Delete"
        typed={org.name}
        run={() => deletion.mutate()}
        busy={deletion.isPending}
        problem={deletion.error}
        danger
      >
        <Text size="sm">This cannot be undone.</Text>
      </Confirm>
    </Panel>
  );
}
