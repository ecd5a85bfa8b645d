import { Badge, Button, Group, Skeleton, Text, Title, Tooltip } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { Link, Navigate, NavLink, useLocation, useNavigate, useParams } from 'react-router';
import { Problem } from '../../api/problem';
import { useSession } from '../../api/session';
import type { Repository } from '../../api/types';
import { CopyButton } from '../../parts/CopyButton';
import { count } from '../../parts/format';
import { GlobeIcon, LockIcon, StarFilledIcon, StarIcon } from '../../parts/icons';
import { signInFrom } from '../../parts/next';
import { ProblemNotice } from '../../parts/Notice';
import { Rows } from '../../parts/PageSkeleton';
import { useStrip } from '../../parts/strip';
import { failed } from '../../parts/toast';
import NotFound from '../home/NotFound';
import { movedPath, parseRepositoryAddress, repositoryPath } from './address';
import { may, useRepository, useStar } from './queries';
import classes from './RepositoryPage.module.css';

const Overview = lazy(() => import('./Overview'));
const Tags = lazy(() => import('./Tags'));
const Image = lazy(() => import('./Image'));
const Compare = lazy(() => import('./Compare'));
const Activity = lazy(() => import('./Activity'));
const Webhooks = lazy(() => import('./Webhooks'));
const Permissions = lazy(() => import('./Permissions'));
const Settings = lazy(() => import('./Settings'));

/** A repository: what is above its tabs, and the one that the address names. */
export default function RepositoryPage() {
  const { '*': path = '' } = useParams();
  const address = parseRepositoryAddress(path);
  const { name, rest } = address;
  const { data: repository, error, refetch } = useRepository(name);

  if (error instanceof Problem && error.isGone) {
    return <NotFound />;
  }
  const moved = repository && movedPath(address, repository.name);
  if (moved) {
    return <Navigate to={moved} replace />;
  }
  return (
    <div className={classes.page}>
      <Head name={name} repository={repository} />
      <Tabs name={name} repository={repository} />
      {error && !repository ? (
        <ProblemNotice problem={error} retry={() => void refetch()} />
      ) : (
        <Suspense fallback={<Rows count={4} />}>
          {repository ? <Content repository={repository} rest={rest} /> : <Rows count={4} />}
        </Suspense>
      )}
    </div>
  );
}

function Content({ repository, rest }: { repository: Repository; rest: string[] }) {
  const [tab, what] = rest;
  switch (tab) {
    case undefined:
      return <Overview repository={repository} />;
    case 'tags':
      return what ? <Image key={what} repository={repository} tag={what} /> : <Tags repository={repository} />;
    case 'manifests':
      return what ? <Image key={what} repository={repository} digest={what} /> : <NotFound />;
    case 'compare':
      return <Compare repository={repository} />;
    case 'activity':
      return <Activity repository={repository} />;
    case 'webhooks':
      return <Webhooks repository={repository} />;
    case 'permissions':
      return <Permissions repository={repository} />;
    case 'settings':
      return <Settings repository={repository} />;
    default:
      return <NotFound />;
  }
}

function Head({ name, repository }: { name: string; repository: Repository | undefined }) {
  const slash = name.indexOf('/');
  const namespace = slash < 0 ? 'library' : name.slice(0, slash);
  return (
    <div className={classes.head}>
      <div className={classes.title}>
        <Group gap="xs" wrap="wrap">
          <Title order={1} className={classes.name}>
            <Link to={`/u/${namespace}`} className={classes.namespace}>
              {namespace}
            </Link>
            <span className={classes.slash}>/</span>
            {name.slice(slash + 1)}
          </Title>
          <CopyButton text={name} label="Copy name" />
          {repository && (
            <Badge
              variant="default"
              size="md"
              tt="none"
              leftSection={repository.visibility === 'private' ? <LockIcon size={12} /> : <GlobeIcon size={12} />}
            >
              {repository.visibility}
            </Badge>
          )}
          {repository?.archived && (
            <Tooltip label="It can be pulled, and not pushed to">
              <Badge variant="light" color="yellow" size="md" tt="none">
                archived
              </Badge>
            </Tooltip>
          )}
        </Group>
        {repository ? (
          repository.description && <Text c="dimmed">{repository.description}</Text>
        ) : (
          <Skeleton height={20} width="min(24rem, 70%)" />
        )}
      </div>
      {repository ? <Star repository={repository} /> : <Skeleton height={30} width={96} />}
    </div>
  );
}

function Star({ repository }: { repository: Repository }) {
  const { me } = useSession();
  const location = useLocation();
  const navigate = useNavigate();
  const star = useStar(repository.name);
  const starred = repository.starred ?? false;
  return (
    <Button
      variant="default"
      size="compact-md"
      className={classes.star}
      leftSection={starred ? <StarFilledIcon /> : <StarIcon />}
      aria-pressed={starred}
      onClick={() => (me ? star.mutate(!starred, { onError: failed }) : void navigate(signInFrom(location)))}
    >
      {starred ? 'Starred' : 'Star'}&ensp;{count(repository.stars)}
      <span className="visually-hidden"> stars</span>
    </Button>
  );
}

function Tabs({ name, repository }: { name: string; repository: Repository | undefined }) {
  const tabs: [string, string, boolean][] = [
    ['Overview', repositoryPath(name), true],
    [`Tags${repository ? ` (${count(repository.tags)})` : ''}`, repositoryPath(name, 'tags'), true],
    ['Activity', repositoryPath(name, 'activity'), true],
    ['Webhooks', repositoryPath(name, 'webhooks'), may(repository, 'admin')],
    ['Permissions', repositoryPath(name, 'permissions'), may(repository, 'admin')],
    ['Settings', repositoryPath(name, 'settings'), may(repository, 'admin')],
  ];
  const shown = tabs.filter(([, , isShown]) => isShown);
  const strip = useStrip(shown.length);
  return (
    <nav ref={strip} className={classes.tabs} aria-label="Repository">
      {shown.map(([label, to]) => (
        <NavLink key={to} to={to} end={to === repositoryPath(name)}>
          {label}
        </NavLink>
      ))}
    </nav>
  );
}
