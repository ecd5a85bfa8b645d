import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useList } from '../../api/lists';
import type { HappenedEvent, Repository } from '../../api/types';
import { EventList } from '../../parts/EventList';
import { Empty } from '../../parts/Notice';
import { useTitle } from '../../parts/Page';
import { repositoryApi } from './address';

const KINDS = [
  { value: '', label: 'Everything' },
  { value: 'tag', label: 'Tags' },
  { value: 'manifest', label: 'Images' },
  { value: 'repository', label: 'The repository' },
];

/** What happened to a repository. */
export default function Activity({ repository }: { repository: Repository }) {
  useTitle(`Activity of ${repository.name}`);
  const [kind, setKind] = useState('');
  const list = useList<HappenedEvent>(repositoryApi(repository.name, 'activity'), { kind: kind || undefined });
  return (
    <>
      <NativeSelect
        aria-label="Show"
        data={KINDS}
        value={kind}
        onChange={(event) => setKind(event.currentTarget.value)}
        maw={200}
        mb="sm"
      />
      <EventList
        list={list}
        empty={
          <Empty title="Nothing happened yet">Pushes, deletions and changes of the repository are told here.</Empty>
        }
      />
    </>
  );
}
