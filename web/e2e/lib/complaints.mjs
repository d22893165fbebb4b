/** Pyodide asks in this way whether its worker is a classic one; the frame's policy says no, and Firefox writes that down. */
const ASKED = /script-src-elem\) at data:text\/javascript/;

/** What the console and the page complained about, but for that. @param {import("./puppet.mjs").Tab} tab */
export const complaints = (tab) => tab.errors.filter((error) => !ASKED.test(error));
