/** How the phone is held, from its orientation sensors. */

/** In degrees. Roll: turned like a steering wheel. Pitch: leaning back, with the screen facing up, is positive. */
export interface Pose {
  readonly roll: number;
  readonly pitch: number;
}

/**
 * The pose for `beta` and `gamma` of a DeviceOrientationEvent. The direction "up" in the phone's own axes is used, because
 * `gamma` alone jumps when a phone is upright. A phone held across counts as level.
 */
export function poseOf(beta: number, gamma: number): Pose {
  const [b, g] = [radians(beta), radians(gamma)];
  const up = { x: -Math.cos(b) * Math.sin(g), y: Math.sin(b), z: Math.cos(b) * Math.cos(g) };
  const turned = degrees(Math.atan2(up.x, up.y));
  return { roll: turned - 90 * Math.round(turned / 90), pitch: degrees(Math.asin(Math.max(-1, Math.min(1, up.z)))) };
}

const radians = (angle: number): number => (angle * Math.PI) / 180;
const degrees = (angle: number): number => (angle * 180) / Math.PI;

/** Safari asks the person, and only as the answer to a tap. */
interface AskingEvent {
  readonly requestPermission?: () => Promise<string>;
}

function asking(): AskingEvent {
  return typeof DeviceOrientationEvent === "undefined" ? {} : (DeviceOrientationEvent as AskingEvent);
}

/**
 * Whether the person has to be asked before the phone tells how it is held. Chromium has the question, too, but knows the
 * answer beforehand; Safari cannot say.
 */
export async function mustAskForPose(): Promise<boolean> {
  if (typeof asking().requestPermission !== "function") return false;
  const name = "accelerometer" as PermissionName; // not in the list of TypeScript
  const state = await Promise.resolve(name).then((sensor) => navigator.permissions.query({ name: sensor })).then((status) => status.state, () => "prompt");
  return state === "prompt";
}

/** Ask the person; call it from a tap. Never rejects. */
export async function askForPose(): Promise<boolean> {
  const answer = await asking().requestPermission?.().catch(() => "denied");
  return answer === "granted";
}

/** Report every pose until the returned function is called. A phone without the sensors reports none. */
export function followPose(report: (pose: Pose) => void): () => void {
  const hear = ({ beta, gamma }: DeviceOrientationEvent): void => {
    if (beta !== null && gamma !== null) report(poseOf(beta, gamma));
  };
  addEventListener("deviceorientation", hear);
  return () => removeEventListener("deviceorientation", hear);
}
