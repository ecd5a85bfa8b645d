import { Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { useCategories } from '../../api/categories';
import { post, remove } from '../../api/client';
import type { Repository, RepositorySummary } from '../../api/types';
import { Confirm } from '../../parts/Confirm';
import { ProblemNotice } from '../../parts/Notice';
import { useTitle } from '../../parts/Page';
import { Panel } from '../../parts/Panel';
import { SubmitButton } from '../../parts/SubmitButton';
import { done, failed } from '../../parts/toast';
import { repositoryApi, repositoryPath } from './address';
import { useChangeRepository } from './queries';

const LONGEST_DESCRIPTION = 100;
const MOST_CATEGORIES = 3;

/** What can be changed of a repository. */
export default function Settings({ repository }: { repository: Repository }) {
  useTitle(`Settings of ${repository.name}`);
  return (
    <Stack gap="md">
      <Description repository={repository} />
      <Panel title="Visibility and use">
        <Stack gap="lg">
          <Visibility repository={repository} />
          <Archive repository={repository} />
        </Stack>
      </Panel>
      <Panel title="Name and end">
        <Stack gap="lg">
          <Rename repository={repository} />
          <Delete repository={repository} />
        </Stack>
      </Panel>
    </Stack>
  );
}

function Description({ repository }: { repository: Repository }) {
  const [description, setDescription] = useState(repository.description);
  const [categories, setCategories] = useState(repository.categories);
  const change = useChangeRepository(repository.name);
  const known = useCategories();
  return (
    <Panel title="Description">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate({ description, categories }, { onSuccess: () => done('The description is saved.') });
        }}
      >
        <Stack gap="md" maw={560}>
          <TextInput
            label="In one line"
            description={`${description.length} of ${LONGEST_DESCRIPTION} characters. The README is written on the overview.`}
            value={description}
            onChange={(event) => setDescription(event.currentTarget.value)}
            maxLength={LONGEST_DESCRIPTION}
          />
          {known.length > 0 && (
            <Checkbox.Group
              label="Categories"
              description={`Up to ${MOST_CATEGORIES}; they help others to find it`}
              value={categories}
              onChange={setCategories}
            >
              <Group gap="md" mt={6}>
                {known.map((category) => (
                  <Checkbox
                    key={category.name}
                    size="sm"
                    value={category.name}
                    label={category.title}
                    disabled={categories.length >= MOST_CATEGORIES && !categories.includes(category.name)}
                  />
                ))}
              </Group>
            </Checkbox.Group>
          )}
          {change.error && <ProblemNotice problem={change.error} />}
          <Group>
            <SubmitButton busy={change.isPending}>Save</SubmitButton>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}

function Row({ title, children, action }: { title: string; children: ReactNode; action: ReactNode }) {
  return (
    <Group justify="space-between" gap="md" align="flex-start">
      <Stack gap={2} maw={560}>
        <Text fw={600}>{title}</Text>
        <Text size="sm" c="dimmed">
          {children}
        </Text>
      </Stack>
      {action}
    </Group>
  );
}

function Visibility({ repository }: { repository: Repository }) {
  const [opened, setOpened] = useState(false);
  const change = useChangeRepository(repository.name);
  const isPublic = repository.visibility === 'public';
  const other = isPublic ? 'private' : 'public';
  return (
    <>
      <Row
        title={`This repository is ${repository.visibility}`}
        action={
          <Button variant="default" onClick={() => setOpened(true)}>
            Make it {other}
          </Button>
        }
      >
        {isPublic ? 'Everybody finds it and may pull from it.' : 'Only people with rights know that it exists.'}
      </Row>
      <Confirm
        opened={opened}
        close={() => setOpened(false)}
        title={`Make ${repository.name} ${other}?`}
        action={`Make it ${other}`}
        typed={repository.name}
        run={() =>
          change.mutate(
            { visibility: other, confirm: repository.name },
            {
              onSuccess: () => {
                setOpened(false);
                done(`${repository.name} is ${other} now.`);
              },
            },
          )
        }
        busy={change.isPending}
        problem={change.error}
      >
        <Text size="sm">
          {isPublic
            ? 'Who has no rights here can no longer pull it, and programs that do will fail.'
            : 'Everybody will be able to find it and to pull all of its images, those that are there already among them.'}
        </Text>
      </Confirm>
    </>
  );
}

