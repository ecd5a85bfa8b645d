import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { useChange } from '../../api/changes';
import { get, remove } from '../../api/client';
import { orgApi, organisationQuery, type Team } from '../../api/organisations';
import { Problem } from '../../api/problem';
import { Confirm } from '../../parts/Confirm';
import { ProblemNotice } from '../../parts/Notice';
import { useTitle } from '../../parts/Page';
import { done } from '../../parts/toast';
import NotFound from '../home/NotFound';
import type { InOrganisation } from './OrganisationPage';
import { TeamMembers } from './TeamMembers';
import { TeamRepositories } from './TeamRepositories';

/** A team: who is in it, and what it may do. */
export default function TeamPage({ org, owns }: InOrganisation) {
  const { team = '' } = useParams();
  useTitle(`Team ${team} of ${org.name}`);
  const navigate = useNavigate();
  const path = orgApi(org.name, 'teams', team);
  const { data, error, refetch } = useQuery({
    queryKey: ['organisation', org.name, 'team', team],
    queryFn: ({ signal }) => get<Team>(path, {}, signal),
  });
  const [asked, setAsked] = useState(false);
  const deletion = useChange(() => remove(path), {
    stale: [['list', orgApi(org.name, 'teams')], organisationQuery(org.name).queryKey],
    then: () => {
      done(`The team ${team} is deleted.`);
      void navigate(`/orgs/${org.name}/teams`, { replace: true });
    },
  });
  if (error instanceof Problem && error.isGone) {
    return <NotFound />;
  }
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-start">
        <div>
          <Anchor component={Link} to={`/orgs/${org.name}/teams`} size="sm">
            Teams
          </Anchor>
          <Title order={2}>{team}</Title>
          {data?.description && <Text c="dimmed">{data.description}</Text>}
        </div>
        {owns && (
          <Button variant="default" size="compact-md" onClick={() => setAsked(true)}>
            Delete team
          </Button>
        )}
      </Group>
      {error && <ProblemNotice problem={error} retry={() => void refetch()} />}
      <TeamRepositories org={org.name} team={team} owns={owns} />
      <TeamMembers org={org.name} team={team} owns={owns} />
      <Confirm
        opened={asked}
        close={() => setAsked(false)}
        title={`Delete the team ${team}`}
        action="Delete"
        run={() => deletion.mutate()}
        busy={deletion.isPending}
        problem={deletion.error}
        danger
      >
        <Text size="sm">Its members stay in the organisation, without the rights that the team gave them.</Text>
      </Confirm>
    </Stack>
  );
}
