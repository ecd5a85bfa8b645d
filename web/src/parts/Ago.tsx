import { ago } from './format';

const exact = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

/** When something was: in words, and exactly for who points at it. */
export function Ago({ at }: { at: string | number }) {
  const moment = new Date(at);
  return (
    <time dateTime={moment.toISOString()} title={exact.format(moment)} style={{ whiteSpace: 'nowrap' }}>
      {ago(moment)}
    </time>
  );
}
