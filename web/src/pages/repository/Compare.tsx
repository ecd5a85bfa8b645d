import { Badge, Button, Group, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { get } from '../../api/client';
import type { Comparison, ImageConfig, Layer, Repository } from '../../api/types';
import { Digest } from '../../parts/Digest';
import { bytes, plural } from '../../parts/format';
import { CompareIcon } from '../../parts/icons';
import { Empty, ProblemNotice } from '../../parts/Notice';
import { Rows } from '../../parts/PageSkeleton';
import { useTitle } from '../../parts/Page';
import { Panel } from '../../parts/Panel';
import { repositoryApi, repositoryPath } from './address';
import classes from './Compare.module.css';
import { readInstruction } from './instruction';

/** What is different between two tags. */
export default function Compare({ repository }: { repository: Repository }) {
  useTitle(`Comparison in ${repository.name}`);
  const [parameters, setParameters] = useSearchParams();
  const from = parameters.get('from') ?? '';
  const to = parameters.get('to') ?? '';
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['repository', repository.name, 'comparison', from, to],
    queryFn: ({ signal }) => get<Comparison>(repositoryApi(repository.name, 'compare'), { from, to }, signal),
    enabled: from !== '' && to !== '',
  });
  return (
    <Stack gap="md">
      <Choice key={`${from} ${to}`} from={from} to={to} set={(a, b) => setParameters({ from: a, to: b })} />
      {from === '' || to === '' ? (
        <Empty title="Which two?">Name two tags, or choose them in the list of tags.</Empty>
      ) : error ? (
        <ProblemNotice problem={error} retry={() => void refetch()} />
      ) : isPending ? (
        <Rows count={4} />
      ) : (
        <Differences repository={repository} comparison={data} from={from} to={to} />
      )}
    </Stack>
  );
}

function Choice({ from, to, set }: { from: string; to: string; set: (from: string, to: string) => void }) {
  const [a, setA] = useState(from);
  const [b, setB] = useState(to);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        set(a.trim(), b.trim());
      }}
    >
      <Group align="flex-end" gap="xs">
        <TextInput label="From" value={a} onChange={(event) => setA(event.currentTarget.value)} spellCheck={false} />
        <TextInput label="To" value={b} onChange={(event) => setB(event.currentTarget.value)} spellCheck={false} />
        <Button type="submit" leftSection={<CompareIcon />} disabled={!a.trim() || !b.trim()}>
          Compare
        </Button>
        {from && to && (
          <Button variant="default" onClick={() => set(to, from)}>
            The other way round
          </Button>
        )}
      </Group>
    </form>
  );
}

interface DifferencesProps {
  repository: Repository;
  comparison: Comparison;
  from: string;
  to: string;
}

function Differences({ repository, comparison, from, to }: DifferencesProps) {
  const before = comparison.from;
  const after = comparison.to;
  if (before.digest === after.digest) {
    return <Empty title="The same image">{`${from} and ${to} point to the same digest.`}</Empty>;
  }
  const growth = after.size - before.size;
  const layers = compareLayers(before.layers, after.layers);
  const kept = layers.filter((layer) => layer.kind === 'kept' && !layer.layer.empty).length;
  const config = compareConfig(before.config, after.config);
  return (
    <>
      <div className={classes.sides}>
        {[
          { label: from, image: before },
          { label: to, image: after },
        ].map(({ label, image }) => (
          <Panel key={label}>
            <Group justify="space-between">
              <Link to={repositoryPath(repository.name, 'tags', label)} className={classes.name}>
                {label}
              </Link>
              <Digest digest={image.digest} />
            </Group>
            {bytes(image.size)}
          </Panel>
        ))}
      </div>
      <Panel
        title={`Layers: ${plural(kept, 'layer')} in both, ${growth === 0 ? 'the same size' : `${growth > 0 ? '+' : '−'}${bytes(Math.abs(growth))}`}`}
        flush
      >
        <ul className={classes.lines}>
          {layers.map(({ kind, layer }, index) => (
            <li key={index} data-kind={kind}>
              <span className={classes.sign}>
                {SIGNS[kind].sign}
                <span className="visually-hidden">{SIGNS[kind].name}</span>
              </span>
              <code>{instructionText(layer)}</code>
              <span className={classes.size}>{layer.empty ? '' : bytes(layer.size)}</span>
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title="Configuration" flush={config.length > 0}>
        {config.length === 0 ? (
          'The same in both.'
        ) : (
          <ul className={classes.lines}>
            {config.map(({ kind, name, value }) => (
              <li key={kind + name + value} data-kind={kind}>
                <span className={classes.sign}>
                  {SIGNS[kind].sign}
                  <span className="visually-hidden">{SIGNS[kind].name}</span>
                </span>
                <code>
                  <Badge variant="default" size="xs" tt="none" mr={6}>
                    {name}
                  </Badge>
                  {value}
                </code>
              </li>
            ))}
          </ul>
        )}
      </Panel>
    </>
  );
}

const SIGNS = {
  kept: { sign: ' ', name: 'in both' },
  removed: { sign: '−', name: 'only in the first' },
  added: { sign: '+', name: 'only in the second' },
};

type Kind = keyof typeof SIGNS;

function instructionText(layer: Layer): string {
  const { keyword, text } = readInstruction(layer.instruction);
  return keyword ? `${keyword} ${text}` : text;
}

/** Images share the layers that they begin with; what follows is of one or of the other. */
export function compareLayers(before: Layer[], after: Layer[]): { kind: Kind; layer: Layer }[] {
  const same = (a: Layer, b: Layer) =>
    a.digest === b.digest && a.empty === b.empty && (!a.empty || a.instruction === b.instruction);
  let common = 0;
  while (common < before.length && common < after.length && same(before[common]!, after[common]!)) {
    common++;
  }
  return [
    ...before.slice(0, common).map((layer) => ({ kind: 'kept' as const, layer })),
    ...before.slice(common).map((layer) => ({ kind: 'removed' as const, layer })),
    ...after.slice(common).map((layer) => ({ kind: 'added' as const, layer })),
  ];
}

/** The lines of the configurations that are in one alone. */
export function compareConfig(before: ImageConfig | null, after: ImageConfig | null) {
  const a = configLines(before);
  const b = configLines(after);
  const has = (lines: [string, string][], [name, value]: [string, string]) =>
    lines.some((line) => line[0] === name && line[1] === value);
  return [
    ...a.filter((line) => !has(b, line)).map(([name, value]) => ({ kind: 'removed' as Kind, name, value })),
    ...b.filter((line) => !has(a, line)).map(([name, value]) => ({ kind: 'added' as Kind, name, value })),
  ].sort((x, y) => x.name.localeCompare(y.name));
}

function configLines(config: ImageConfig | null): [string, string][] {
  if (!config) {
    return [];
  }
  const one = (name: string, value: string | null | undefined): [string, string][] => (value ? [[name, value]] : []);
  return [
    ...one('entry point', config.entrypoint?.join(' ')),
    ...one('command', config.cmd?.join(' ')),
    ...one('folder', config.working_dir),
    ...one('user', config.user),
    ...(config.exposed_ports ?? []).map((port): [string, string] => ['port', port]),
    ...(config.volumes ?? []).map((volume): [string, string] => ['volume', volume]),
    ...(config.env ?? []).map((line): [string, string] => ['environment', line]),
    ...Object.entries(config.labels ?? {}).map(([key, value]): [string, string] => ['label', `${key}=${value}`]),
  ];
}
