import { Badge, Button, Checkbox, Group, NativeSelect, Skeleton, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useList } from '../../api/lists';
import { useRegistryHost } from '../../api/session';
import type { Repository, Tag } from '../../api/types';
import { Ago } from '../../parts/Ago';
import { Command } from '../../parts/Command';
import { CopyButton } from '../../parts/CopyButton';
import { Digest } from '../../parts/Digest';
import { bytes, plural } from '../../parts/format';
import { CompareIcon, SearchIcon, TrashIcon } from '../../parts/icons';
import { More } from '../../parts/More';
import { Empty, ProblemNotice } from '../../parts/Notice';
import { useTitle } from '../../parts/Page';
import { repositoryApi, repositoryPath } from './address';
import { DeleteTags } from './DeleteTags';
import { Platforms } from './Platforms';
import { may } from './queries';
import classes from './Tags.module.css';

const SORTS = [
  { value: 'version', label: 'Newest version' },
  { value: 'pushed', label: 'Newest push' },
  { value: 'name', label: 'Name' },
];

/** The tags of a repository. */
export default function Tags({ repository }: { repository: Repository }) {
  useTitle(`Tags of ${repository.name}`);
  const navigate = useNavigate();
  const [filter, setFilter] = useState('');
  const [q] = useDebouncedValue(filter.trim(), 200);
  const [sort, setSort] = useState('version');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [deleting, setDeleting] = useState(false);
  const list = useList<Tag>(repositoryApi(repository.name, 'tags'), { q: q || undefined, sort });
  const mayDelete = may(repository, 'write');

  function choose(names: string[], on: boolean) {
    setChosen((before) => {
      const after = new Set(before);
      names.forEach((name) => (on ? after.add(name) : after.delete(name)));
      return after;
    });
  }

  if (repository.tags === 0 && !list.isPending && list.items.length === 0 && q === '') {
    return <NoTags repository={repository} />;
  }

  const [from, to] = [...chosen];
  const shown = list.items.map((tag) => tag.name);
  const allChosen = shown.length > 0 && shown.every((name) => chosen.has(name));
  return (
    <>
      <Group gap="xs" mb="sm" className={classes.bar}>
        <TextInput
          type="search"
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
          leftSection={<SearchIcon />}
          placeholder="Filter tags"
          aria-label="Filter tags"
          className={classes.filter}
          spellCheck={false}
        />
        <NativeSelect
          aria-label="Sort tags"
          data={SORTS}
          value={sort}
          onChange={(event) => setSort(event.currentTarget.value)}
        />
        <Group gap="xs" ml="auto">
          <Button
            variant="default"
            leftSection={<CompareIcon />}
            disabled={chosen.size !== 2}
            onClick={() =>
              void navigate(
                `${repositoryPath(repository.name, 'compare')}?from=${encodeURIComponent(from!)}&to=${encodeURIComponent(to!)}`,
              )
            }
          >
            Compare
          </Button>
          {mayDelete && (
            <Button
              variant="default"
              c={chosen.size > 0 ? 'var(--berth-danger)' : undefined}
              leftSection={<TrashIcon />}
              disabled={chosen.size === 0}
              onClick={() => setDeleting(true)}
            >
              Delete{chosen.size > 0 ? ` (${chosen.size})` : ''}
            </Button>
          )}
        </Group>
      </Group>
      <p className="visually-hidden" role="status">
        {list.isPending ? 'Loading' : `${plural(list.items.length, 'tag')}${list.more ? ' and more' : ''}`}
      </p>
      {list.problem && list.items.length === 0 ? (
        <ProblemNotice problem={list.problem} retry={list.retry} />
      ) : (
        <div className={classes.table} role="table" aria-label="Tags" aria-busy={list.isPending}>
          <div className={`${classes.row} ${classes.header}`} role="row">
            <span role="columnheader">
              <Checkbox
                aria-label="Choose all that are shown"
                checked={allChosen}
                indeterminate={!allChosen && shown.some((name) => chosen.has(name))}
                onChange={() => choose(shown, !allChosen)}
                size="xs"
              />
            </span>
            <span role="columnheader">Tag</span>
            <span role="columnheader">Digest</span>
            <span role="columnheader">Platforms</span>
            <span role="columnheader">Size</span>
            <span role="columnheader">Pushed</span>
            <span role="columnheader">Pulled</span>
          </div>
          {list.isPending
            ? Array.from({ length: Math.min(8, Math.max(1, repository.tags)) }, (_, index) => (
                <div key={index} className={classes.row} role="row">
                  <span role="cell" />
                  <span role="cell">
                    <Skeleton height={18} width="60%" />
                  </span>
                </div>
              ))
            : list.items.map((tag) => (
                <Row
                  key={tag.name}
                  repository={repository}
                  tag={tag}
                  chosen={chosen.has(tag.name)}
                  choose={(on) => choose([tag.name], on)}
                />
              ))}
        </div>
      )}
      {!list.isPending && !list.problem && list.items.length === 0 && (
        <Empty
          title={`No tag has “${q}” in its name`}
          action={
            <Button variant="default" onClick={() => setFilter('')}>
              Show all
            </Button>
          }
        />
      )}
      <More more={list.more} busy={list.isFetchingMore} />
      <DeleteTags
        repository={repository}
        names={[...chosen]}
        opened={deleting}
        close={() => setDeleting(false)}
        onDeleted={() => setChosen(new Set())}
      />
    </>
  );
}

