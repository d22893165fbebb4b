/** The scorecard page: `docs/scorecard.md`. */
import { BackupBox } from "./backup";
import { Scorecard } from "./now";

customElements.define("course-scorecard", Scorecard);
customElements.define("course-backup", BackupBox);
