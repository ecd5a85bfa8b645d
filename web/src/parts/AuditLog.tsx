import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useSearchParams } from 'react-router';
import { address } from '../api/client';
import { useList } from '../api/lists';
import type { HappenedEvent } from '../api/types';
import { EventList } from './EventList';
import { Empty } from './Notice';

export interface KindOfEvent {
  value: string;
  label: string;
}

/** What happened, to be narrowed by kind, person and days, and taken away as a file. The address keeps what was chosen. */
export function AuditLog({ path, kinds }: { path: string; kinds: KindOfEvent[] }) {
  const [parameters, setParameters] = useSearchParams();
  const filter = {
    kind: parameters.get('kind') ?? '',
    actor: parameters.get('actor') ?? '',
    from: parameters.get('from') ?? '',
    to: parameters.get('to') ?? '',
  };
  const [actor, setActor] = useState(filter.actor);
  const narrowed = Object.values(filter).some((value) => value !== '');
  const asked = { ...filter, to: dayAfter(filter.to) };
  const list = useList<HappenedEvent>(path, asked);
  const change = (name: keyof typeof filter, value: string) =>
    setParameters(
      (before) => {
        const after = new URLSearchParams(before);
        if (value) {
          after.set(name, value);
        } else {
          after.delete(name);
        }
        return after;
      },
      { replace: true },
    );
  return (
    <Stack gap="md">
      <form
        role="search"
        aria-label="Narrow the log"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          change('actor', actor.trim());
        }}
      >
        <Group align="flex-end" gap="xs">
          <NativeSelect
            label="What"
            data={[{ value: '', label: 'Everything' }, ...kinds]}
            value={filter.kind}
            onChange={(event) => change('kind', event.currentTarget.value)}
          />
          <TextInput
            label="By whom"
            placeholder="Username"
            value={actor}
            onChange={(event) => setActor(event.currentTarget.value)}
            onBlur={() => change('actor', actor.trim())}
            autoCapitalize="off"
            autoComplete="off"
            spellCheck={false}
            w={140}
          />
          <TextInput
            type="date"
            label="From"
            value={filter.from}
            max={filter.to || undefined}
            onChange={(event) => change('from', event.currentTarget.value)}
          />
          <TextInput
            type="date"
            label="Until"
            value={filter.to}
            min={filter.from || undefined}
            onChange={(event) => change('to', event.currentTarget.value)}
          />
          <Button
            variant="subtle"
            disabled={!narrowed}
            onClick={() => {
              setActor('');
              setParameters({}, { replace: true });
            }}
          >
            Clear
          </Button>
          <Group gap="xs" ml="auto">
            <Button variant="default" component="a" href={address(`${path}.csv`, asked)} download>
              CSV
            </Button>
            <Button variant="default" component="a" href={address(`${path}.json`, asked)} download>
              JSON
            </Button>
          </Group>
        </Group>
      </form>
      <EventList
        list={list}
        showRepository
        empty={
          narrowed ? (
            <Empty title="Nothing of this kind happened">Take a wider span of days, or everything.</Empty>
          ) : (
            <Empty title="Nothing happened yet">
              Every change of people, rights, repositories and tags is told here.
            </Empty>
          )
        }
      />
    </Stack>
  );
}

/** The day that follows: people mean the last day to be in, and the API leaves it out. */
export function dayAfter(day: string): string {
  const moment = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(moment.getTime()) ? '' : new Date(moment.getTime() + 86_400_000).toISOString().slice(0, 10);
}
