import type { HappenedEvent } from '../api/types';

const KNOWN: Record<string, string> = {
  'tag.pushed': 'pushed a tag',
  'tag.deleted': 'deleted a tag',
  'manifest.pushed': 'pushed an image',
  'manifest.deleted': 'deleted an image',
  'repository.created': 'created the repository',
  'repository.changed': 'changed the repository',
  'repository.renamed': 'renamed the repository',
  'repository.deleted': 'deleted the repository',
  'namespace.changed': 'changed how repositories come to be',
  'account.created': 'made the account',
  'account.closed': 'closed the account',
  'account.disabled': 'disabled the account',
  'account.enabled': 'enabled the account',
  'account.administrator_made': 'made an administrator of the account',
  'account.administrator_unmade': 'took the rights of an administrator from the account',
  'account.signed_in': 'signed in',
  'account.sign_in_slowed': 'tried to sign in wrongly too often',
  'account.password_changed': 'changed the password',
  'account.password_reset': 'chose another password by a code',
  'account.password_reset_handed_out': 'handed out a code to choose another password',
  'account.email_changed': 'changed the e-mail address',
  'account.email_verified': 'verified the e-mail address',
  'account.second_factor_on': 'switched the second factor on',
  'account.second_factor_off': 'switched the second factor off',
  'account.recovery_code_used': 'used a recovery code',
  'account.recovery_codes_renewed': 'made new recovery codes',
  'account.invited': 'invited somebody to sign up',
  'collection.begun': 'began a collection',
  'settings.changed': 'changed the settings',
  'organisation.created': 'founded the organisation',
  'organisation.changed': 'changed the organisation',
  'organisation.deleted': 'closed the organisation',
  'member.joined': 'joined the organisation',
  'member.changed': 'changed the role of a member',
  'member.left': 'ended a membership',
  'invitation.created': 'invited somebody',
  'invitation.declined': 'declined an invitation',
  'invitation.revoked': 'took an invitation back',
  'team.member_added': 'added a member to a team',
  'team.member_removed': 'removed a member from a team',
  'team.grant_set': 'gave a team rights',
  'team.grant_removed': 'took rights from a team',
  'collaborator.set': 'gave a collaborator rights',
  'collaborator.removed': 'took the rights from a collaborator',
};

/** What happened, in words that follow who did it. */
export function eventText(kind: string): string {
  const known = KNOWN[kind];
  if (known) {
    return known;
  }
  const [thing = '', ...what] = kind.split('.');
  return `${what.join(' ').replaceAll('_', ' ')} ${article(thing)}`.trim();
}

function article(thing: string): string {
  const name = thing.replaceAll('_', ' ');
  return /^[aeiou]/.test(name) ? `an ${name}` : `a ${name}`;
}

/** What else an event tells, as short texts. */
export function eventDetails(event: HappenedEvent): string[] {
  // Whose account it was is said where it was not one's own.
  const whose =
    event.kind.startsWith('account.') && event.actor !== event.namespace ? { account: event.namespace } : {};
  return (
    Object.entries({ ...whose, ...event.detail })
      // Of what type a manifest is, and a webhook's number, say nothing to people that the rest does not.
      .filter(([name]) => name !== 'media_type' && name !== 'webhook')
      .filter(([name, value]) => name !== 'repository' || value !== event.repository)
      .filter(([, value]) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0))
      // A text that was changed is named, and not told.
      .map(([name, value]) => name.replaceAll('_', ' ') + (value === true ? '' : `: ${detailText(value)}`))
  );
}

function detailText(value: unknown): string {
  if (Array.isArray(value)) {
    return value.map(detailText).join(', ');
  }
  if (typeof value === 'object' && value !== null) {
    const change = value as { before?: unknown; after?: unknown };
    if (change.before !== undefined && change.after !== undefined) {
      return `${detailText(change.before)} → ${detailText(change.after)}`;
    }
    const platform = value as { os?: string; architecture?: string; variant?: string };
    return platform.os && platform.architecture
      ? [platform.os, platform.architecture, platform.variant].filter(Boolean).join('/')
      : JSON.stringify(value);
  }
  return String(value);
}
