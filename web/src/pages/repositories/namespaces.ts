import { useWholeList } from '../../api/lists';
import type { Organisation } from '../../api/organisations';
import type { Me } from '../../api/session';

/** The namespaces in which somebody may have repositories: their own name and their organisations. */
export function useNamespaces(me: Me): string[] {
  const { items } = useWholeList<Organisation>('/user/orgs');
  return [me.username, ...items.map((org) => org.name)];
}
