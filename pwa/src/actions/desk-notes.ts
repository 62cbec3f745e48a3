/** What is half typed at a desk, as this device keeps it. */

export { discardDeskNotes, loadDeskNotes, saveDeskNotes, type DeskNotes } from "../store/desk-notes";
