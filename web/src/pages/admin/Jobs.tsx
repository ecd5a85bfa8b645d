import { Badge, Button } from '@mantine/core';
import type { Job } from '../../api/admin';
import { useList } from '../../api/lists';
import { Ago } from '../../parts/Ago';
import { Item, Listed } from '../../parts/Listed';
import { Empty } from '../../parts/Notice';
import { useTitle } from '../../parts/Page';
import { Panel } from '../../parts/Panel';

const COLOURS: Record<string, string> = { running: 'tide', failed: 'red', waiting: 'gray', done: 'teal' };

/** What the server does by itself, when it did so last, and when it will again. */
export default function Jobs() {
  useTitle('Jobs');
  const list = useList<Job>('/admin/jobs');
  return (
    <Panel
      title="Jobs"
      flush
      actions={
        <Button size="compact-sm" variant="default" loading={list.isRefetching} onClick={list.retry}>
          Refresh
        </Button>
      }
    >
      <Listed list={list} label="Jobs" empty={<Empty title="Nothing is being done" />}>
        {(job) => (
          <Item
            key={`${job.name} ${job.node ?? ''}`}
            title={
              <>
                {job.name}
                <Badge variant="light" color={COLOURS[job.state] ?? 'gray'} size="sm" tt="none">
                  {job.state}
                </Badge>
              </>
            }
            about={job.detail}
            actions={
              <span>
                {job.ended_at && (
                  <>
                    last <Ago at={job.ended_at} />
                  </>
                )}
                {job.next_at && (
                  <>
                    {' '}
                    · next <Ago at={job.next_at} />
                  </>
                )}
              </span>
            }
          />
        )}
      </Listed>
    </Panel>
  );
}
