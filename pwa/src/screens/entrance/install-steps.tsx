import type { ComponentChildren } from "preact";
import { t } from "../../i18n";

type Way = "iphone" | "ipad" | "not-safari" | "firefox";

const DRAWINGS: Readonly<Record<Way, readonly [ComponentChildren, ComponentChildren, ComponentChildren]>> = {
  iphone: [<ShareBelow key="1" />, <SheetRow key="2" />, <HomeScreen key="3" />],
  ipad: [<ShareAbove key="1" />, <SheetRow key="2" />, <HomeScreen key="3" />],
  "not-safari": [<CopiedAddress key="1" />, <Compass key="2" />, <SheetRow key="3" />],
  firefox: [<DotsBelow key="1" />, <SheetRow key="2" />, <HomeScreen key="3" />],
};

/** Three drawn steps in this browser's own menus. */
export function InstallSteps({ way }: { way: Way }) {
  return (
    <ol class="install">
      {DRAWINGS[way].map((drawing, at) => (
        <li key={at}>
          <svg class="install__drawing" viewBox="0 0 96 72" aria-hidden="true">{drawing}</svg>
          <p><strong>{at + 1}.</strong> {t(`entrance.install.${way}.${(at + 1) as 1 | 2 | 3}`)}</p>
        </li>
      ))}
    </ol>
  );
}

/** The lower edge of a phone with the browser's bar; `children` stand in the middle of it, in a ring. */
function BarBelow({ at, children }: { at: number; children: ComponentChildren }) {
  return (
    <>
      <path d="M12 0v62a8 8 0 0 0 8 8h56a8 8 0 0 0 8-8V0M12 44h72M24 14h36M24 24h48" />
      <path d="M25 53l-4 4 4 4M73 52h6v9h-6z" />
      <Ring x={at} y={57}>{children}</Ring>
    </>
  );
}

/** What to tap: marked by a ring and by colour. */
function Ring({ x, y, children }: { x: number; y: number; children: ComponentChildren }) {
  return (
    <g class="install__here" transform={`translate(${x} ${y})`}>
      <circle r="11" />
      {children}
    </g>
  );
}

/** A box with an arrow that leaves it upwards. */
function ShareIcon() {
  return <path d="M-2.500-1.500H-4.500v7.500h9v-7.500h-2M0 2v-8.500M-2.500-4 0-6.500 2.500-4" />;
}

function ShareBelow() {
  return <BarBelow at={48}><ShareIcon /></BarBelow>;
}

function DotsBelow() {
  return <BarBelow at={60}><path d="M0-5h.01M0 0h.01M0 5h.01" /></BarBelow>;
}

function ShareAbove() {
  return (
    <>
      <path d="M4 72V12a8 8 0 0 1 8-8h72a8 8 0 0 1 8 8v60M4 28h88M28 12h30v8H28zM16 12l-4 4 4 4M16 42h44M16 52h56M16 62h36" />
      <Ring x={74} y={16}><ShareIcon /></Ring>
    </>
  );
}

/** The row of a menu with a plus in a square. */
function SheetRow() {
  return (
    <>
      <path d="M8 72V14a8 8 0 0 1 8-8h64a8 8 0 0 1 8 8v58M20 18h30M74 14h6v8h-6zM20 62h24M74 58h6v8h-6z" />
      <g class="install__here">
        <path d="M16 30h64a4 4 0 0 1 4 4v10a4 4 0 0 1-4 4H16a4 4 0 0 1-4-4V34a4 4 0 0 1 4-4z" />
        <path d="M20 39h34M69 33.500h11v11H69zM74.500 36v6M71.500 39h6" />
      </g>
    </>
  );
}

/** The home screen, with the glow of our icon among the others. */
function HomeScreen() {
  return (
    <>
      <path d="M16 72V10a8 8 0 0 1 8-8h48a8 8 0 0 1 8 8v62M25 12h12v12H25zM59 12h12v12H59zM25 46h12v12H25zM42 46h12v12H42zM42 12h12v12H42zM25 29h12v12H25zM59 46h12v12H59z" />
      <g class="install__here">
        <path d="M44 27h20a3 3 0 0 1 3 3v12a3 3 0 0 1-3 3H44a3 3 0 0 1-3-3V30a3 3 0 0 1 3-3z" />
        <path d="M44 42a10 10 0 0 1 20 0M49 42a5 5 0 0 1 10 0" />
      </g>
    </>
  );
}

function CopiedAddress() {
  return (
    <>
      <path d="M8 20h80a6 6 0 0 1 6 6v16a6 6 0 0 1-6 6H8a6 6 0 0 1-6-6V26a6 6 0 0 1 6-6zM12 34h40" />
      <Ring x={76} y={34}><path d="M-2 2a3 3 0 0 1 0-4l2-2a3 3 0 0 1 4 4M2-2a3 3 0 0 1 0 4L0 4a3 3 0 0 1-4-4" /></Ring>
    </>
  );
}

/** A compass needle in a circle, as on the icon of Safari. */
function Compass() {
  return (
    <>
      <path d="M34 8h28a8 8 0 0 1 8 8v28a8 8 0 0 1-8 8H34a8 8 0 0 1-8-8V16a8 8 0 0 1 8-8zM30 64h36" />
      <g class="install__here">
        <circle cx="48" cy="30" r="16" />
        <path d="M56 22l-5 11-11 5 5-11z" />
      </g>
    </>
  );
}
