import { useTitle } from '../../parts/Page';
import { WebhookList } from '../../parts/webhooks/WebhookList';
import type { Repository } from '../../api/types';
import { repositoryApi } from './address';

/** Who is told what happens to a repository. */
export default function Webhooks({ repository }: { repository: Repository }) {
  useTitle(`Webhooks of ${repository.name}`);
  return <WebhookList path={repositoryApi(repository.name, 'webhooks')} />;
}
