import { AuditLog } from '../../parts/AuditLog';
import { useTitle } from '../../parts/Page';

const KINDS = [
  { value: 'account', label: 'Accounts' },
  { value: 'settings', label: 'Settings' },
  { value: 'collection', label: 'Collections' },
  { value: 'token', label: 'Tokens' },
  { value: 'organisation', label: 'Organisations' },
  { value: 'member', label: 'Members' },
  { value: 'invitation', label: 'Invitations' },
  { value: 'team', label: 'Teams' },
  { value: 'robot', label: 'Robots' },
  { value: 'collaborator', label: 'Collaborators' },
  { value: 'repository', label: 'Repositories' },
  { value: 'tag', label: 'Tags' },
  { value: 'manifest', label: 'Images' },
  { value: 'webhook', label: 'Webhooks' },
];

/** Who did what in the whole installation. */
export default function Audit() {
  useTitle('Audit');
  return <AuditLog path="/admin/audit" kinds={KINDS} />;
}
