import { Stack, Text } from '@mantine/core';
import { bytes } from '../../parts/format';
import classes from './Health.module.css';

/** How much of something is used. */
export function Meter({ label, used, total }: { label: string; used: number; total: number }) {
  const share = total > 0 ? Math.min(1, used / total) : 0;
  return (
    <Stack gap={4}>
      <Text size="sm">
        {label}: <span className={classes.figure}>{bytes(used)}</span> of {bytes(total)}
      </Text>
      <div className={classes.meter} aria-hidden="true">
        <span className={classes.level} style={{ width: `${share * 100}%` }} />
      </div>
    </Stack>
  );
}
