import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { ImageConfig } from '../../api/types';
import { Panel } from '../../parts/Panel';
import classes from './Configuration.module.css';

/** How a container of the image begins. */
export function Configuration({ config }: { config: ImageConfig }) {
  const rows: [string, ReactNode][] = [
    ['Entry point', words(config.entrypoint)],
    ['Command', words(config.cmd)],
    ['Working folder', config.working_dir],
    ['User', config.user],
    ['Ports', config.exposed_ports?.join(', ')],
    ['Volumes', config.volumes?.join(', ')],
    ['Stop signal', config.stop_signal],
    ['Environment', lines(config.env)],
    ['Labels', lines(Object.entries(config.labels ?? {}).map(([name, value]) => `${name}=${value}`))],
  ];
  const known = rows.filter(([, value]) => value);
  if (known.length === 0) {
    return null;
  }
  return (
    <Panel title="Configuration">
      <dl className={classes.rows}>
        {known.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

function words(command: string[] | null | undefined): ReactNode {
  return command?.length ? JSON.stringify(command).replaceAll('","', '", "') : undefined;
}

function lines(items: string[] | null | undefined): ReactNode {
  return items?.length ? <Lines items={items} /> : undefined;
}

const SHOWN = 8;

function Lines({ items }: { items: string[] }) {
  const [all, setAll] = useState(items.length <= SHOWN + 1);
  return (
    <>
      {(all ? items : items.slice(0, SHOWN)).map((item) => (
        <div key={item}>{item}</div>
      ))}
      {!all && (
        <Button variant="subtle" size="compact-xs" onClick={() => setAll(true)}>
          Show all {items.length}
        </Button>
      )}
    </>
  );
}
