/** The text on the paste screen, as this device keeps it. */

export { discardPasted, loadPasted, savePasted, type Pasted } from "../store/pasted";
