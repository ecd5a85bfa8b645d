import { Anchor, Badge, Button, Group, Skeleton, Stack, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { useCategories } from '../../api/categories';
import { useRegistryHost } from '../../api/session';
import type { Repository } from '../../api/types';
import { Ago } from '../../parts/Ago';
import { BarChart } from '../../parts/BarChart';
import { Command } from '../../parts/Command';
import { bytes, count } from '../../parts/format';
import { EditIcon } from '../../parts/icons';
import { Empty, ProblemNotice } from '../../parts/Notice';
import { useTitle } from '../../parts/Page';
import { Panel } from '../../parts/Panel';
import { done } from '../../parts/toast';
import { repositoryApi, repositoryPath } from './address';
import classes from './Overview.module.css';
import { may, pullsQuery, useChangeRepository, useTagToPull } from './queries';

const DAYS = 30;

/** What a repository is, and how to pull it. */
export default function Overview({ repository }: { repository: Repository }) {
  useTitle(repository.name);
  const host = useRegistryHost();
  const tag = useTagToPull(repository);
  const titles = new Map(useCategories().map(({ name, title }) => [name, title]));
  return (
    <div className={classes.columns}>
      <Readme repository={repository} />
      <Stack gap="md" className={classes.side}>
        {repository.tags === 0 && may(repository, 'write') ? (
          <Panel title="Push the first image">
            <Command>{`docker tag IMAGE ${host}/${repository.name}\ndocker push ${host}/${repository.name}`}</Command>
          </Panel>
        ) : (
          <Panel title="Pull">
            <Command>{`docker pull ${host}/${repository.name}${tag ? `:${tag}` : ''}`}</Command>
          </Panel>
        )}
        <Panel>
          <dl className={classes.figures}>
            <Figure name="Pulls">{count(repository.pulls)}</Figure>
            <Figure name="Tags">
              <Anchor component={Link} to={repositoryPath(repository.name, 'tags')}>
                {count(repository.tags)}
              </Anchor>
            </Figure>
            <Figure name="Size">{bytes(repository.size)}</Figure>
            {repository.pushed_at && (
              <Figure name="Last push">
                <Ago at={repository.pushed_at} />
              </Figure>
            )}
            <Figure name="Created">
              <Ago at={repository.created_at} />
            </Figure>
          </dl>
          {repository.categories.length > 0 && (
            <Group gap={6} mt="sm">
              {repository.categories.map((category) => (
                <Badge
                  key={category}
                  component={Link}
                  to={`/explore?category=${encodeURIComponent(category)}`}
                  variant="light"
                  tt="none"
                  style={{ cursor: 'pointer' }}
                >
                  {titles.get(category) ?? category}
                </Badge>
              ))}
            </Group>
          )}
        </Panel>
        <Pulls repository={repository} />
      </Stack>
    </div>
  );
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const day = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', timeZone: 'UTC' });

function Pulls({ repository }: { repository: Repository }) {
  const { data, error, isPending } = useQuery(pullsQuery(repository.name, DAYS));
  if (error) {
    return null;
  }
  return (
    <Panel
      title="Pulls"
      actions={
        <Anchor href={`/api/v1${repositoryApi(repository.name, 'pulls.csv')}?days=365`} size="xs" download>
          CSV
        </Anchor>
      }
    >
      {isPending ? (
        <Skeleton height={140} />
      ) : (
        <BarChart
          title={`The last ${DAYS} days`}
          unit="pulls"
          bars={data.items.map((item) => ({ label: day.format(new Date(item.day)), value: item.pulls }))}
        />
      )}
    </Panel>
  );
}

/** Lets the keyboard reach what is wider than the page, so that it can be scrolled. */
function reachable(markdown: HTMLElement | null) {
  markdown?.querySelectorAll('pre, table').forEach((wide) => wide.setAttribute('tabindex', '0'));
}

function Readme({ repository }: { repository: Repository }) {
  const [editing, setEditing] = useState(false);
  const editable = may(repository, 'admin');
  if (editing) {
    return <ReadmeEditor repository={repository} close={() => setEditing(false)} />;
  }
  return (
    <Panel
      title="README"
      actions={
        editable && (
          <Button size="compact-sm" variant="subtle" leftSection={<EditIcon />} onClick={() => setEditing(true)}>
            Edit
          </Button>
        )
      }
    >
      {repository.readme_html ? (
        // The server made this of the Markdown, and let nothing through that could run.
        <div
          ref={reachable}
          className={classes.markdown}
          dangerouslySetInnerHTML={{ __html: repository.readme_html }}
        />
      ) : (
        <Empty title="No README yet" action={editable && <Button onClick={() => setEditing(true)}>Write one</Button>}>
          {editable
            ? 'Say what the image is and how to run it, in Markdown. A token can set it from your continuous integration, too.'
            : 'Whoever looks after this repository has not described it yet.'}
        </Empty>
      )}
    </Panel>
  );
}

function ReadmeEditor({ repository, close }: { repository: Repository; close: () => void }) {
  const [text, setText] = useState(repository.readme);
  const change = useChangeRepository(repository.name);
  return (
    <Panel title="README">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate(
            { readme: text },
            {
              onSuccess: () => {
                done('The README is saved.');
                close();
              },
            },
          );
        }}
      >
        <Stack gap="sm">
          <Textarea
            aria-label="README in Markdown"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            rows={18}
            classNames={{ input: classes.editor ?? '' }}
            spellCheck
            autoFocus
          />
          {change.error && <ProblemNotice problem={change.error} />}
          <Group justify="space-between">
            <Text size="xs" c="dimmed">
              Markdown with tables; no scripts. {text.length.toLocaleString('en')} of 100,000 characters
            </Text>
            <Group gap="xs">
              <Button variant="default" onClick={close}>
                Cancel
              </Button>
              <Button type="submit" loading={change.isPending}>
                Save
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}
