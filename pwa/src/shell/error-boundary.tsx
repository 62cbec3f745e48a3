import { Component, type ComponentChildren } from "preact";
import { t } from "../i18n";
import { Banner, Button } from "../ui";

interface ErrorBoundaryProps {
  children: ComponentChildren;
}

interface ErrorBoundaryState {
  failed: boolean;
}

/** Catches what a component throws while rendering: says so and offers to reload, in place of a white page. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { failed: false };

  override componentDidCatch(error: unknown): void {
    console.error(error);
    this.setState({ failed: true });
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <main id="content" class="screen">
        <Banner tone="attention" title={t("common.failed.title")} alert>
          <p>{t("common.failed.show")}</p>
          <Button kind="quiet" onClick={() => location.reload()}>
            {t("common.reload")}
          </Button>
        </Banner>
      </main>
    );
  }
}
