import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import { useList } from '../../api/lists';
import { useRegistryHost, useSession } from '../../api/session';
import type { RepositorySummary } from '../../api/types';
import { Command } from '../../parts/Command';
import { Empty } from '../../parts/Notice';
import { useTitle } from '../../parts/Page';
import { PageSkeleton } from '../../parts/PageSkeleton';
import { RepositoryList } from '../../parts/RepositoryList';
import { Repositories } from '../repositories/Mine';
import classes from './Home.module.css';

/** What is seen first: one's own repositories, or for a stranger what this server is. */
export default function Home() {
  const { me, isPending } = useSession();
  if (isPending) {
    return <PageSkeleton />;
  }
  return me ? <Repositories me={me} /> : <Welcome />;
}

function Welcome() {
  useTitle('Berth');
  const host = useRegistryHost();
  const { session } = useSession();
  const popular = useList<RepositorySummary>('/search', { n: 6 });
  return (
    <div className={classes.page}>
      <section className={classes.welcome}>
        <Stack gap="md">
          <Title order={1} className={classes.title}>
            Images have a berth here
          </Title>
          <Text size="lg" c="dimmed" maw="34rem">
            This is the registry and the hub of <b>{host}</b>: push images to it with any client, see what is in them,
            and decide who may have them.
          </Text>
          <Group gap="xs">
            {session?.sign_up !== 'closed' && (
              <Button component={Link} to="/signup" size="md">
                Sign up
              </Button>
            )}
            <Button component={Link} to="/signin" size="md" variant="default">
              Sign in
            </Button>
            <Button component={Link} to="/start" size="md" variant="subtle">
              First steps
            </Button>
          </Group>
        </Stack>
        <Command>{`docker login ${host}\ndocker tag hello ${host}/you/hello:v1\ndocker push ${host}/you/hello:v1`}</Command>
      </section>
      <section>
        <Group justify="space-between" mb="sm">
          <Title order={2}>Liked most</Title>
          <Button component={Link} to="/explore" variant="subtle" size="compact-md">
            Explore all
          </Button>
        </Group>
        <RepositoryList
          list={{ ...popular, more: undefined }}
          label="Liked most"
          empty={
            <Empty title="Nothing public here yet">Repositories are shown here when somebody makes them public.</Empty>
          }
        />
      </section>
    </div>
  );
}
