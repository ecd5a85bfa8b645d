import { Button, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { useList } from '../../api/lists';
import { useRegistryHost } from '../../api/session';
import type { RepositorySummary } from '../../api/types';
import { Ago } from '../../parts/Ago';
import { Command } from '../../parts/Command';
import { Facts } from '../../parts/Field';
import { Empty } from '../../parts/Notice';
import { useTitle } from '../../parts/Page';
import { Panel } from '../../parts/Panel';
import { RepositoryList } from '../../parts/RepositoryList';
import type { InOrganisation } from './OrganisationPage';

/** What an organisation has: people, teams, repositories; and what to do next where it has none yet. */
export default function Overview({ org, owns }: InOrganisation) {
  useTitle(org.name);
  const host = useRegistryHost();
  const list = useList<RepositorySummary>('/repositories', { namespace: org.name });
  return (
    <Stack gap="md">
      <Panel>
        <Facts
          facts={[
            ['Members', <Link to={`/orgs/${org.name}/people`}>{org.members}</Link>],
            ['Teams', <Link to={`/orgs/${org.name}/teams`}>{org.teams}</Link>],
            ['Made', <Ago at={org.created_at} />],
          ]}
        />
      </Panel>
      {owns && org.members <= 1 && org.teams === 0 && (
        <Panel title="Next">
          <Stack gap="sm" align="flex-start">
            <Text size="sm">
              You are alone here. Invite people, put them into teams, and give the teams rights on repositories.
            </Text>
            <Button component={Link} to={`/orgs/${org.name}/people`} variant="default">
              Invite people
            </Button>
          </Stack>
        </Panel>
      )}
      <section aria-label="Repositories">
        <RepositoryList
          list={list}
          label={`Repositories of ${org.name}`}
          empty={
            <Empty title="No repositories yet">
              <Stack gap="sm">
                <span>Push an image under the name of the organisation:</span>
                <div style={{ textAlign: 'left' }}>
                  <Command>{`docker tag alpine ${host}/${org.name}/alpine\ndocker push ${host}/${org.name}/alpine`}</Command>
                </div>
              </Stack>
            </Empty>
          }
        />
      </section>
    </Stack>
  );
}
