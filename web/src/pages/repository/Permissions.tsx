import { ActionIcon, Badge, Button, Group, List, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { get, put, remove } from '../../api/client';
import type { PermissionOf, Permissions as PermissionsOfRepository, Repository, Role } from '../../api/types';
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
    queryFn: ({ signal }) => get<PermissionsOfRepository>(path, {}, signal),
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
        {data ? <Granted repository={repository} permissions={data} /> : <Rows count={3} />}
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

function Granted({ repository, permissions }: { repository: Repository; permissions: PermissionsOfRepository }) {
  const { owner, teams, collaborators } = permissions;
  return (
    <ul className={classes.grants}>
      {owner.kind && (
        <li>
          <Who name={owner.name} kind={owner.kind === 'person' ? 'owner' : 'owners of the organisation'} linked />
          <Text size="sm">admin</Text>
        </li>
      )}
      {teams.map((team) => (
        <li key={team.team + team.target}>
          <Who name={team.team} kind={`team, on ${team.target}`} />
          <Text size="sm">{team.role}</Text>
        </li>
      ))}
      {collaborators.map(({ username, role }) => (
        <li key={username}>
          <Who name={username} kind="collaborator" linked />
          <Collaborator repository={repository} username={username} role={role} />
        </li>
      ))}
    </ul>
  );
}

function Who({ name, kind, linked = false }: { name: string; kind: string; linked?: boolean }) {
  return (
    <span className={classes.who}>
      {linked ? (
        <Link to={`/u/${name}`} className={classes.link}>
          {name}
        </Link>
      ) : (
        <b>{name}</b>
      )}
      <Badge variant="default" size="sm" tt="none">
        {kind}
      </Badge>
    </span>
  );
}

interface CollaboratorProps {
  repository: Repository;
  username: string;
  role: Role;
}

function Collaborator({ repository, username, role }: CollaboratorProps) {
  const { grant, withdraw } = useCollaborators(repository);
  return (
    <Group gap={4} wrap="nowrap">
      <NativeSelect
        size="xs"
        aria-label={`Role of ${username}`}
        data={ROLES}
        value={role}
        onChange={(event) =>
          grant.mutate(
            { username, role: event.currentTarget.value as Role },
            { onSuccess: () => done(`${username} has another role.`), onError: failed },
          )
        }
      />
      <ActionIcon
        variant="subtle"
        color="red"
        aria-label={`Take the rights from ${username}`}
        onClick={() =>
          withdraw.mutate(username, {
            onSuccess: () =>
              done(`${username} has no rights here any more.`, {
                label: 'Undo',
                run: () => grant.mutate({ username, role }),
              }),
            onError: failed,
          })
        }
      >
        <TrashIcon />
      </ActionIcon>
    </Group>
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

/** Answers why somebody may do something here, or why not. */
function Why({ repository }: { repository: Repository }) {
  const [asked, setAsked] = useState('');
  const [username, setUsername] = useState('');
  const { data, error, isFetching } = useQuery({
    queryKey: ['repository', repository.name, 'permissions', asked],
    queryFn: ({ signal }) => get<PermissionOf>(repositoryApi(repository.name, 'permissions', asked), {}, signal),
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
              {asked} {data.role ? `has the role ${data.role}` : 'may do nothing here'}
              {data.reasons.length > 0 ? ':' : '.'}
            </Text>
            <List size="sm">
              {data.reasons.map((reason, index) => (
                <List.Item key={index}>{reason.explanation}</List.Item>
              ))}
            </List>
          </>
        )}
      </div>
    </Panel>
  );
}
