import { orgApi } from '../../api/organisations';
import { AuditLog } from '../../parts/AuditLog';
import { useTitle } from '../../parts/Page';
import type { InOrganisation } from './OrganisationPage';

const KINDS = [
  { value: 'tag', label: 'Tags' },
  { value: 'manifest', label: 'Images' },
  { value: 'repository', label: 'Repositories' },
  { value: 'organisation', label: 'The organisation' },
  { value: 'member', label: 'Members' },
  { value: 'invitation', label: 'Invitations' },
  { value: 'team', label: 'Teams' },
  { value: 'robot', label: 'Robots' },
  { value: 'webhook', label: 'Webhooks' },
];

/** Who did what in an organisation. */
export default function Audit({ org }: InOrganisation) {
  useTitle(`Audit of ${org.name}`);
  return <AuditLog path={orgApi(org.name, 'audit')} kinds={KINDS} />;
}
