import { Badge, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Job } from '../../api/admin';
import { get } from '../../api/client';
import { Ago } from '../../parts/Ago';
import { Item } from '../../parts/Listed';
import lists from '../../parts/Listed.module.css';
import { ProblemNotice } from '../../parts/Notice';
import { useTitle } from '../../parts/Page';
import { Panel } from '../../parts/Panel';
import { groups, nextOf } from './jobs';

/** What the nodes do by themselves, when they did so last, and when they will again; asked anew while it is looked at. */
export default function Jobs() {
  useTitle('Jobs');
  const { data, error, refetch } = useQuery({
    queryKey: ['admin', 'jobs'],
    queryFn: ({ signal }) => get<Job[]>('/admin/jobs', {}, signal),
    refetchInterval: 5000,
  });
  if (error && !data) {
    return <ProblemNotice problem={error} retry={() => void refetch()} />;
  }
  if (!data) {
    return (
      <Stack gap="md" aria-busy="true" aria-label="Loading">
        {Array.from({ length: 5 }, (_, index) => (
          <Skeleton key={index} height={140} />
        ))}
      </Stack>
    );
  }
  return (
    <Stack gap="md">
      {groups(data).map(({ name, title, about, jobs }) => (
        <Panel key={name} title={title} flush>
          {about && (
            <Text size="sm" c="dimmed" px="md" pt="sm">
              {about}
            </Text>
          )}
          <ul className={lists.items} aria-label={`${title}, by node`}>
            {jobs.map((job) => (
              <JobRow key={job.node} job={job} />
            ))}
          </ul>
        </Panel>
      ))}
    </Stack>
  );
}

const COLOURS = { running: 'tide', failed: 'red', waiting: 'gray', done: 'teal' };
const WORDS = { running: 'runs', failed: 'failed', waiting: 'has not begun', done: 'went well' };

function JobRow({ job }: { job: Job }) {
  const next = nextOf(job);
  return (
    <Item
      title={
        <>
          {job.node || 'This node'}
          <Badge variant="light" color={COLOURS[job.state]} size="sm" tt="none">
            {WORDS[job.state]}
          </Badge>
          {!job.node_ok && (
            <Badge variant="light" color="yellow" size="sm" tt="none">
              node is not there
            </Badge>
          )}
        </>
      }
      about={
        (job.did || job.failure) && (
          <>
            {job.did && (
              <div>
                {job.did.text}, <Ago at={job.did.at} />
              </div>
            )}
            {job.failure && (
              <div>
                failed <Ago at={job.failure.at} />: {job.failure.text}
              </div>
            )}
          </>
        )
      }
      actions={
        <Text size="sm" c="dimmed">
          {job.ended_at ? (
            <>
              last <Ago at={job.ended_at} />
            </>
          ) : (
            'not yet done'
          )}
          {next && (
            <>
              {' '}
              · next <Ago at={next} />
            </>
          )}
        </Text>
      }
    />
  );
}