interface RowProps {
  repository: Repository;
  tag: Tag;
  chosen: boolean;
  choose: (on: boolean) => void;
}

function Row({ repository, tag, chosen, choose }: RowProps) {
  const host = useRegistryHost();
  return (
    <div className={classes.row} role="row" data-chosen={chosen || undefined}>
      <span role="cell">
        <Checkbox
          aria-label={`Choose ${tag.name}`}
          checked={chosen}
          onChange={(event) => choose(event.currentTarget.checked)}
          size="xs"
        />
      </span>
      <span role="cell" className={classes.tag}>
        <span className={classes.tagLine}>
          <Link to={repositoryPath(repository.name, 'tags', tag.name)} className={classes.name}>
            {tag.name}
          </Link>
          <CopyButton
            text={`docker pull ${host}/${repository.name}:${tag.name}`}
            label={`Copy the command that pulls ${tag.name}`}
            size="xs"
          />
        </span>
        <Aliases repository={repository} tag={tag} />
      </span>
      <span role="cell">
        <Digest digest={tag.digest} />
      </span>
      <span role="cell">
        <Platforms platforms={tag.platforms} />
      </span>
      <span role="cell" className={classes.size}>
        {bytes(tag.size)}
      </span>
      <span role="cell" className={classes.when}>
        <Ago at={tag.pushed_at} />{' '}
        {tag.pushed_by && (
          <Text size="xs" c="dimmed" truncate>
            by {tag.pushed_by}
          </Text>
        )}
      </span>
      <span role="cell" className={classes.when}>
        {tag.last_pulled_at ? <Ago at={tag.last_pulled_at} /> : <span className={classes.never}>never</span>}{' '}
        {tag.pulls > 0 && (
          <Text size="xs" c="dimmed">
            {plural(tag.pulls, 'pull')}
          </Text>
        )}
      </span>
    </div>
  );
}

function Aliases({ repository, tag }: { repository: Repository; tag: Tag }) {
  const others = tag.aliases.filter((alias) => alias !== tag.name);
  if (others.length === 0) {
    return null;
  }
  return (
    <span className={classes.aliases}>
      <span className="visually-hidden">The same image as </span>
      {others.slice(0, 4).map((alias) => (
        <Badge
          key={alias}
          component={Link}
          to={repositoryPath(repository.name, 'tags', alias)}
          variant="light"
          size="sm"
          tt="none"
          style={{ cursor: 'pointer' }}
        >
          = {alias}
        </Badge>
      ))}
      {others.length > 4 && (
        <Text span size="xs" c="dimmed">
          and {others.length - 4} more
        </Text>
      )}
    </span>
  );
}

function NoTags({ repository }: { repository: Repository }) {
  const host = useRegistryHost();
  return (
    <Empty title="No tags yet">
      {may(repository, 'write') ? (
        <div style={{ textAlign: 'left', marginTop: 8 }}>
          <Command>{`docker tag IMAGE ${host}/${repository.name}:v1\ndocker push ${host}/${repository.name}:v1`}</Command>
        </div>
      ) : (
        'Nobody has pushed an image here.'
      )}
    </Empty>
  );
}
