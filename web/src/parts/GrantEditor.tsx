import { ActionIcon, Button, Checkbox, Group, Radio, Stack, TextInput } from '@mantine/core';
import type { Grant, Scope } from '../api/people';
import classes from './GrantEditor.module.css';
import { PlusIcon, TrashIcon } from './icons';

export const SCOPES: { value: Scope; label: string; about: string }[] = [
  { value: 'read', label: 'Pull', about: 'see and download images' },
  { value: 'write', label: 'Push', about: 'upload images and move tags' },
  { value: 'delete', label: 'Delete', about: 'delete tags and images' },
];

/** What a token may do, a box for each. */
export function ScopeBoxes({
  scopes,
  change,
  label,
}: {
  scopes: Scope[];
  change: (scopes: Scope[]) => void;
  label: string;
}) {
  return (
    <Group gap="md" role="group" aria-label={label}>
      {SCOPES.map(({ value, label: name, about }) => (
        <Checkbox
          key={value}
          label={name}
          title={about}
          checked={scopes.includes(value)}
          onChange={(event) =>
            change(
              SCOPES.map((scope) => scope.value).filter((scope) =>
                scope === value ? event.currentTarget.checked : scopes.includes(scope),
              ),
            )
          }
        />
      ))}
    </Group>
  );
}

/** The repositories that a token is for, and what it may do with each. */
export function GrantEditor({
  grants,
  change,
  example,
}: {
  grants: Grant[];
  change: (grants: Grant[]) => void;
  example: string;
}) {
  const replace = (index: number, grant: Grant) => change(grants.map((each, at) => (at === index ? grant : each)));
  return (
    <Stack gap="xs">
      {grants.map((grant, index) => (
        <div key={index} className={classes.grant}>
          <TextInput
            className={classes.name}
            aria-label={`Repository ${index + 1}`}
            placeholder={example}
            value={grant.name}
            onChange={(event) => replace(index, { ...grant, name: event.currentTarget.value })}
            autoCapitalize="off"
            autoComplete="off"
            spellCheck={false}
            required
          />
          <ScopeBoxes
            label={`What it may do with repository ${index + 1}`}
            scopes={grant.scopes}
            change={(scopes) => replace(index, { ...grant, scopes })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`Leave out ${grant.name || `repository ${index + 1}`}`}
            disabled={grants.length === 1}
            onClick={() => change(grants.filter((_, at) => at !== index))}
          >
            <TrashIcon />
          </ActionIcon>
        </div>
      ))}
      <div>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<PlusIcon />}
          onClick={() => change([...grants, { name: '', scopes: grants.at(-1)?.scopes ?? ['read'] }])}
        >
          Another repository
        </Button>
      </div>
    </Stack>
  );
}

/** Whether a token is for everything, or for the repositories that are named. */
export function Reach({
  all,
  change,
  labelOfAll,
}: {
  all: boolean;
  change: (all: boolean) => void;
  labelOfAll: string;
}) {
  return (
    <Radio.Group label="Repositories" value={all ? 'all' : 'some'} onChange={(value) => change(value === 'all')}>
      <Stack gap="xs" mt="xs">
        <Radio value="all" label={labelOfAll} />
        <Radio value="some" label="Only these" />
      </Stack>
    </Radio.Group>
  );
}

/** The same rights in few words. */
export function scopesText(scopes: Scope[]): string {
  return SCOPES.filter(({ value }) => scopes.includes(value))
    .map(({ label }) => label.toLowerCase())
    .join(', ');
}
