import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { StorageShare } from '../../api/admin';
import { bytes, plural } from '../../parts/format';
import classes from './Storage.module.css';

const FEW = 10;

/** Who stores how much, as bars beside each other. */
export function Shares({
  shares,
  label,
  link,
  counts,
}: {
  shares: StorageShare[];
  label: string;
  link: (name: string) => string;
  /** Whether how many repositories it is says something. */
  counts?: boolean;
}) {
  const [all, setAll] = useState(false);
  const most = Math.max(1, ...shares.map((each) => each.bytes));
  return (
    <>
      <ol className={classes.shares} aria-label={label}>
        {shares.slice(0, all ? shares.length : FEW).map((each) => (
          <li key={each.name}>
            <Link to={link(each.name)} className={classes.name}>
              {each.name}
            </Link>
            <span className={classes.track} aria-hidden="true">
              <span className={classes.bar} style={{ width: `${(each.bytes / most) * 100}%` }} />
            </span>
            <span className={classes.figure}>
              {bytes(each.bytes)}
              {counts && (
                <span className={classes.count}>{plural(each.repositories, 'repository', 'repositories')}</span>
              )}
            </span>
          </li>
        ))}
      </ol>
      {shares.length > FEW && !all && (
        <Button mt="sm" size="compact-sm" variant="default" onClick={() => setAll(true)}>
          Show {shares.length - FEW} more
        </Button>
      )}
      {counts && (
        <Text size="xs" c="dimmed" mt="sm">
          What several repositories share is stored once, and counted for each of them here.
        </Text>
      )}
    </>
  );
}
