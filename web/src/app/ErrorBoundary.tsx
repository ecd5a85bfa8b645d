import { Component, type ReactNode } from 'react';
import { Empty } from '../parts/Notice';
import { Button } from '@mantine/core';

/** Shows something where a page broke, as when the server was replaced and its old files are gone. */
export class ErrorBoundary extends Component<{ children: ReactNode; address: string }, { failed: boolean }> {
  override state = { failed: false };

  override componentDidUpdate(before: { address: string }) {
    if (this.state.failed && before.address !== this.props.address) {
      this.setState({ failed: false });
    }
  }

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) {
      return this.props.children;
    }
    return (
      <Empty title="This page could not be shown" action={<Button onClick={() => location.reload()}>Reload</Button>}>
        The server may have been replaced by a newer one meanwhile; reloading fetches its pages.
      </Empty>
    );
  }
}
