import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useChange } from '../../api/changes';
import { post } from '../../api/client';
import { useList } from '../../api/lists';
import { orgApi, organisationQuery, type Team } from '../../api/organisations';
import { plural } from '../../parts/format';
import { PlusIcon } from '../../parts/icons';
import { Item, Listed } from '../../parts/Listed';
import { Empty, ProblemNotice } from '../../parts/Notice';
import { useTitle } from '../../parts/Page';
import { Panel } from '../../parts/Panel';
import { SubmitButton } from '../../parts/SubmitButton';
import type { InOrganisation } from './OrganisationPage';

/** The teams of an organisation. */
export default function Teams({ org, owns }: InOrganisation) {
  useTitle(`Teams of ${org.name}`);
  const list = useList<Team>(orgApi(org.name, 'teams'));
  const [asking, setAsking] = useState(false);
  const create = owns && !asking && (
    <Button size="compact-md" leftSection={<PlusIcon />} onClick={() => setAsking(true)}>
      New team
    </Button>
  );
  return (
    <Stack gap="md">
      {asking && (
        <Panel title="New team">
          <NewTeam org={org.name} cancel={() => setAsking(false)} />
        </Panel>
      )}
      <Panel title="Teams" flush actions={list.items.length > 0 && create}>
        <Listed
          list={list}
          label="Teams"
          empty={
            <Empty title="No teams yet" action={create}>
              A team has a role on repositories, and so has everybody in it: read to pull, write to push, admin to
              manage.
            </Empty>
          }
        >
          {(team) => (
            <Item
              key={team.name}
              title={<Link to={`/orgs/${org.name}/teams/${team.name}`}>{team.name}</Link>}
              about={[team.description, plural(team.members, 'member'), plural(team.repositories, 'role')]
                .filter(Boolean)
                .join(' · ')}
            />
          )}
        </Listed>
      </Panel>
    </Stack>
  );
}

function NewTeam({ org, cancel }: { org: string; cancel: () => void }) {
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const path = orgApi(org, 'teams');
  const create = useChange(
    () => post<Team>(path, { name: name.trim(), ...(description.trim() ? { description: description.trim() } : {}) }),
    {
      stale: [['list', path], organisationQuery(org).queryKey],
      then: (made) => void navigate(`/orgs/${org}/teams/${made.name}`),
    },
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate();
      }}
    >
      <Stack gap="md" maw="30rem">
        <TextInput
          label="Name"
          placeholder="developers"
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
          label="What it is for"
          value={description}
          onChange={(event) => setDescription(event.currentTarget.value)}
          maxLength={200}
        />
        {create.error && <ProblemNotice problem={create.error} />}
        <Group gap="xs">
          <SubmitButton busy={create.isPending}>Create team</SubmitButton>
          <Button variant="default" onClick={cancel}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
