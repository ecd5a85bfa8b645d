import { Badge, Button, Switch } from '@mantine/core';
import type { Grant, Scope } from '../api/people';
import { Ago } from './Ago';
import { scopesText } from './GrantEditor';
import { Item } from './Listed';

/** A token or a robot in a list. */
export function TokenRow({
  token,
  name = token.label,
  reach,
  action = 'Revoke',
  onSwitch,
  onRevoke,
  busy,
}: {
  token: {
    label: string;
    scopes?: Scope[];
    repositories?: Grant[] | null;
    enabled?: boolean;
    created_at: string;
    expires_at: string | null;
    last_used_at: string | null;
  };
  /** What it is called in the list, where that is not its label. */
  name?: string;
  /** What it is for where no repositories are named. */
  reach: string;
  /** The word for making it good for nothing. */
  action?: string;
  onSwitch: (enabled: boolean) => void;
  onRevoke: () => void;
  busy: boolean;
}) {
  const { label, expires_at: expires, last_used_at: used, enabled = true } = token;
  const expired = expires !== null && new Date(expires) < new Date();
  return (
    <Item
      title={
        <>
          <span>{name}</span>
          {expired && (
            <Badge variant="light" color="red" size="sm" tt="none">
              expired
            </Badge>
          )}
          {!enabled && (
            <Badge variant="default" size="sm" tt="none">
              off
            </Badge>
          )}
        </>
      }
      about={
        <>
          <div>
            {token.repositories && token.repositories.length > 0
              ? token.repositories.map((grant, index) => (
                  <span key={grant.name}>
                    {index > 0 && '; '}
                    <code className="mono">{grant.name}</code>: {scopesText(grant.scopes)}
                  </span>
                ))
              : `${reach}: ${scopesText(token.scopes ?? [])}`}
          </div>
          <div>
            {used ? (
              <>
                used <Ago at={used} />
              </>
            ) : (
              'never used'
            )}{' '}
            · made <Ago at={token.created_at} />
            {expires && (
              <>
                {' '}
                · {expired ? 'ended' : 'ends'} <Ago at={expires} />
              </>
            )}
          </div>
        </>
      }
      actions={
        <>
          <Switch
            size="sm"
            aria-label={`${label} works`}
            title={enabled ? 'It works; switch it off' : 'It is off; switch it on'}
            checked={enabled}
            disabled={busy}
            onChange={(event) => onSwitch(event.currentTarget.checked)}
          />
          <Button size="compact-sm" variant="default" aria-label={`${action} ${label}`} onClick={onRevoke}>
            {action}
          </Button>
        </>
      }
    />
  );
}
