"""Make the sample database of today's version: run once per version, then keep the file for ever.

PYTHONPATH=tests python -m store.make_sample
"""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from fourbeat.model.ids import Ids
from fourbeat.model.job import JobState
from fourbeat.model.message import message
from fourbeat.model.plan import Project, Prop
from fourbeat.store import Store
from fourbeat.store.migrations import HISTORY, newest
from store import film

SAMPLES = Path(__file__).parent / "samples"


def make(target: Path) -> None:
    """Write a small project with a bit of everything."""
    ids = Ids(lambda: 1_790_000_000_000, Random(1).getrandbits)
    version = newest(HISTORY)
    with TemporaryDirectory() as home:
        folder = Path(home) / "sample"
        project = Project(id=ids.new(), name=f"Sample of version {version}")
        rows = [*film.film(ids, 1), Prop(id=ids.new(), order="V", name="Kite", identity="red paper")]
        with Store.create(folder, project, rows=rows, ids=ids, now=lambda: film.AT, author="sample") as store:
            (shot,) = store.plan.shots()
            verdict = film.verdict(ids, shot.id)
            job = film.job(ids, shot.id, state=JobState.DONE, verdict=verdict.id)
            attempt = film.attempt(ids, job)
            take = film.take(ids, job, attempt, verdict)

            def work(writer):
                writer.edit(message("sample.title"), writer.plan.change(shot, title="Dawn", frames=48))
                writer.add_verdict(verdict)
                writer.add_job(job.model_copy(update={"take": take.id}))
                writer.add_attempt(attempt)
                writer.add_take(take)

            store.write(work)
            shutil.copyfile(store.back_up(), target)


if __name__ == "__main__":
    file = SAMPLES / f"v{newest(HISTORY)}.fourbeat"
    if file.exists():
        raise SystemExit(f"{file} is kept as it is")
    SAMPLES.mkdir(exist_ok=True)
    make(file)
