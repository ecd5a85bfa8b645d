import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { useChange } from '../../api/changes';
import { put, remove } from '../../api/client';
import { useList } from '../../api/lists';
import { orgApi, type RoleGrant } from '../../api/organisations';
import type { RepositorySummary, Role } from '../../api/types';
import { Item, Listed } from '../../parts/Listed';
import { Empty, ProblemNotice } from '../../parts/Notice';
import { Panel } from '../../parts/Panel';
import { ROLES } from '../../parts/roles';
import { done, failed } from '../../parts/toast';
import { repositoryPath } from '../repository/address';

/** What a team may do with which repositories. */
export function TeamRepositories({ org, team, owns }: { org: string; team: string; owns: boolean }) {
  const path = orgApi(org, 'teams', team, 'repositories');
  const list = useList<RoleGrant>(path);
  const stale = [['list', path], ['list', orgApi(org, 'teams')], ['repository'], ['organisation', org]];
  const place = (name: string) => `${path}/${name.split('/').map(encodeURIComponent).join('/')}`;
  const give = useChange(({ name, role }: RoleGrant) => put(place(name), { role }), {
    stale,
    then: (_, { name, role }) => done(`${team} has the role ${role} on ${name}.`),
  });
  const take = useChange(({ name }: RoleGrant) => remove(place(name)), {
    stale,
    then: (_, grant) =>
      done(`${team} has no role on ${grant.name} any more.`, {
        label: 'Undo',
        run: () => give.mutate(grant, { onError: failed }),
      }),
  });
  return (
    <Panel title="Repositories" flush>
      {owns && <Give org={org} give={give} />}
      <Listed
        list={list}
        label={`Repositories of ${team}`}
        empty={
          <Empty title="No rights yet">Give the team a role on a repository, or on all of the organisation.</Empty>
        }
      >
        {(grant) => (
          <Item
            key={grant.name}
            title={
              grant.name.endsWith('/*') ? (
                <code className="mono">{grant.name}</code>
              ) : (
                <Link to={repositoryPath(grant.name)}>{grant.name}</Link>
              )
            }
            actions={
              owns ? (
                <>
                  <NativeSelect
                    size="xs"
                    aria-label={`Role on ${grant.name}`}
                    data={ROLES}
                    value={grant.role}
                    disabled={give.isPending}
                    onChange={(event) =>
                      give.mutate({ name: grant.name, role: event.currentTarget.value as Role }, { onError: failed })
                    }
                  />
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={`Take the role on ${grant.name} away`}
                    onClick={() => take.mutate(grant, { onError: failed })}
                  >
                    Take away
                  </Button>
                </>
              ) : (
                grant.role
              )
            }
          />
        )}
      </Listed>
    </Panel>
  );
}

function Give({ org, give }: { org: string; give: ReturnType<typeof useChange<unknown, RoleGrant>> }) {
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('write');
  const repositories = useList<RepositorySummary>('/repositories', { namespace: org, n: 100 });
  return (
    <form
      style={{ padding: '0.75rem 1rem', borderBottom: '1px solid var(--berth-line)' }}
      onSubmit={(event) => {
        event.preventDefault();
        give.mutate({ name: name.trim(), role }, { onSuccess: () => setName('') });
      }}
    >
      <Stack gap="sm">
        <Group align="flex-end" gap="xs">
          <TextInput
            label="Repository"
            placeholder={`${org}/app, or ${org}/* for all`}
            list="repositories-of-organisation"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            autoCapitalize="off"
            autoComplete="off"
            spellCheck={false}
            required
            withAsterisk={false}
            style={{ flex: '1 1 14rem' }}
          />
          <datalist id="repositories-of-organisation">
            <option value={`${org}/*`} />
            {repositories.items.map((repository) => (
              <option key={repository.name} value={repository.name} />
            ))}
          </datalist>
          <NativeSelect
            label="Role"
            data={ROLES}
            value={role}
            onChange={(event) => setRole(event.currentTarget.value as Role)}
          />
          <Button type="submit" variant="default" loading={give.isPending}>
            Give
          </Button>
        </Group>
        {give.error && <ProblemNotice problem={give.error} />}
      </Stack>
    </form>
  );
}
