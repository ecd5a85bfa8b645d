import { Button, Checkbox, Group, NativeSelect } from '@mantine/core';
import { Link, useSearchParams } from 'react-router';
import { useCategories } from '../../api/categories';
import { useList } from '../../api/lists';
import { useSession } from '../../api/session';
import type { RepositorySummary } from '../../api/types';
import { Empty } from '../../parts/Notice';
import { Page } from '../../parts/Page';
import { plural } from '../../parts/format';
import { RepositoryList } from '../../parts/RepositoryList';
import classes from './Explore.module.css';

const FILTERS = ['category', 'os', 'architecture', 'official', 'sort'] as const;

/** What there is on this Berth, and the search in it. */
export default function Explore() {
  const [parameters, setParameters] = useSearchParams();
  const { me } = useSession();
  const q = parameters.get('q') ?? '';
  const filters = Object.fromEntries(FILTERS.map((name) => [name, parameters.get(name) ?? undefined]));
  const isFiltered = q !== '' || ['category', 'os', 'architecture', 'official'].some((name) => parameters.has(name));
  const list = useList<RepositorySummary>('/search', { q: q || undefined, ...filters });

  function set(name: string, value: string) {
    setParameters(
      (before) => {
        const after = new URLSearchParams(before);
        if (value) after.set(name, value);
        else after.delete(name);
        return after;
      },
      { replace: true },
    );
  }

  const heading = q ? `Results for “${q}”` : 'Explore';
  return (
    <Page title={heading}>
      <div className={classes.filters} role="group" aria-label="Filters">
        <Choice name="sort" label="Sort" value={filters.sort} set={set} choices={SORTS} />
        <Categories value={filters.category} set={set} />
        <Choice name="os" label="System" value={filters.os} set={set} choices={SYSTEMS} />
        <Choice
          name="architecture"
          label="Architecture"
          value={filters.architecture}
          set={set}
          choices={ARCHITECTURES}
        />
        <Checkbox
          size="sm"
          label="Official"
          checked={filters.official === 'true'}
          onChange={(event) => set('official', event.currentTarget.checked ? 'true' : '')}
        />
      </div>
      <p className="visually-hidden" role="status">
        {list.isPending
          ? 'Searching'
          : `${plural(list.items.length, 'repository', 'repositories')}${list.more ? ' and more' : ''}`}
      </p>
      <RepositoryList
        list={list}
        label={heading}
        empty={
          isFiltered ? (
            <Empty
              title="Nothing found"
              action={
                <Button variant="default" onClick={() => setParameters({}, { replace: true })}>
                  Clear search and filters
                </Button>
              }
            >
              Search for a part of a name or a description, for <span className="mono">name:tag</span>, or for a digest.
              {!me && ' Private repositories are found once you are signed in.'}
            </Empty>
          ) : (
            <Empty
              title="Nothing public here yet"
              action={
                <Group gap="xs">
                  <Button component={Link} to={me ? '/start' : '/signin'}>
                    {me ? 'Push an image' : 'Sign in'}
                  </Button>
                </Group>
              }
            >
              Repositories are shown here when somebody makes them public.
            </Empty>
          )
        }
      />
    </Page>
  );
}

type Choices = readonly (readonly [string, string])[];

const SORTS: Choices = [
  ['', 'Best first'],
  ['pushed', 'Newest push'],
  ['name', 'Name'],
];
const SYSTEMS: Choices = [
  ['', 'Any system'],
  ['linux', 'Linux'],
  ['windows', 'Windows'],
];
const ARCHITECTURES: Choices = [
  ['', 'Any architecture'],
  ['amd64', 'x86-64 (amd64)'],
  ['arm64', 'ARM 64 (arm64)'],
  ['arm', 'ARM 32 (arm)'],
  ['386', 'x86 (386)'],
  ['ppc64le', 'POWER (ppc64le)'],
  ['s390x', 'IBM Z (s390x)'],
  ['riscv64', 'RISC-V (riscv64)'],
];

interface ChoiceProps {
  name: string;
  label: string;
  value: string | undefined;
  set: (name: string, value: string) => void;
  choices: Choices;
}

function Choice({ name, label, value, set, choices }: ChoiceProps) {
  return (
    <NativeSelect
      aria-label={label}
      size="sm"
      value={value ?? choices[0]?.[0] ?? ''}
      onChange={(event) => set(name, event.currentTarget.value)}
      data={choices.map(([value, label]) => ({ value, label }))}
    />
  );
}

function Categories(props: { value: string | undefined; set: ChoiceProps['set'] }) {
  const categories = useCategories().map(({ name, title }) => [name, title] as const);
  return <Choice name="category" label="Category" {...props} choices={[['', 'Any category'], ...categories]} />;
}
