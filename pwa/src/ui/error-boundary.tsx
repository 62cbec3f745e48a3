import { Component, type ComponentChildren } from "preact";

interface ErrorBoundaryProps {
  /** Identifies what `children` show; with another value, they are tried again. */
  of: unknown;
  fallback: ComponentChildren;
  children: ComponentChildren;
}

interface ErrorBoundaryState {
  failed?: { readonly of: unknown };
}

/** Shows `fallback` in place of children that throw while rendering. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override componentDidCatch(error: unknown): void {
    console.error(error);
    this.setState({ failed: { of: this.props.of } });
  }

  override render({ of, fallback, children }: ErrorBoundaryProps, { failed }: ErrorBoundaryState) {
    return failed && failed.of === of ? fallback : children;
  }
}
