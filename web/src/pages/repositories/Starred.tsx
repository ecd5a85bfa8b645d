import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { useList } from '../../api/lists';
import type { RepositorySummary } from '../../api/types';
import { Empty } from '../../parts/Notice';
import { Page } from '../../parts/Page';
import { RepositoryList } from '../../parts/RepositoryList';
import { RequireAccount } from '../../parts/RequireAccount';

export default function Starred() {
  return <RequireAccount>{() => <Stars />}</RequireAccount>;
}

function Stars() {
  const list = useList<RepositorySummary>('/user/starred');
  return (
    <Page title="Starred">
      <RepositoryList
        list={list}
        label="Starred repositories"
        empty={
          <Empty
            title="No stars given yet"
            action={
              <Button component={Link} to="/explore">
                Explore
              </Button>
            }
          >
            A star keeps a repository at hand, and tells others that it is good.
          </Empty>
        }
      />
    </Page>
  );
}
