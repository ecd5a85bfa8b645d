import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { Empty } from '../../parts/Notice';
import { Page } from '../../parts/Page';

export default function NotFound() {
  return (
    <Page title="Nothing here">
      <Empty
        title="There is no such page, or you may not see it"
        action={
          <Button component={Link} to="/explore">
            Explore
          </Button>
        }
      >
        Private repositories look like this too, to everybody who has no right to them.
      </Empty>
    </Page>
  );
}
