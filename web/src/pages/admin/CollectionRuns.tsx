import { Badge, Skeleton } from '@mantine/core';
import type { CollectionRun } from '../../api/admin';
import { Ago } from '../../parts/Ago';
import { bytes, duration, plural } from '../../parts/format';
import { Item } from '../../parts/Listed';
import lists from '../../parts/Listed.module.css';
import { Empty } from '../../parts/Notice';
import classes from './Collection.module.css';

const COLOURS = { running: 'tide', done: 'teal', failed: 'red', interrupted: 'yellow' };

/** Collections that took something or were asked for, the newest first. */
export function CollectionRuns({ runs }: { runs: CollectionRun[] | undefined }) {
  if (!runs) {
    return (
      <div className={lists.waiting} aria-busy="true" aria-label="Loading">
        <Skeleton height={132} />
      </div>
    );
  }
  if (runs.length === 0) {
    return (
      <Empty title="Nothing was collected yet">
        What is deleted or loses its last tag is collected when its time of grace is over.
      </Empty>
    );
  }
  return (
    <ul className={lists.items} aria-label="The last collections">
      {runs.map((run) => (
        <Item
          key={run.started_at + run.node}
          title={
            <>
              <Ago at={run.started_at} />
              <Badge variant="light" color={COLOURS[run.state]} size="sm" tt="none">
                {run.state}
              </Badge>
            </>
          }
          about={
            <>
              {plural(run.manifests, 'image')}, {plural(run.blobs, 'blob')} of {plural(run.examined, 'candidate')} ·{' '}
              {run.node}
              {run.begun_by && ` · asked for by ${run.begun_by}`}
              {run.ended_at && ` · took ${duration(Date.parse(run.ended_at) - Date.parse(run.started_at))}`}
              {run.failure && ` · ${run.failure}`}
            </>
          }
          actions={<span className={classes.freed}>{bytes(run.bytes)}</span>}
        />
      ))}
    </ul>
  );
}
