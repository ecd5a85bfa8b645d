import { ActionIcon, Badge, Button, Group, List, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { get, put, remove } from '../../api/client';
import type { Part, Permission, Repository, Role } from '../../api/types';
import { TrashIcon } from '../../parts/icons';
import { ProblemNotice } from '../../parts/Notice';
import { Rows } from '../../parts/PageSkeleton';
import { useTitle } from '../../parts/Page';
import { Panel } from '../../parts/Panel';
import { done, failed } from '../../parts/toast';
import { repositoryApi } from './address';
import classes from './Permissions.module.css';

const ROLES: { value: Role; label: string }[] = [
  { value: 'read', label: 'Read: pull' },
  { value: 'write', label: 'Write: pull, push, delete' },
  { value: 'admin', label: 'Admin: write, and manage' },
];

/** Who may do what with a repository, and why. */
export default function Permissions({ repository }: { repository: Repository }) {
  useTitle(`Permissions of ${repository.name}`);
  const path = repositoryApi(repository.name, 'permissions');
  const { data, error, refetch } = useQuery({
    queryKey: ['repository', repository.name, 'permissions'],
    queryFn: ({ signal }) => get<Part<Permission>>(path, {}, signal),
  });
  if (error) {
    return <ProblemNotice problem={error} retry={() => void refetch()} />;
  }
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {repository.visibility === 'public'
          ? 'Everybody may pull from this repository, with or without an account. '
          : 'Nobody else may see this repository. '}
        Rights add up: who has several gets the sum of them.
      </Text>
      <Panel title="Who may do what" flush>
        {data ? <Granted repository={repository} permissions={data.items} /> : <Rows count={3} />}
      </Panel>
      <AddCollaborator repository={repository} />
      <Why repository={repository} />
    </Stack>
  );
}

function useCollaborators(repository: Repository) {
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: ['repository', repository.name] });
  const path = (username: string) => repositoryApi(repository.name, 'collaborators', username);
  const grant = useMutation({
    mutationFn: ({ username, role }: { username: string; role: Role }) => put(path(username), { role }),
    onSuccess: refresh,
  });
  const withdraw = useMutation({ mutationFn: (username: string) => remove(path(username)), onSuccess: refresh });
  return { grant, withdraw };
}

function Granted({ repository, permissions }: { repository: Repository; permissions: Permission[] }) {
  const { grant, withdraw } = useCollaborators(repository);
  return (
    <ul className={classes.grants}>
      {permissions.map((permission) => (
        <li key={permission.kind + permission.name}>
          <span className={classes.who}>
            {permission.kind === 'team' ? (
              <b>{permission.name}</b>
            ) : (
              <Link to={`/u/${permission.name}`} className={classes.link}>
                {permission.name}
              </Link>
            )}
            <Badge variant="default" size="sm" tt="none">
              {permission.kind}
            </Badge>
          </span>
          {permission.kind === 'collaborator' ? (
            <Group gap={4} wrap="nowrap">
              <NativeSelect
                size="xs"
                aria-label={`Role of ${permission.name}`}
                data={ROLES}
                value={permission.role}
                onChange={(event) =>
                  grant.mutate(
                    { username: permission.name, role: event.currentTarget.value as Role },
                    { onSuccess: () => done(`${permission.name} has another role.`), onError: failed },
                  )
                }
              />
              <ActionIcon
                variant="subtle"
                color="red"
                aria-label={`Take the rights from ${permission.name}`}
                onClick={() =>
                  withdraw.mutate(permission.name, {
                    onSuccess: () =>
                      done(`${permission.name} has no rights here any more.`, {
                        label: 'Undo',
                        run: () => grant.mutate({ username: permission.name, role: permission.role }),
                      }),
                    onError: failed,
                  })
                }
              >
                <TrashIcon />
              </ActionIcon>
            </Group>
          ) : (
            <Text size="sm">{permission.role}</Text>
          )}
        </li>
      ))}
    </ul>
  );
}

function AddCollaborator({ repository }: { repository: Repository }) {
  const [username, setUsername] = useState('');
  const [role, setRole] = useState<Role>('read');
  const { grant } = useCollaborators(repository);
  return (
    <Panel title="Give rights to a person">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          grant.mutate(
            { username: username.trim(), role },
            {
              onSuccess: () => {
                done(`${username.trim()} may ${role === 'read' ? 'pull' : role} now.`);
                setUsername('');
              },
            },
          );
        }}
      >
        <Stack gap="sm">
          <Group align="flex-end" gap="xs">
            <TextInput
              label="Username"
              value={username}
              onChange={(event) => setUsername(event.currentTarget.value)}
              autoCapitalize="off"
              autoComplete="off"
              spellCheck={false}
              required
              withAsterisk={false}
            />
            <NativeSelect
              label="Role"
              data={ROLES}
              value={role}
              onChange={(event) => setRole(event.currentTarget.value as Role)}
            />
            <Button type="submit" loading={grant.isPending}>
              Add
            </Button>
          </Group>
          {grant.error && <ProblemNotice problem={grant.error} />}
        </Stack>
      </form>
    </Panel>
  );
}

interface Explanation {
  role: Role | null;
  reasons: (string | { text?: string; kind?: string; role?: Role; via?: string })[];
}

/** Answers why somebody may do something here, or why not. */
function Why({ repository }: { repository: Repository }) {
  const [asked, setAsked] = useState('');
  const [username, setUsername] = useState('');
  const { data, error, isFetching } = useQuery({
    queryKey: ['repository', repository.name, 'permissions', asked],
    queryFn: ({ signal }) => get<Explanation>(repositoryApi(repository.name, 'permissions', asked), {}, signal),
    enabled: asked !== '',
  });
  return (
    <Panel title="Why can she push here?">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(username.trim());
        }}
      >
        <Group align="flex-end" gap="xs">
          <TextInput
            label="Username"
            value={username}
            onChange={(event) => setUsername(event.currentTarget.value)}
            autoCapitalize="off"
            autoComplete="off"
            spellCheck={false}
          />
          <Button type="submit" variant="default" loading={isFetching} disabled={username.trim() === ''}>
            Explain
          </Button>
        </Group>
      </form>
      <div role="status" className={classes.answer}>
        {error && <ProblemNotice problem={error} />}
        {data && (
          <>
            <Text size="sm">
              {asked} {data.role ? `has the role ${data.role}` : 'has no rights of their own'}
              {data.reasons.length > 0 ? ':' : '.'}
            </Text>
            <List size="sm">
              {data.reasons.map((reason, index) => (
                <List.Item key={index}>{reasonText(reason)}</List.Item>
              ))}
            </List>
          </>
        )}
      </div>
    </Panel>
  );
}

function reasonText(reason: Explanation['reasons'][number]): string {
  if (typeof reason === 'string') {
    return reason;
  }
  return reason.text ?? [reason.role, reason.kind, reason.via].filter(Boolean).join(' · ');
}
