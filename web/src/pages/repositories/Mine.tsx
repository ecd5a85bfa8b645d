import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { Link } from 'react-router';
import { useList } from '../../api/lists';
import type { Me } from '../../api/session';
import type { RepositorySummary } from '../../api/types';
import { PlusIcon, SearchIcon } from '../../parts/icons';
import { Empty } from '../../parts/Notice';
import { Page } from '../../parts/Page';
import { RepositoryList } from '../../parts/RepositoryList';
import { RequireAccount } from '../../parts/RequireAccount';
import { useNamespaces } from './namespaces';
import classes from './Mine.module.css';

export default function Mine() {
  return <RequireAccount>{(me) => <Repositories me={me} />}</RequireAccount>;
}

/** What somebody works with: their own repositories and those of their organisations. */
export function Repositories({ me }: { me: Me }) {
  const namespaces = useNamespaces(me);
  const [namespace, setNamespace] = useState(me.username);
  const [filter, setFilter] = useState('');
  const [q] = useDebouncedValue(filter.trim(), 200);
  const list = useList<RepositorySummary>('/repositories', { namespace, q: q || undefined });
  return (
    <Page
      title="Repositories"
      actions={
        <Button component={Link} to={`/repositories/new?namespace=${namespace}`} leftSection={<PlusIcon />}>
          New
        </Button>
      }
    >
      <Group gap="xs" mb="sm">
        <TextInput
          type="search"
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
          leftSection={<SearchIcon />}
          placeholder="Filter by name"
          aria-label="Filter by name"
          spellCheck={false}
          className={classes.filter}
        />
        {namespaces.length > 1 && (
          <NativeSelect
            aria-label="Namespace"
            data={namespaces}
            value={namespace}
            onChange={(event) => setNamespace(event.currentTarget.value)}
          />
        )}
      </Group>
      <RepositoryList
        list={list}
        label="Repositories"
        empty={
          q ? (
            <Empty
              title={`No repository has “${q}” in its name`}
              action={
                <Button variant="default" onClick={() => setFilter('')}>
                  Show all
                </Button>
              }
            />
          ) : (
            <Empty
              title="No repositories yet"
              action={
                <Group gap="xs">
                  <Button component={Link} to="/start">
                    Push a first image
                  </Button>
                  <Button component={Link} to={`/repositories/new?namespace=${namespace}`} variant="default">
                    Make an empty one
                  </Button>
                </Group>
              }
            >
              A push makes the repository it needs.
            </Empty>
          )
        }
      />
    </Page>
  );
}
