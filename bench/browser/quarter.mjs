// A quarter of one processor for a browser and all that it starts. The protocol's own throttle slows the page, not a worker.
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { family } from "../../web/e2e/lib/webkit.mjs";
import { wait } from "../../web/e2e/lib/server.mjs";

const PERIOD_US = 100_000;
const SHARE_US = PERIOD_US / 4;
const V1 = "/sys/fs/cgroup/cpu", V2 = "/sys/fs/cgroup";

/** Makes a group with that limit: its folder, or why there is none. */
function makeGroup() {
  const second = existsSync(`${V2}/cgroup.controllers`), folder = `${second ? V2 : V1}/browser-bench-${process.pid}`;
  try {
    if (second && !readFileSync(`${V2}/cgroup.subtree_control`, "utf8").includes("cpu")) writeFileSync(`${V2}/cgroup.subtree_control`, "+cpu");
    mkdirSync(folder);
    if (second) writeFileSync(`${folder}/cpu.max`, `${SHARE_US} ${PERIOD_US}`);
    else {
      writeFileSync(`${folder}/cpu.cfs_period_us`, String(PERIOD_US));
      writeFileSync(`${folder}/cpu.cfs_quota_us`, String(SHARE_US));
    }
    return { folder, why: "" };
  } catch (error) {
    return { folder: "", why: `no group of processes could be limited (${error.code ?? error})` };
  }
}

/**
 * Holds a browser to a quarter of a processor; what it starts later inherits that.
 *
 * @param {number} pid The browser's first process.
 * @returns {{why: string, free(): Promise<void>}} `why` says why it is not limited, and is empty if it is.
 */
export function quarter(pid) {
  const { folder, why } = makeGroup();
  if (folder) {
    for (const one of [pid, ...family(pid).map((child) => child.pid)]) {
      try {
        writeFileSync(`${folder}/cgroup.procs`, String(one));
      } catch {
        // It ended while we looked.
      }
    }
  }
  return {
    why,
    /** Removes the group; its processes have to be gone, and the kernel takes a moment to notice. */
    async free() {
      for (let tries = 30; folder && tries; tries -= 1) {
        try {
          rmdirSync(folder);
          return;
        } catch {
          await wait(200);
        }
      }
    },
  };
}
