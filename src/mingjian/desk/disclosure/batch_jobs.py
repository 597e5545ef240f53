"""Jobs of a large batch (逐行核对、成批公示) as its page shows them."""

from __future__ import annotations

from dataclasses import dataclass

from mingjian.disclosure.kinds import BatchState, BatchWork
from mingjian.disclosure.models import BatchRun, ImportBatch
from mingjian.law.roles import Actor, Role


@dataclass(frozen=True)
class JobLine:
    """One job: how far it came, and whether this person may stop it or go on."""

    run: BatchRun
    work: BatchWork
    state: BatchState
    may_steer: bool

    @property
    def share(self) -> int:
        """Of a hundred."""
        return 100 * self.run.done_count // max(1, self.run.total_count)

    @property
    def is_working(self) -> bool:
        """Whether the page should ask again by itself."""
        return self.state is BatchState.WORKING

    @property
    def is_unfinished_publication(self) -> bool:
        """Whether the next step is this job's own."""
        return self.work is BatchWork.PUBLISH and self.state is not BatchState.DONE

    @property
    def may_stop(self) -> bool:
        """成批公示 can be stopped; 逐行核对 changes nothing and has no need to."""
        return self.may_steer and self.is_working and self.work is BatchWork.PUBLISH

    @property
    def may_go_on(self) -> bool:
        """Whether it was stopped, by a person or by a closed log."""
        stopped = self.state is BatchState.STOPPED
        return self.may_steer and stopped and self.work is BatchWork.PUBLISH


def job_of(batch: ImportBatch, *, by: Actor) -> JobLine | None:
    """The newest job of this batch; None where there is none."""
    run = batch.runs.order_by("-asked_at", "-id").first()
    if run is None:
        return None
    is_clerk = by.role is Role.DISCLOSURE_CLERK
    return JobLine(run, BatchWork(run.work), BatchState(run.state), is_clerk)
