/** The course without a network: the button, and the offer of a newer version. */
import { OfflineBox } from "./box";
import { Keeper } from "./keep";
import { offer } from "./newer";
import { SharedBox } from "./shared";

const app = new URL(".", import.meta.url).href;
OfflineBox.root = new URL("../../../", app).href;
customElements.define("course-offline", OfflineBox);
customElements.define("course-shared", SharedBox);
if (Keeper.isAble() && navigator.serviceWorker.controller) void offer(new Keeper(OfflineBox.root), app).catch(console.warn);