function Archive({ repository }: { repository: Repository }) {
  const change = useChangeRepository(repository.name);
  const { archived } = repository;
  const set = (to: boolean) =>
    change.mutate(
      { archived: to },
      {
        onSuccess: () =>
          done(to ? 'It is archived: nothing can be pushed.' : 'It can be pushed to again.', {
            label: 'Undo',
            run: () => change.mutate({ archived: !to }, { onError: failed }),
          }),
        onError: failed,
      },
    );
  return (
    <Row
      title={archived ? 'It is archived' : 'Archive'}
      action={
        <Button variant="default" loading={change.isPending} onClick={() => set(!archived)}>
          {archived ? 'Open it again' : 'Archive it'}
        </Button>
      }
    >
      {archived
        ? 'It can be pulled from, and nothing in it can be changed.'
        : 'Keeps it for pulls, and lets nothing be pushed or deleted.'}
    </Row>
  );
}

function Rename({ repository }: { repository: Repository }) {
  const [opened, setOpened] = useState(false);
  const [to, setTo] = useState(repository.name);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const rename = useMutation({
    mutationFn: () =>
      post<RepositorySummary>(repositoryApi(repository.name, 'rename'), { name: to.trim(), confirm: repository.name }),
    onSuccess: ({ name }) => {
      done(`${repository.name} is ${name} now; pulls of the old name go on.`);
      void navigate(repositoryPath(name, 'settings'), { replace: true });
      void queries.invalidateQueries();
    },
  });
  return (
    <>
      <Row
        title="Rename or transfer"
        action={
          <Button variant="default" onClick={() => setOpened(true)}>
            Rename
          </Button>
        }
      >
        Stars and figures stay, and it can still be pulled by the old name, but not pushed to. Naming another namespace
        gives it to that person or organisation; teams and robots of the one that it leaves lose their rights on it.
      </Row>
      <Confirm
        opened={opened}
        close={() => setOpened(false)}
        title={`Rename ${repository.name}`}
        action="Rename"
        typed={repository.name}
        ready={to.trim() !== '' && to.trim() !== repository.name}
        run={() => rename.mutate()}
        busy={rename.isPending}
        problem={rename.error}
      >
        <TextInput
          label="New name"
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
          spellCheck={false}
          autoComplete="off"
        />
      </Confirm>
    </>
  );
}

function Delete({ repository }: { repository: Repository }) {
  const [opened, setOpened] = useState(false);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const deletion = useMutation({
    mutationFn: () => remove(repositoryApi(repository.name), { confirm: repository.name }),
    onSuccess: () => {
      done(`${repository.name} is deleted.`);
      void navigate('/repositories', { replace: true });
      void queries.invalidateQueries({ queryKey: ['list'] });
      queries.removeQueries({ queryKey: ['repository', repository.name] });
    },
  });
  return (
    <>
      <Row
        title="Delete"
        action={
          <Button variant="default" c="var(--berth-danger)" onClick={() => setOpened(true)}>
            Delete
          </Button>
        }
      >
        All its images, stars and figures go with it.
      </Row>
      <Confirm
        opened={opened}
        close={() => setOpened(false)}
        title={`Delete ${repository.name}?`}
        action="Delete it"
        danger
        typed={repository.name}
        run={() => deletion.mutate()}
        busy={deletion.isPending}
        problem={deletion.error}
      >
        <Text size="sm">
          Its tags and images cannot be pulled any more, and nobody can bring them back. To keep them for pulls, archive
          it instead.
        </Text>
      </Confirm>
    </>
  );
}
