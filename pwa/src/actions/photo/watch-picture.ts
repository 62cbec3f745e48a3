export type { Hint } from "../../imaging/hints";
export { askForPose, mustAskForPose } from "../../imaging/pose";
export { watchPicture, type Watched } from "../../imaging/watch";
