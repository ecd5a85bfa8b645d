import { Button, Group, NativeSelect, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { useChange } from '../../api/changes';
import { put, remove } from '../../api/client';
import { useList } from '../../api/lists';
import { orgApi, type Member } from '../../api/organisations';
import { Item, Listed } from '../../parts/Listed';
import { Empty } from '../../parts/Notice';
import { Panel } from '../../parts/Panel';
import { done, failed } from '../../parts/toast';

/** Who is in a team; those who are come from the organisation's members. */
export function TeamMembers({ org, team, owns }: { org: string; team: string; owns: boolean }) {
  const path = orgApi(org, 'teams', team, 'members');
  const list = useList<{ username: string }>(path);
  const stale = [
    ['list', path],
    ['list', orgApi(org, 'teams')],
    ['list', orgApi(org, 'members')],
    ['organisation', org],
  ];
  const add = useChange((username: string) => put(`${path}/${username}`), {
    stale,
    then: (_, username) => done(`${username} is in ${team} now.`),
  });
  const take = useChange((username: string) => remove(`${path}/${username}`), {
    stale,
    then: (_, username) =>
      done(`${username} is not in ${team} any more.`, {
        label: 'Undo',
        run: () => add.mutate(username, { onError: failed }),
      }),
  });
  return (
    <Panel title="Members" flush>
      {owns && (
        <Add org={org} inTeam={list.items.map(({ username }) => username)} add={add.mutate} busy={add.isPending} />
      )}
      <Listed
        list={list}
        label={`Members of ${team}`}
        empty={<Empty title="Nobody is in this team yet">Add somebody who is in the organisation.</Empty>}
      >
        {({ username }) => (
          <Item
            key={username}
            title={<Link to={`/u/${username}`}>{username}</Link>}
            actions={
              owns && (
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={`Take ${username} out of ${team}`}
                  loading={take.isPending && take.variables === username}
                  onClick={() => take.mutate(username, { onError: failed })}
                >
                  Take out
                </Button>
              )
            }
          />
        )}
      </Listed>
    </Panel>
  );
}

function Add({
  org,
  inTeam,
  add,
  busy,
}: {
  org: string;
  inTeam: string[];
  add: (username: string, options: { onError: (problem: unknown) => void; onSuccess: () => void }) => void;
  busy: boolean;
}) {
  const members = useList<Member>(orgApi(org, 'members'), { n: 100 });
  const others = members.items.map(({ username }) => username).filter((username) => !inTeam.includes(username));
  const [chosen, setChosen] = useState('');
  if (members.isPending) {
    return null;
  }
  return (
    <form
      style={{ padding: '0.75rem 1rem', borderBottom: '1px solid var(--berth-line)' }}
      onSubmit={(event) => {
        event.preventDefault();
        add(chosen, { onError: (problem) => void failed(problem), onSuccess: () => setChosen('') });
      }}
    >
      {others.length === 0 ? (
        <Text size="sm" c="dimmed">
          Everybody of the organisation is in it. <Link to={`/orgs/${org}/people`}>Invite somebody</Link>
        </Text>
      ) : (
        <Group align="flex-end" gap="xs">
          <NativeSelect
            label="Add a member of the organisation"
            value={chosen}
            onChange={(event) => setChosen(event.currentTarget.value)}
            data={[{ value: '', label: 'Choose' }, ...others]}
          />
          <Button type="submit" variant="default" loading={busy} disabled={chosen === ''}>
            Add
          </Button>
        </Group>
      )}
    </form>
  );
}
