"""Words for the project folder: opening, locking, saving, history, media and backups."""

from .entry import count, say

WORDS = (
    # Opening and making
    say("store.no-project.title", "No project here"),
    say(
        "store.no-project",
        "There is no Fourbeat project in {folder}. Choose the folder that has project.fourbeat in it.",
    ),
    say("store.no-database.title", "The project file is missing"),
    say(
        "store.no-database",
        "The file project.fourbeat is not in {folder}, but {n} of its backups are, the newest {backup}. To put it "
        "back, run `fourbeat restore` with `--project` and this folder.",
    ),
    say("store.exists.title", "There is a project already"),
    say("store.exists", "A project stands in {folder} already. Open it, or choose another folder for the new one."),
    say("store.cannot-create.title", "The project cannot be made"),
    say(
        "store.cannot-create",
        "The project cannot be made in {folder}: {detail}. Choose a folder you may write to, on a disk with room.",
    ),
    say("store.cannot-lock.title", "This disk cannot lock files"),
    say(
        "store.cannot-lock",
        "The disk of {folder} cannot lock files, and without a lock two programs could write the project at once. "
        "Make the project on another disk.",
    ),
    say("store.not-a-project.title", "Not a Fourbeat project"),
    say(
        "store.not-a-project",
        "The file project.fourbeat in {folder} belongs to another program. Nothing was changed in it.",
    ),
    say("store.newer.title", "Made by a newer Fourbeat"),
    say(
        "store.newer",
        "“{project}” was saved by a newer Fourbeat (file version {version}, this program knows up to {known}). Nothing "
        "was changed in it. Update Fourbeat to open it.",
    ),
    say("store.needs-upgrade.title", "Saved by an older Fourbeat"),
    say(
        "store.needs-upgrade",
        "“{project}” was saved by an older Fourbeat (file version {version}) and must be brought up to date before it "
        "can be read. Open it once where it can be written, in the window or with `fourbeat open`; a backup is made "
        "first.",
    ),
    say("store.needs-recovery.title", "The last save was cut off"),
    say(
        "store.needs-recovery",
        "“{project}” was not closed properly and has a half-finished save to put right. Open it once where it can be "
        "written, in the window or with `fourbeat open`; everything saved before is kept.",
    ),
    say("store.damaged.title", "The project file is damaged"),
    say(
        "store.damaged",
        "{file} cannot be read as a project any more ({detail}), and the project has no backup yet. Leave the file as "
        "it is and look for an older copy of it; the clips in the media folder are not touched.",
    ),
    say("store.damaged-with-backup.title", "The project file is damaged"),
    say(
        "store.damaged-with-backup",
        "{file} cannot be read as a project any more ({detail}). There are backups, the newest is {backup}. To "
        "put it back, run `fourbeat restore`; the damaged file is kept, and the clips are not touched.",
    ),
    say("store.bad-row.title", "A damaged entry"),
    say(
        "store.bad-row",
        "One entry of the project cannot be right: {table} {row} ({detail}). Nothing was changed. Go back to a backup "
        "in the project's backups folder, or ask whoever gave you the project for another copy.",
    ),
    say("store.cannot-open.title", "The project cannot be opened"),
    say("store.cannot-open", "{file} cannot be opened. See whether the disk is connected and whether you may read it."),
    say("store.sqlite-too-old.title", "SQLite is too old"),
    say(
        "store.sqlite-too-old",
        "This Python brings SQLite {found}; Fourbeat needs {oldest} or newer. Install a newer Python and try again.",
    ),
    say("store.closed.title", "The project is closed"),
    say("store.closed", "“{project}” has been closed. Open it again to go on; everything saved is kept."),
    say("store.gone.title", "The project's folder is gone"),
    say(
        "store.gone",
        "“{project}” is no longer in {folder}: the folder was moved, renamed or deleted, or its disk was taken out. "
        "This change was not saved; everything saved before is wherever the folder is now. Bring it back, or open the "
        "project where it is.",
    ),
    # Who writes
    say("store.busy.title", "Open in another window"),
    say(
        "store.busy",
        "“{project}” is open in {holder} (process {pid} on {host}), and only one program writes a project at a time. "
        "Close it there and try again. `fourbeat status` and the other commands that only look work meanwhile.",
    ),
    say("store.busy-unnamed.title", "Open in another program"),
    say(
        "store.busy-unnamed",
        "“{project}” is open in another program, and only one program writes a project at a time. Close it there and "
        "try again. `fourbeat status` and the other commands that only look work meanwhile.",
    ),
    say("store.database-busy.title", "The project is in use"),
    say(
        "store.database-busy",
        "Another program is using the database of “{project}” at this moment. Nothing was changed. Try again, or close "
        "the other program.",
    ),
    say("store.lock-is-a-link.title", "The lock file leads elsewhere"),
    say(
        "store.lock-is-a-link",
        "{file} is a link to another file and was left alone. Remove the link, then open the project again.",
    ),
    # Notices
    say(
        "store.notice-read-only",
        "{folder} cannot be written to, so the project is open for reading only. Copy the folder to a disk of your own "
        "to work on it.",
    ),
    say(
        "store.notice-no-locks",
        "The disk of {folder} cannot lock files, so the project is open for reading only: two programs could write it "
        "at once. Copy the folder to a disk of your own to work on it.",
    ),
    say(
        "store.notice-network",
        "{folder} is on a network disk ({place}). The project is locked as a whole while it is open here, and "
        "saves are slower. A disk of your own is safer.",
    ),
    say(
        "store.notice-synced",
        "{folder} is kept in step by {place}. Open the project on one machine at a time and wait until it is in step; "
        "two machines at once would make two versions.",
    ),
    say(
        "store.notice-unseen",
        "The newest saves of the project in {folder} stand in a file that cannot be read from a disk that takes no "
        "writing. Copy the whole folder to a disk of your own to see them.",
    ),
    # Saving
    say("store.read-only.title", "Open for reading only"),
    say("store.read-only", "“{project}” is open for reading only, so nothing was changed."),
    say("store.disk-full.title", "The disk is full"),
    say(
        "store.disk-full",
        "There is no room left for {folder}. This change was not saved; everything saved before is kept. Make room and "
        "do it again.",
    ),
    say("store.disk-failed.title", "The disk refused"),
    say(
        "store.disk-failed",
        "The disk of {folder} did not take what was to be written ({detail}). This change was not saved; everything "
        "saved before is kept. See whether the disk is connected and files may grow, then do it again.",
    ),
    say("store.cannot-write.title", "The project cannot be written"),
    say(
        "store.cannot-write",
        "{folder} does not let itself be written to any more. This change was not saved; everything saved before is "
        "kept. See whether you may write there, then do it again.",
    ),
    say("store.failed.title", "The database refused"),
    say(
        "store.failed",
        "The database {file} refused ({detail}). This change was not saved; everything saved before is kept. Close the "
        "project and open it again.",
    ),
    say("store.value-refused.title", "A value does not fit"),
    say("store.value-refused", "The project does not take this value: {detail}. Nothing was changed."),
    say("store.already-there.title", "Already in the project"),
    say("store.already-there", "The project has this {kind} already ({id}). Nothing was changed."),
    say("store.unknown-kind.title", "Unknown kind of entry"),
    say("store.unknown-kind", "A project has no entries of the kind “{kind}”. Nothing was changed."),
    say("store.no-such-field.title", "Unknown field"),
    say("store.no-such-field", "A {kind} has no field “{field}” that can be changed. Nothing was changed."),
    # History
    say("history.created", "Make the project"),
    say("history.undone", "Undo: {step}"),
    say("history.redone", "Redo: {step}"),
    say("history.nothing-to-undo.title", "Nothing to undo"),
    say("history.nothing-to-undo", "There is nothing to undo: the project stands as it began."),
    say("history.nothing-to-redo.title", "Nothing to redo"),
    say("history.nothing-to-redo", "There is nothing to redo: the newest step is the last one."),
    # Takes and jobs
    say("store.no-still.title", "No such picture"),
    say("store.no-still", "This project has no picture with the id {id}."),
    say("store.no-take.title", "No such take"),
    say("store.no-take", "This project has no take with the id {id}."),
    say("store.no-job.title", "No such job"),
    say("store.no-job", "This project has no job with the id {id}."),
    say("store.no-attempt.title", "No such attempt"),
    say("store.no-attempt", "This project has no attempt with the id {id}."),
    say("store.no-verdict.title", "No such verdict"),
    say("store.no-verdict", "This project has no verdict with the id {id}."),
    say("store.no-person.title", "No such person"),
    say("store.no-person", "This project has no person with the id {id}."),
    say("store.not-erased.title", "A backup was not erased"),
    say(
        "store.not-erased",
        "It is erased here, but not in the backup {backup} ({detail}). Erase again, or delete that backup.",
    ),
    say("job.moved-on.title", "The job has moved on"),
    say("job.moved-on", "The job {job} is {state} by now, so this could not be done. Nothing was changed."),
    say("job.no-such-move.title", "A job cannot do that"),
    say("job.no-such-move", "A job that is {before} cannot become {after} (job {job}). Nothing was changed."),
    say("job.answer-stands.title", "Already written down"),
    say(
        "job.answer-stands",
        "What came back for the job {job} is written down already ({field}) and does not change. Nothing was changed.",
    ),
    # Media
    say("store.media-name.title", "Not a media file's name"),
    say(
        "store.media-name",
        "“{name}” is not a name a file of the media folder can have: letters, digits, dots, hyphens and underscores, "
        "and no way out of the folder. The file was not touched.",
    ),
    say("store.media-taken.title", "Another file has this name"),
    say(
        "store.media-taken",
        "{file} is there already with another content and was not overwritten. Give one of the two another name and "
        "try again; the new clip is kept where it is.",
    ),
    say("store.picture-too-large.title", "Picture is too large"),
    say(
        "store.picture-too-large",
        "{file} has {megabytes} MB; a picture may have up to {largest} MB. It was not copied. Save it smaller, as a "
        "JPEG or PNG.",
    ),
    say("store.no-picture.title", "The picture is missing"),
    say(
        "store.no-picture",
        "The media folder has no picture with the content {sha256}. Add the picture again, or bring the file back.",
    ),
    say("store.no-script.title", "The script is missing"),
    say("store.no-script", "The media folder has no script with the content {sha256}. Bring the file back."),
    say("store.no-file.title", "The file is missing"),
    say("store.no-file", "{file} is not there. See whether it was moved or renamed."),
    # Checks and backups
    say("store.found-damage", "The database is damaged: {detail}."),
    count(
        "store.found-loose-end",
        "{n} entry of {table} belongs to something that is not there.",
        "{n} entries of {table} belong to something that is not there.",
    ),
    say("store.backup-failed.title", "The backup was not made"),
    say(
        "store.backup-failed",
        "No backup could be made in {folder}: {detail}. The project itself is not touched. Make room and try again.",
    ),
    say("store.backup-wrong.title", "The backup was not right"),
    say(
        "store.backup-wrong",
        "The backup did not come out the same as the project ({detail}) and was thrown away. The project itself is not "
        "touched. Try again; if it happens twice, copy the whole folder to another disk.",
    ),
)
