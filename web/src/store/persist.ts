/** Asks the browser not to delete by itself what is kept. */
import { isShared } from "./box";

/**
 * Asks the browser to keep all this until the reader removes it; without that it may delete it when space is short, and
 * some browsers do so after a week without a visit. @returns whether it will; null if it does not say, or nothing is kept
 */
export async function askPersistence(): Promise<boolean | null> {
  if (isShared()) return null;
  try {
    return (await navigator.storage?.persist?.()) ?? null;
  } catch {
    return null;
  }
}
