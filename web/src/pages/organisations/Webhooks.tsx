import { orgApi } from '../../api/organisations';
import { useTitle } from '../../parts/Page';
import { WebhookList } from '../../parts/webhooks/WebhookList';
import type { InOrganisation } from './OrganisationPage';

/** Who is told what happens in any repository of an organisation. */
export default function Webhooks({ org }: InOrganisation) {
  useTitle(`Webhooks of ${org.name}`);
  return <WebhookList path={orgApi(org.name, 'webhooks')} />;
}
