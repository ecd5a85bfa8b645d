import { Badge, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { RepositorySummary } from '../api/types';
import { repositoryPath } from '../pages/repository/address';
import { Ago } from './Ago';
import { count, plural } from './format';
import { LockIcon, PullIcon, StarIcon } from './icons';
import classes from './RepositoryRow.module.css';

/** A repository in a list. */
export function RepositoryRow({ repository }: { repository: RepositorySummary }) {
  const { name, namespace } = repository;
  const rest = name.startsWith(`${namespace}/`) ? name.slice(namespace.length + 1) : name;
  return (
    <li className={classes.row}>
      <div className={classes.head}>
        <Link to={repositoryPath(name)} className={classes.name}>
          {rest !== name && <span className={classes.namespace}>{namespace}/</span>}
          {rest}
        </Link>
        {repository.visibility === 'private' && (
          <Badge variant="default" size="sm" leftSection={<LockIcon size={11} />} tt="none">
            private
          </Badge>
        )}
        {repository.official && (
          <Badge variant="light" size="sm" tt="none">
            official
          </Badge>
        )}
        {repository.archived && (
          <Badge variant="default" size="sm" tt="none">
            archived
          </Badge>
        )}
      </div>
      {repository.description && (
        <Text size="sm" c="dimmed" className={classes.description}>
          {repository.description}
        </Text>
      )}
      <ul className={classes.figures} aria-label={`Figures of ${name}`}>
        <li title={plural(repository.pulls, 'pull')}>
          <PullIcon />
          {count(repository.pulls)}
          <span className="visually-hidden"> pulls</span>
        </li>
        <li title={plural(repository.stars, 'star')}>
          <StarIcon />
          {count(repository.stars)}
          <span className="visually-hidden"> stars</span>
        </li>
        {repository.platforms.length > 0 && <li>{platforms(repository.platforms)}</li>}
        {repository.pushed_at && (
          <li>
            pushed <Ago at={repository.pushed_at} />
          </li>
        )}
      </ul>
    </li>
  );
}

const SHOWN = 3;

function platforms(all: string[]): string {
  const names = all.map((platform) => platform.replace(/^linux\//, ''));
  return names.slice(0, SHOWN).join(', ') + (names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '');
}
