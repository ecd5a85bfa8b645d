import type { Job } from '../../api/admin';

/** What a job is called on the page, and what it is for. */
const KNOWN: Record<string, { title: string; about: string }> = {
  collection: {
    title: 'Collection',
    about: 'Deletes what nothing refers to, and ends uploads that nobody goes on with.',
  },
  inspection: { title: 'Inspection', about: 'Reads the platforms and sizes of what was pushed.' },
  'pull counts': { title: 'Pull counts', about: 'Writes down how often was pulled.' },
  webhooks: { title: 'Webhooks', about: 'Calls webhooks about what happened, and tries again what failed.' },
  'event retention': { title: 'Retention of events', about: 'Forgets what happened too long ago.' },
  'storage sample': { title: 'Storage sample', about: 'Counts what is stored; one node does it for all.' },
  scrub: { title: 'Scrub', about: 'Compares every blob with its digest, when `berth admin scrub` asks for it.' },
};

export interface JobGroup {
  name: string;
  title: string;
  about: string;
  jobs: Job[];
}

/** The jobs of all nodes by what they do, what fails first; what a node that is gone did is left out where another does it. */
export function groups(jobs: Job[]): JobGroup[] {
  const names = [...new Set(jobs.map(({ name }) => name))];
  const all = names.map((name) => {
    const same = jobs.filter((job) => job.name === name);
    const there = same.filter((job) => job.node_ok);
    return { name, ...(KNOWN[name] ?? { title: name, about: '' }), jobs: there.length > 0 ? there : same };
  });
  const fails = (group: JobGroup) => group.jobs.some(({ state }) => state === 'failed');
  return all.sort((one, other) => Number(fails(other)) - Number(fails(one)) || one.title.localeCompare(other.title));
}

const SOON = 60_000;

/** When a job begins again; what does so all the time tells nothing by it. */
export const nextOf = (job: Job, now: number = Date.now()) =>
  job.next_at && Date.parse(job.next_at) - now > SOON ? job.next_at : undefined;
